import {
  Alert,
  Anchor,
  Button,
  Fieldset,
  Group,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconLock } from "@tabler/icons-react";
import { useLenders, useReferenceData } from "../api/queries";
import { useMay } from "../api/session";
import type { Coded, Product } from "../api/types";
import { ConflictDialog } from "../forms/ConflictDialog";
import { RestoredDraft } from "../forms/RestoredDraft";
import { amounts } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { DocumentsEditor } from "./DocumentsEditor";
import { FieldValue } from "./FieldValue";
import { errorInWords, fieldLabel, type ProductValues, toValues } from "./form";
import { LiveLine } from "./LiveLine";
import classes from "./ProductForm.module.css";
import type { Checked } from "./products";
import { useProductForm } from "./useProductForm";

interface Props {
  draftKey: string;
  initial: ProductValues;
  /** What is edited; null for a new one. */
  product: Product | null;
  /** At which it was saved here, if it was. */
  position?: string | null;
  onSaved: (product: Product) => void;
}

export type Form = ReturnType<typeof useProductForm>["form"];

const options = (codes: readonly Coded[] = []) => codes.map(({ code, label }) => ({ value: code, label }));

export function ProductForm(props: Props) {
  const { product } = props;
  const life = useProductForm(props);
  const { form, changed, word, overtaken } = life;
  const mayEdit = useMay("editor");
  const twin = word?.conflictsWith ?? (life.problem?.problem.conflictsWith as Product | undefined) ?? null;
  const save = () => void life.save(form.values);
  useHotkeys(
    [
      ["mod+S", save],
      ["mod+Enter", save],
    ],
    [],
  );

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="sm">
        {life.restored && <RestoredDraft at={life.restored.at} onDiscard={life.discard} />}
        <Fieldset disabled={!mayEdit} variant="unstyled">
          <Stack gap="sm">
            <What form={form} />
            <Money form={form} />
            <Conditions form={form} />
            <DocumentsEditor form={form} />
            <Words form={form} />
            <StaffOnly form={form} />
          </Stack>
        </Fieldset>
      </Stack>
      {mayEdit && (
        <div className={classes.foot}>
          <Stack gap="xs" className={classes.words}>
            <Warnings conflict={twin} near={word ? [...word.overlaps, ...word.similar] : []} />
            {life.problem && !life.problem.problem.conflictsWith && (
              <ProblemAlert problem={life.problem} inWords={errorInWords} />
            )}
          </Stack>
          <Group justify="flex-end" gap="xs">
            {props.position && changed.length === 0 ? (
              <LiveLine key={props.position} position={props.position} />
            ) : (
              <Text className={changed.length > 0 ? "quiet" : "quiet wide"} size="xs" lineClamp={2} flex="1 1 12rem">
                {changed.length > 0
                  ? `Changed: ${changed.map(fieldLabel).join(", ")}`
                  : "Ctrl+S saves · Esc closes, what you typed stays"}
              </Text>
            )}
            <Group gap="xs" wrap="nowrap">
              {changed.length > 0 && (
                <Button variant="subtle" color="gray" onClick={life.discard}>
                  Discard
                </Button>
              )}
              {product === null && (
                <Button
                  variant="default"
                  loading={life.isBusy}
                  onClick={() => void life.save(form.values, "PUBLISHED")}
                >
                  Save and publish
                </Button>
              )}
              <Button type="submit" loading={life.isBusy} disabled={product !== null && changed.length === 0}>
                {product === null ? "Save as draft" : "Save"}
              </Button>
            </Group>
          </Group>
        </div>
      )}
      {overtaken && (
        <ConflictDialog
          what="product"
          by={overtaken.other.updatedBy}
          at={overtaken.other.updatedAt}
          base={overtaken.base}
          mine={form.values}
          other={toValues(overtaken.other)}
          label={fieldLabel}
          show={(field, value) => <FieldValue field={field} value={value} />}
          isBusy={life.isBusy}
          onSave={(values) => void life.save(values, undefined, overtaken.other.revision)}
          onDiscard={life.discard}
          onClose={life.keepEditing}
        />
      )}
    </form>
  );
}

function Row({ children, title }: { title: string; children: React.ReactNode }) {
  return (
    <Fieldset legend={title} p="sm" pt="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        {children}
      </SimpleGrid>
    </Fieldset>
  );
}

function What({ form }: { form: Form }) {
  const codes = useReferenceData();
  const lenders = useLenders().data ?? [];
  return (
    <Row title="What it is">
      <Select
        label="Lender"
        withAsterisk
        searchable
        limit={100}
        data-autofocus={!form.values.lenderId ? true : undefined}
        data={lenders.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("lenderId")}
        value={form.values.lenderId || null}
        onChange={(value) => form.setFieldValue("lenderId", value ?? "")}
      />
      <TextInput
        label="Name"
        withAsterisk
        data-autofocus={form.values.lenderId ? true : undefined}
        maxLength={200}
        {...form.getInputProps("name")}
      />
      <Choice form={form} field="category" codes={codes?.categories} isRequired />
      <Choice form={form} field="country" codes={codes?.countries} isRequired />
      <MultiSelect
        label={fieldLabel("regionsExcluded")}
        searchable
        clearable
        data={options(regionsOf(codes, form.values.country))}
        {...form.getInputProps("regionsExcluded")}
      />
      <MultiSelect
        label={fieldLabel("fundsPurposes")}
        placeholder={form.values.fundsPurposes.length > 0 ? "" : "any"}
        clearable
        data={options(codes?.fundsPurposes)}
        {...form.getInputProps("fundsPurposes")}
      />
    </Row>
  );
}

