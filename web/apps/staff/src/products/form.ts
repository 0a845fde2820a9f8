import type { FieldError, Product, ProductInput, RequiredDocument } from "../api/types";

/** What the form holds while somebody types: text, as typed. */
export interface DocumentValues {
  code: string;
  required: boolean;
  stage: string;
  amountFrom: string;
}

export interface ProductValues {
  lenderId: string;
  name: string;
  category: string;
  country: string;
  regionsExcluded: string[];
  amountMin: string;
  amountMax: string;
  rateKind: string;
  rateType: string;
  rateIndex: string;
  rateMin: string;
  rateMax: string;
  termMinMonths: string;
  termMaxMonths: string;
  minCreditScore: string;
  minMonthsInBusiness: string;
  minMonthlyRevenue: string;
  requiresReceivables: boolean;
  fundsPurposes: string[];
  industriesExcluded: string[];
  requiredDocuments: DocumentValues[];
  description: string;
  feesNote: string;
  commissionPercent: string;
  internalNotes: string;
}

export const EMPTY: ProductValues = {
  lenderId: "",
  name: "",
  category: "",
  country: "",
  regionsExcluded: [],
  amountMin: "",
  amountMax: "",
  rateKind: "",
  rateType: "",
  rateIndex: "",
  rateMin: "",
  rateMax: "",
  termMinMonths: "",
  termMaxMonths: "",
  minCreditScore: "",
  minMonthsInBusiness: "",
  minMonthlyRevenue: "",
  requiresReceivables: false,
  fundsPurposes: [],
  industriesExcluded: [],
  requiredDocuments: [],
  description: "",
  feesNote: "",
  commissionPercent: "",
  internalNotes: "",
};

export type Field = keyof ProductValues;
export const FIELDS = Object.keys(EMPTY) as Field[];

const INTEGERS: readonly Field[] = ["termMinMonths", "termMaxMonths", "minCreditScore", "minMonthsInBusiness"];
const DECIMALS: readonly Field[] = [
  "amountMin",
  "amountMax",
  "rateMin",
  "rateMax",
  "minMonthlyRevenue",
  "commissionPercent",
];

const typed = (value: string | null | undefined) =>
  value == null ? "" : value.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

export function toValues(product: Product): ProductValues {
  const entries = FIELDS.map((field) => {
    const value = (product as Record<string, unknown>)[field];
    if (field === "requiredDocuments") return [field, (product.requiredDocuments ?? []).map(documentValues)];
    if (Array.isArray(EMPTY[field])) return [field, value ?? []];
    if (typeof EMPTY[field] === "boolean") return [field, value === true];
    if (DECIMALS.includes(field)) return [field, typed(value as string | null)];
    return [field, value == null ? "" : String(value)];
  });
  return Object.fromEntries(entries) as ProductValues;
}

function documentValues(document: RequiredDocument): DocumentValues {
  return {
    code: document.code,
    required: document.required ?? true,
    stage: document.stage ?? "APPLICATION",
    amountFrom: typed(document.amountFrom == null ? null : String(document.amountFrom)),
  };
}

/** "$10,000" and "7.99 %" as the API writes them. Other text is sent as it is: the server says what is wrong with it. */
const decimal = (text: string) => text.replace(/[\s,$%_]/g, "") || null;

function integer(text: string): number | string | null {
  const digits = text.replace(/[\s,]/g, "");
  if (digits === "") return null;
  return /^-?\d{1,15}$/.test(digits) ? Number(digits) : text;
}

/** A field as the API takes it. The rules are the server's, so wrong text goes there too. */
export function toMember(field: Field, value: ProductValues[Field]): unknown {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") {
    return value.map((entry) =>
      typeof entry === "string" ? entry : { ...entry, amountFrom: decimal(entry.amountFrom) },
    );
  }
  if (DECIMALS.includes(field)) return decimal(value);
  if (INTEGERS.includes(field)) return integer(value);
  return value === "" ? null : value;
}

/** The body of a write. */
export const toInput = (values: ProductValues) =>
  Object.fromEntries(FIELDS.map((field) => [field, toMember(field, values[field])])) as ProductInput;

const LABELS: Partial<Record<Field, string>> = {
  lenderId: "Lender",
  regionsExcluded: "Regions excluded",
  amountMin: "Minimum amount",
  amountMax: "Maximum amount",
  rateKind: "Rate is",
  rateType: "Fixed or variable",
  rateIndex: "Index",
  rateMin: "Lowest rate",
  rateMax: "Highest rate",
  termMinMonths: "Shortest term (months)",
  termMaxMonths: "Longest term (months)",
  minCreditScore: "Minimum credit score",
  minMonthsInBusiness: "Months in business",
  minMonthlyRevenue: "Minimum monthly revenue",
  requiresReceivables: "Needs receivables",
  fundsPurposes: "Purposes",
  industriesExcluded: "Industries excluded",
  requiredDocuments: "Required documents",
  feesNote: "Fees",
  commissionPercent: "Commission %",
  internalNotes: "Internal notes",
};

/** A field's name as the screen has it; of a member that the form has not, its own. */
export function fieldLabel(field: string): string {
  return LABELS[field as Field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}

/** The server's words with the screen's names: "at least amountMin" is "at least minimum amount". */
export function inWords(detail: string): string {
  return detail.replace(/\b[a-z]+[A-Z][A-Za-z]*\b/g, (name) => {
    const label = LABELS[name as Field];
    return label ? label.charAt(0).toLowerCase() + label.slice(1) : name;
  });
}

/** What is wrong with a field: "Maximum amount must be at least minimum amount". */
export const errorInWords = ({ pointer, detail }: FieldError) =>
  `${fieldLabel(pointer.split("/")[1] ?? "")} ${inWords(detail)}`;
