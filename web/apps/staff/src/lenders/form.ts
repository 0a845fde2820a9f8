import type { Lender, LenderInput } from "../api/types";

/** What the form holds while somebody types: text, as typed. */
export interface LenderValues {
  name: string;
  website: string;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  notes: string;
}

export const EMPTY: LenderValues = {
  name: "",
  website: "",
  contactName: "",
  contactEmail: "",
  contactPhone: "",
  notes: "",
};

const FIELDS = Object.keys(EMPTY) as (keyof LenderValues)[];

export const toValues = (lender: Lender) =>
  Object.fromEntries(FIELDS.map((field) => [field, lender[field] ?? ""])) as unknown as LenderValues;

/** The body of a write. The status is not the form's: it stays what it is. */
export function toInput(values: LenderValues, status: Lender["status"]): LenderInput {
  const stated = FIELDS.map((field) => [field, values[field].trim() || null]);
  return { ...Object.fromEntries(stated), status } as LenderInput;
}

const LABELS: Record<keyof LenderValues, string> = {
  name: "Name",
  website: "Website",
  contactName: "Contact",
  contactEmail: "Contact's e-mail",
  contactPhone: "Contact's phone",
  notes: "Notes",
};

/** A lender's field as the screen names it; null when lenders have no such field of their own. */
export const lenderLabel = (field: string): string | null => LABELS[field as keyof LenderValues] ?? null;
