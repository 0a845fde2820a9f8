import { fieldLabel } from "../products/form";

const MEMBERS = [
  "id",
  "amount",
  "rate",
  "term",
  "lenderName",
  "name",
  "category",
  "country",
  "status",
  "amountMin",
  "amountMax",
  "rateKind",
  "rateType",
  "rateIndex",
  "rateMin",
  "rateMax",
  "termMinMonths",
  "termMaxMonths",
  "minCreditScore",
  "minMonthsInBusiness",
  "minMonthlyRevenue",
  "requiresReceivables",
  "fundsPurposes",
  "industriesExcluded",
  "regionsExcluded",
  "requiredDocuments",
  "description",
  "feesNote",
  "commissionPercent",
  "internalNotes",
];

/** What a file has and a product's form has not. */
const OF_FILES: Record<string, string> = {
  id: "Id of the product",
  amount: "Amount, a range",
  rate: "Rate, a range",
  term: "Term, a range",
  lenderName: "Lender",
};

/** What a column may be taken for, as people read it: by the names of the product's form. */
export const FIELD_LABELS: Record<string, string> = Object.fromEntries(
  MEMBERS.map((member) => [member, OF_FILES[member] ?? fieldLabel(member)]),
);

/** What each product must state; a file often leaves it out, since it is the same in all rows. */
export const NEEDED: ReadonlySet<string> = new Set(["lenderName", "category", "country", "requiresReceivables"]);

/** What is never the same in all rows. */
export const WITHOUT_DEFAULT: ReadonlySet<string> = new Set(["id", "name"]);
