import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconSearch } from "@tabler/icons-react";
import type { LenderProduct } from "lender-products";
import { type ReactNode, useMemo, useState } from "react";
import { type Navigation, readAmount, readIndustry, readMonths, readScore, readTerm } from "./address";
import type { ReferenceData } from "./reference-data";
import { regionName, TEXTS } from "./texts";
import { useWords } from "./words";

const { filters: T } = TEXTS;
const WIDE = "(min-width: 62em)";

interface FiltersProps {
  readonly address: Navigation;
  readonly reference: ReferenceData;
  readonly products: readonly LenderProduct[] | undefined;
  readonly country: string;
}

/** What the applicant needs and is. All of it is in the address. */
export function Filters({ address, reference, products, country }: FiltersProps) {
  const words = useWords();
  const { enquiry, ask } = address;
  // Part of the keys of what is typed, so that what could not be read goes too.
  const [cleared, setCleared] = useState(0);
  // A kind or purpose that a newer Staff App has added is offered as soon as a product has it.
  const categories = useMemo(
    () => [...new Set([...reference.categories, ...(products?.map(({ category }) => category) ?? [])])],
    [reference, products],
  );
  const regions = reference.regions.filter((region) => region.country === country);
  const options = (codes: readonly string[], any: string) => [
    { value: "", label: any },
    ...codes.map((code) => ({ value: code, label: words.label(code) })),
  ];
  return (
    <Panel count={Object.values(enquiry).filter((value) => value !== undefined).length - 1}>
      <h2>{T.heading}</h2>
      <TypedFilter
        key={`amount ${cleared}`}
        label={T.amount}
        prefix="$"
        placeholder={T.amountExample}
        value={enquiry.amount}
        read={readAmount}
        error={T.amountError}
        onRead={(amount) => ask({ amount })}
      />
      <NativeSelect
        label={T.category}
        value={enquiry.category ?? ""}
        data={options(categories, T.anyCategory)}
        onChange={(event) => ask({ category: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={T.purpose}
        value={enquiry.purpose ?? ""}
        data={options(reference.purposes, T.anyPurpose)}
        onChange={(event) => ask({ purpose: event.currentTarget.value || undefined })}
      />
      <TypedFilter
        key={`term ${cleared}`}
        label={T.term}
        value={enquiry.termMonths}
        read={readTerm}
        error={T.numberError}
        onRead={(termMonths) => ask({ termMonths })}
      />
      <TextInput
        type="search"
        label={T.search}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={address.search}
        maxLength={120}
        onChange={(event) => address.find(event.currentTarget.value)}
      />
      <h2>{T.business}</h2>
      <p className="hint">{T.businessHint}</p>
      {regions.length > 0 && (
        <NativeSelect
          label={regionName(country)}
          value={enquiry.region ?? ""}
          data={[{ value: "", label: T.anyRegion }, ...regions.map(({ code, label }) => ({ value: code, label }))]}
          onChange={(event) => ask({ region: event.currentTarget.value || undefined })}
        />
      )}
      <NativeSelect
        label={T.receivables}
        value={enquiry.hasReceivables === undefined ? "" : enquiry.hasReceivables ? "yes" : "no"}
        data={[
          { value: "", label: T.receivablesOpen },
          { value: "yes", label: T.yes },
          { value: "no", label: T.no },
        ]}
        onChange={({ currentTarget: { value } }) => ask({ hasReceivables: value ? value === "yes" : undefined })}
      />
      <TypedFilter
        key={`industry ${cleared}`}
        label={T.industry}
        placeholder={T.industryExample}
        value={enquiry.industry}
        read={readIndustry}
        error={T.industryError}
        onRead={(industry) => ask({ industry })}
      />
      <TypedFilter
        key={`monthlyRevenue ${cleared}`}
        label={T.monthlyRevenue}
        prefix="$"
        value={enquiry.monthlyRevenue}
        read={readAmount}
        error={T.amountError}
        onRead={(monthlyRevenue) => ask({ monthlyRevenue })}
      />
      <TypedFilter
        key={`monthsInBusiness ${cleared}`}
        label={T.monthsInBusiness}
        value={enquiry.monthsInBusiness}
        read={readMonths}
        error={T.numberError}
        onRead={(monthsInBusiness) => ask({ monthsInBusiness })}
      />
      <TypedFilter
        key={`creditScore ${cleared}`}
        label={T.creditScore}
        value={enquiry.creditScore}
        read={readScore}
        error={T.scoreError}
        onRead={(creditScore) => ask({ creditScore })}
      />
      <Button
        variant="default"
        onClick={() => {
          address.go({ enquiry: { country }, search: "" });
          setCleared(cleared + 1);
        }}
      >
        {T.clear}
      </Button>
    </Panel>
  );
}

/** Beside the list where there is room, else folded away. */
function Panel({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(false);
  return (
    <search className="filters">
      {!isWide && (
        <Button
          variant="default"
          fullWidth
          aria-expanded={isOpen}
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden="true" />}
          onClick={() => setOpen(!isOpen)}
        >
          {T.show}
          {count > 0 && ` · ${T.count(count)}`}
        </Button>
      )}
      {(isWide || isOpen) && <div className="fields">{children}</div>}
    </search>
  );
}

interface TypedFilterProps<V> {
  readonly label: string;
  readonly value: V | undefined;
  readonly read: (text: string) => V | undefined;
  readonly error: string;
  readonly onRead: (value: V | undefined) => void;
  readonly prefix?: string;
  readonly placeholder?: string;
}

/** A text that is a value once it can be read as one. Half of one is no filter; it is told when the field is left. */
function TypedFilter<V extends string | number>(props: TypedFilterProps<V>) {
  const { label, value, read, error, onRead, prefix, placeholder } = props;
  const [typed, setTyped] = useState(value === undefined ? "" : `${value}`);
  const [isLeft, setLeft] = useState(true);
  // The address may change by itself, such as by going back: then this shows what that says.
  const text = read(typed) === value ? typed : `${value ?? ""}`;
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      placeholder={placeholder}
      leftSection={prefix}
      error={isLeft && isWrong(text, read) ? error : undefined}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onRead(read(currentTarget.value));
      }}
    />
  );
}

const isWrong = (text: string, read: (text: string) => unknown) => text.trim() !== "" && read(text) === undefined;
