import type { Category, Country, LenderProduct, Purpose } from "../product.js";
import { type Amount, cents, money } from "./money.js";

/** What an applicant says of himself and asks for. What he leaves open is not judged. */
export interface Enquiry {
  readonly country?: Country | undefined;
  /** ISO 3166-2, e.g. `CA-QC`; says the country too. */
  readonly region?: string | undefined;
  readonly category?: Category | undefined;
  readonly amount?: Amount | undefined;
  readonly termMonths?: number | undefined;
  readonly purpose?: Purpose | undefined;
  readonly creditScore?: number | undefined;
  readonly monthsInBusiness?: number | undefined;
  readonly monthlyRevenue?: Amount | undefined;
  readonly hasReceivables?: boolean | undefined;
  /** NAICS, 2 to 6 digits. */
  readonly industry?: string | undefined;
}

/** `ask-us`: the product does not state what it would depend on. */
export type Verdict = "eligible" | "not-eligible" | "ask-us";

export interface Reason {
  readonly verdict: Exclude<Verdict, "eligible">;
  /** The product's member that it is about. */
  readonly member: keyof LenderProduct;
  /** In English, to follow the product's name: "below the minimum amount of $10,000". */
  readonly text: string;
}

export interface Eligibility {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

type Rule = (product: LenderProduct, enquiry: Enquiry) => Reason | undefined;

const no = (member: keyof LenderProduct, text: string): Reason => ({ verdict: "not-eligible", member, text });
const ask = (member: keyof LenderProduct, text: string): Reason => ({ verdict: "ask-us", member, text });

/** A minimum that the product may state. */
function atLeast<T>(
  asked: T | undefined,
  member: keyof LenderProduct,
  minimum: T | null,
  isBelow: (asked: T, minimum: T) => boolean,
  what: (minimum: T) => string,
  name: string,
): Reason | undefined {
  if (asked === undefined) return undefined;
  if (minimum === null) return ask(member, `the ${name} is not stated`);
  return isBelow(asked, minimum) ? no(member, `below the ${what(minimum)}`) : undefined;
}

const isLess = (a: number, b: number) => a < b;
const isLessMoney = (a: Amount, b: Amount) => cents(a, "an amount") < cents(b, "an amount");

const country: Rule = (product, enquiry) => {
  const asked = enquiry.country ?? enquiry.region?.slice(0, 2);
  if (asked === undefined) return undefined;
  if (product.country === null) return ask("country", "the country is not stated");
  return asked === product.country ? undefined : no("country", `only for businesses in ${product.country}`);
};

const region: Rule = (product, { region: asked }) =>
  asked !== undefined && product.regionsExcluded.includes(asked)
    ? no("regionsExcluded", `not offered in ${asked}`)
    : undefined;

const category: Rule = (product, { category: asked }) =>
  asked === undefined || asked === product.category
    ? undefined
    : no("category", `of another category: ${product.category}`);

const amount: Rule = ({ amountMin, amountMax, currency }, { amount: asked }) => {
  if (asked === undefined) return undefined;
  if (amountMin === null && amountMax === null) return ask("amountMin", "the amounts are not stated");
  if (amountMin !== null && isLessMoney(asked, amountMin)) {
    return no("amountMin", `below the minimum amount of ${money(amountMin, currency)}`);
  }
  return amountMax !== null && isLessMoney(amountMax, asked)
    ? no("amountMax", `above the maximum amount of ${money(amountMax, currency)}`)
    : undefined;
};

const term: Rule = ({ termMinMonths, termMaxMonths }, { termMonths: asked }) => {
  if (asked === undefined) return undefined;
  if (termMinMonths === null && termMaxMonths === null) return ask("termMinMonths", "the terms are not stated");
  if (termMinMonths !== null && asked < termMinMonths) {
    return no("termMinMonths", `below the shortest term of ${months(termMinMonths)}`);
  }
  return termMaxMonths !== null && asked > termMaxMonths
    ? no("termMaxMonths", `above the longest term of ${months(termMaxMonths)}`)
    : undefined;
};

const months = (count: number) => (count === 1 ? "1 month" : `${count} months`);

const purpose: Rule = ({ fundsPurposes }, { purpose: asked }) =>
  asked === undefined || fundsPurposes.length === 0 || fundsPurposes.includes(asked)
    ? undefined
    : no("fundsPurposes", `not offered for this purpose: ${asked}`);

const receivables: Rule = ({ requiresReceivables }, { hasReceivables }) => {
  if (hasReceivables !== false || requiresReceivables === false) return undefined;
  return requiresReceivables === null
    ? ask("requiresReceivables", "it is not stated whether receivables are needed")
    : no("requiresReceivables", "needs accounts receivable");
};

const creditScore: Rule = ({ minCreditScore }, { creditScore: asked }) =>
  atLeast(
    asked,
    "minCreditScore",
    minCreditScore,
    isLess,
    (n) => `minimum credit score of ${n}`,
    "minimum credit score",
  );

const timeInBusiness: Rule = ({ minMonthsInBusiness }, { monthsInBusiness: asked }) =>
  atLeast(
    asked,
    "minMonthsInBusiness",
    minMonthsInBusiness,
    isLess,
    (n) => `minimum of ${months(n)} in business`,
    "minimum time in business",
  );

const revenue: Rule = ({ minMonthlyRevenue, currency }, { monthlyRevenue: asked }) =>
  atLeast<Amount>(
    asked,
    "minMonthlyRevenue",
    minMonthlyRevenue,
    isLessMoney,
    (minimum) => `minimum monthly revenue of ${money(minimum, currency)}`,
    "minimum monthly revenue",
  );

/** A code stands for all that begin with it. */
const industry: Rule = ({ industriesExcluded }, { industry: asked }) => {
  if (asked === undefined) return undefined;
  if (industriesExcluded.some((excluded) => asked.startsWith(excluded))) {
    return no("industriesExcluded", `not offered to this industry: ${asked}`);
  }
  return industriesExcluded.some((excluded) => excluded.startsWith(asked))
    ? ask("industriesExcluded", `parts of this industry are excluded: ${asked}`)
    : undefined;
};

/** In the order in which reasons are given. */
const RULES: readonly Rule[] = [
  country,
  region,
  category,
  amount,
  term,
  purpose,
  receivables,
  creditScore,
  timeInBusiness,
  revenue,
  industry,
];

/** Whether a product is for this applicant, and why not. */
export function eligibility(product: LenderProduct, enquiry: Enquiry): Eligibility {
  const reasons = RULES.map((rule) => rule(product, enquiry)).filter((reason) => reason !== undefined);
  const verdict = reasons.some((reason) => reason.verdict === "not-eligible") ? "not-eligible" : "ask-us";
  return { verdict: reasons.length === 0 ? "eligible" : verdict, reasons };
}

/** The products that are for this applicant, or may be. Keeps their order and identity. */
export const matching = (products: readonly LenderProduct[], enquiry: Enquiry): LenderProduct[] =>
  products.filter((product) => eligibility(product, enquiry).verdict !== "not-eligible");

/** How many products would match if one part of the enquiry were left open. */
export interface Relaxation {
  readonly filter: keyof Enquiry;
  readonly matches: number;
}

/** For an empty page: which part to leave open, the most helpful first; those that would not help are left out. */
export function relaxations(products: readonly LenderProduct[], enquiry: Enquiry): Relaxation[] {
  return (Object.keys(enquiry) as (keyof Enquiry)[])
    .filter((filter) => enquiry[filter] !== undefined)
    .map((filter) => ({ filter, matches: matching(products, { ...enquiry, [filter]: undefined }).length }))
    .filter(({ matches }) => matches > 0)
    .sort((a, b) => b.matches - a.matches || (a.filter < b.filter ? -1 : 1));
}