function regionsOf(codes: ReturnType<typeof useReferenceData>, country: string): readonly Coded[] {
  return codes?.regions?.filter((region) => region.country === country) ?? [];
}

function Choice({
  form,
  field,
  codes,
  isRequired,
}: {
  form: Form;
  field: "category" | "country" | "rateKind" | "rateType" | "rateIndex";
  codes: readonly Coded[] | undefined;
  isRequired?: boolean;
}) {
  return (
    <Select
      label={fieldLabel(field)}
      withAsterisk={isRequired ?? false}
      searchable
      clearable={!isRequired}
      data={options(codes)}
      {...form.getInputProps(field)}
      value={form.values[field] || null}
      onChange={(value) => form.setFieldValue(field, value ?? "")}
    />
  );
}

function Money({ form }: { form: Form }) {
  const codes = useReferenceData();
  const currency = codes?.countries.find(({ code }) => code === form.values.country)?.currency ?? "$";
  const unit = form.values.rateKind === "FACTOR" ? "×" : "%";
  const number = (
    field: "amountMin" | "amountMax" | "rateMin" | "rateMax" | "termMinMonths" | "termMaxMonths",
    section?: string,
  ) => (
    <TextInput
      label={fieldLabel(field)}
      inputMode="decimal"
      rightSection={section && <span className="quiet">{section}</span>}
      rightSectionWidth={44}
      {...form.getInputProps(field)}
    />
  );
  return (
    <Row title="Amount, rate and term">
      {number("amountMin", currency)}
      {number("amountMax", currency)}
      <Choice form={form} field="rateKind" codes={codes?.rateKinds} />
      <Choice form={form} field="rateType" codes={codes?.rateTypes} />
      {number("rateMin", unit)}
      {number("rateMax", unit)}
      {form.values.rateType === "VARIABLE" && <Choice form={form} field="rateIndex" codes={codes?.rateIndexes} />}
      {form.values.rateType === "VARIABLE" && (
        <Text size="xs" className="quiet" mt="lg">
          With an index the rates are the margin above it.
        </Text>
      )}
      {number("termMinMonths")}
      {number("termMaxMonths")}
    </Row>
  );
}

function Conditions({ form }: { form: Form }) {
  return (
    <Row title="Who may have it">
      <TextInput label={fieldLabel("minCreditScore")} inputMode="numeric" {...form.getInputProps("minCreditScore")} />
      <TextInput
        label={fieldLabel("minMonthsInBusiness")}
        inputMode="numeric"
        {...form.getInputProps("minMonthsInBusiness")}
      />
      <TextInput
        label={fieldLabel("minMonthlyRevenue")}
        inputMode="decimal"
        {...form.getInputProps("minMonthlyRevenue")}
      />
      <TagsInput
        label={fieldLabel("industriesExcluded")}
        placeholder={form.values.industriesExcluded.length > 0 ? "" : "NAICS codes"}
        {...form.getInputProps("industriesExcluded")}
      />
      <Switch
        label={fieldLabel("requiresReceivables")}
        {...form.getInputProps("requiresReceivables", { type: "checkbox" })}
      />
    </Row>
  );
}

function Words({ form }: { form: Form }) {
  return (
    <Fieldset legend="In words" p="sm" pt="xs">
      <Stack gap="xs">
        <Textarea label="Description" autosize minRows={2} maxRows={10} {...form.getInputProps("description")} />
        <Textarea label={fieldLabel("feesNote")} autosize minRows={1} maxRows={6} {...form.getInputProps("feesNote")} />
      </Stack>
    </Fieldset>
  );
}

function StaffOnly({ form }: { form: Form }) {
  const legend = (
    <Group gap={4} component="span">
      <IconLock size={13} aria-hidden /> Staff only, never sent to a client app
    </Group>
  );
  return (
    <Fieldset legend={legend} p="sm" pt="xs" bg="var(--raised)">
      <Stack gap="xs">
        <TextInput
          label={fieldLabel("commissionPercent")}
          inputMode="decimal"
          maw="12rem"
          {...form.getInputProps("commissionPercent")}
        />
        <Textarea
          label={fieldLabel("internalNotes")}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps("internalNotes")}
        />
      </Stack>
    </Fieldset>
  );
}

/** What the server would refuse, and what a human should look at. */
function Warnings({ conflict, near }: { conflict: Product | null; near: Checked["similar"] }) {
  return (
    <>
      {conflict && (
        <Alert p="xs" color="red" role="alert">
          This product is there already: <Link product={conflict} />, {amounts(conflict)},{" "}
          {conflict.status?.toLowerCase()}. Change the name, country, category or an amount.
        </Alert>
      )}
      {near.length > 0 && (
        <Alert p="xs" color="yellow" title="Is it one of these?">
          <ul style={{ margin: 0, paddingLeft: "1.1rem" }}>
            {near.map(({ product, why }) => (
              <li key={product.id + why}>
                <Link product={product} />: {why}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

function Link({ product }: { product: Product }) {
  return (
    <Anchor href={`/lenders/products?open=${product.id}`} target="_blank" size="sm">
      {product.lenderName} · {product.name}
    </Anchor>
  );
}
