import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { errorsByField } from "../api/http";
import { useMay } from "../api/session";
import type { Lender } from "../api/types";
import { ConflictDialog } from "../forms/ConflictDialog";
import { RestoredDraft } from "../forms/RestoredDraft";
import { useEditForm } from "../forms/useEditForm";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell } from "../ui/tell";
import { EMPTY, type LenderValues, lenderLabel, toInput, toValues } from "./form";
import { check, write } from "./lenders";

interface Props {
  /** What is edited; null for a new one. */
  lender: Lender | null;
  onSaved: (lender: Lender) => void;
}

export const draftKeyOf = (lender: Lender | null) => `lender.${lender?.id ?? "new"}`;

const labelOf = (field: string) => lenderLabel(field) ?? field;

function useLenderForm({ lender, onSaved }: Props) {
  const initial = lender ? toValues(lender) : EMPTY;
  const life = useEditForm({
    draftKey: draftKeyOf(lender),
    initial,
    record: lender,
    toValues,
    onSaved(saved: Lender) {
      tell(`Saved: ${saved.name}`);
      onSaved(saved);
    },
  });
  function save(values: LenderValues, onto?: Lender) {
    const body = toInput(values, (onto ?? lender)?.status ?? "ACTIVE");
    return life.save(
      body,
      (revision, key) =>
        lender && revision !== null ? write.edit(lender.id, revision, body) : write.create(body, key),
      onto?.revision,
    );
  }
  return { ...life, save };
}

/** The server's word on the name while somebody types: what is wrong with it, and which lenders are nearly the same. */
function useNameCheck(lender: Lender | null, form: ReturnType<typeof useLenderForm>["form"]) {
  const [name] = useDebouncedValue(form.values.name.trim(), 350);
  const isChecked = name.length > 0 && name !== lender?.name;
  const word = useQuery({
    queryKey: ["check-lender", lender?.id ?? null, name],
    queryFn: ({ signal }) => check({ name, ...(lender && { id: lender.id }) }, signal),
    enabled: isChecked,
    retry: false,
  }).data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the server's word comes
  useEffect(() => {
    const wrong = word && errorsByField(word.errors).name;
    if (wrong) form.setFieldError("name", wrong);
  }, [word]);
  return isChecked ? word : undefined;
}

export function LenderForm(props: Props) {
  const { lender } = props;
  const life = useLenderForm(props);
  const { form, changed, overtaken, problem } = life;
  const word = useNameCheck(lender, form);
  const mayEdit = useMay("editor");
  const save = () => void life.save(form.values);
  useHotkeys([["mod+S", save]], []);
  const field = (name: keyof LenderValues) => ({
    label: labelOf(name),
    readOnly: !mayEdit,
    ...form.getInputProps(name),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="xs">
        {life.restored && <RestoredDraft at={life.restored.at} onDiscard={life.discard} />}
        <TextInput withAsterisk data-autofocus {...field("name")} />
        {word?.conflictsWith && (
          <Alert p="xs" color="red" role="alert">
            {word.conflictsWith.name} is there already. Choose another name, or edit that one.
          </Alert>
        )}
        {word && word.similar.length > 0 && (
          <Alert p="xs" color="yellow">
            Is it {word.similar.map(({ lender: near }) => near.name).join(" or ")}?
          </Alert>
        )}
        <TextInput placeholder="https://…" {...field("website")} />
        <TextInput {...field("contactName")} />
        <TextInput type="email" {...field("contactEmail")} />
        <TextInput type="tel" {...field("contactPhone")} />
        <Textarea autosize minRows={2} maxRows={10} {...field("notes")} label="Notes (staff only)" />
        {problem && (
          <ProblemAlert problem={problem} inWords={({ pointer, detail }) => `${labelOf(pointer.slice(1))} ${detail}`} />
        )}
        {mayEdit && (
          <Group justify="space-between" wrap="nowrap">
            <Text className="quiet" size="xs" lineClamp={2} flex={1}>
              {changed.length > 0 ? `Changed: ${changed.map(labelOf).join(", ")}` : "Ctrl+S saves"}
            </Text>
            {changed.length > 0 && (
              <Button variant="subtle" color="gray" onClick={life.discard}>
                Discard
              </Button>
            )}
            <Button type="submit" loading={life.isBusy} disabled={lender !== null && changed.length === 0}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
      {overtaken && (
        <ConflictDialog
          what="lender"
          by={overtaken.other.updatedBy}
          at={overtaken.other.updatedAt}
          base={overtaken.base}
          mine={form.values}
          other={toValues(overtaken.other)}
          label={labelOf}
          show={(_, value) => <span className="stored">{String(value) || "not stated"}</span>}
          isBusy={life.isBusy}
          onSave={(values) => void life.save(values, overtaken.other)}
          onDiscard={life.discard}
          onClose={life.keepEditing}
        />
      )}
    </form>
  );
}
