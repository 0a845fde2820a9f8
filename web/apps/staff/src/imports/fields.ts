/** What a column may be taken for, as people read it. */
export const FIELD_LABELS: Record<string, string> = {
  id: "Id of the product",
  amount: "Amount, a range",
  rate: "Rate, a range",
  term: "Term, a range",
  lenderName: "Lender",
  name: "Name",
  category: "Category",
  country: "Country",
  status: "Status",
  amountMin: "Amount from",
  amountMax: "Amount to",
  rateKind: "Kind of rate",
  rateType: "Fixed or variable",
  rateIndex: "Index",
  rateMin: "Rate from",
  rateMax: "Rate to",
  termMinMonths: "Term from, months",
  termMaxMonths: "Term to, months",
  minCreditScore: "Least credit score",
  minMonthsInBusiness: "Least months in business",
  minMonthlyRevenue: "Least monthly revenue",
  requiresReceivables: "Needs receivables",
  fundsPurposes: "Purposes",
  industriesExcluded: "Industries excluded",
  regionsExcluded: "Regions excluded",
  requiredDocuments: "Required documents",
  description: "Description",
  feesNote: "Fees",
  commissionPercent: "Commission, percent",
  internalNotes: "Internal notes",
};

/** What each product must state; a file often leaves it out, since it is the same in all rows. */
export const NEEDED: ReadonlySet<string> = new Set(["lenderName", "category", "country", "requiresReceivables"]);

/** What is never the same in all rows. */
export const WITHOUT_DEFAULT: ReadonlySet<string> = new Set(["id", "name"]);
