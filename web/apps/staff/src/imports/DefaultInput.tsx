import { Autocomplete, Select, TextInput } from "@mantine/core";
import { useLenders, useReferenceData } from "../api/queries";
import type { Coded, ReferenceData } from "../api/types";
import { FIELD_LABELS } from "./fields";

const LISTS: Record<string, keyof ReferenceData> = {
  category: "categories",
  country: "countries",
  rateKind: "rateKinds",
  rateType: "rateTypes",
  rateIndex: "rateIndexes",
  status: "productStatuses",
};
const YES_NO: readonly Coded[] = [
  { code: "yes", label: "Yes" },
  { code: "no", label: "No" },
];

interface Props {
  member: string;
  value: string | undefined;
  error: string | undefined;
  /** Says for itself what it is; else only to those who can't see where it stands. */
  isLabelled?: boolean;
  placeholder: string;
  onChange: (value: string) => void;
}

/** What a member is taken to be in the rows that say nothing of it, as a cell would have it. */
export function DefaultInput({ member, value = "", error, isLabelled, placeholder, onChange }: Props) {
  const codes = useReferenceData();
  const lenders = useLenders().data ?? [];
  const name = FIELD_LABELS[member] ?? member;
  const common = {
    ...(isLabelled ? { label: name } : { "aria-label": `${name}, where a row says nothing` }),
    "data-default": member,
    size: "xs",
    placeholder,
    error,
  };
  const list = LISTS[member];
  const options = member === "requiresReceivables" ? YES_NO : list && (codes?.[list] ?? []);
  if (options) {
    return (
      <Select
        {...common}
        clearable
        data={options.map(({ code, label }) => ({ value: code, label }))}
        value={value || null}
        onChange={(next) => onChange(next ?? "")}
      />
    );
  }
  if (member === "lenderName") {
    const names = lenders.map((lender) => lender.name);
    return <Autocomplete {...common} limit={20} data={names} value={value} onChange={onChange} />;
  }
  return <TextInput {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}
