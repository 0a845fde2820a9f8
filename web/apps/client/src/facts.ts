import type { LenderProduct } from "lender-products";
import { changedMembers } from "lender-products/rules";
import { TEXTS } from "./texts";
import type { Words } from "./words";

/** One thing that a product says: in its details, side by side with others, and when it changes. */
export interface Fact {
  readonly label: string;
  readonly members: readonly (keyof LenderProduct)[];
  text(product: LenderProduct, words: Words): string;
}

const { facts: T } = TEXTS;
const NOT_STATED = T.notStated;

const listed = (texts: readonly string[], whenEmpty: string) => (texts.length ? texts.join(", ") : whenEmpty);

const amount: Fact = {
  label: T.amount,
  members: ["amountMin", "amountMax", "currency"],
  text: ({ amountMin, amountMax, currency }, words) =>
    words.range(amountMin, amountMax, (one) => words.money(one, currency)),
};

const cost: Fact = {
  label: T.cost,
  members: ["rateKind", "rateIndex", "rateMin", "rateMax"],
  text: costText,
};

/** In neutral words. */
function costText({ rateKind, rateIndex, rateMin, rateMax, currency }: LenderProduct, words: Words): string {
  if (rateKind === null || (rateMin === null && rateMax === null)) return NOT_STATED;
  if (rateKind === "FACTOR") {
    const factors = words.range(rateMin, rateMax, (factor) => words.factor(factor, currency));
    return TEXTS.cost.factor(factors, words.money("1", currency));
  }
  const over = (rate: string) => (rateIndex === null ? rate : TEXTS.cost.over(words.label(rateIndex), rate));
  const rate =
    rateMin === null || rateMax === null
      ? words.range(rateMin, rateMax, (one) => over(words.percent(one)))
      : over(words.range(rateMin, rateMax, words.percent));
  return rateKind === "MONTHLY_PERCENT" ? TEXTS.cost.monthly(rate) : TEXTS.cost.yearly(rate);
}

const term: Fact = {
  label: T.term,
  members: ["termMinMonths", "termMaxMonths"],
  text: ({ termMinMonths: least, termMaxMonths: most }, words) =>
    least !== null && most !== null && least < most
      ? T.between(words.number(least), words.months(most))
      : words.range(least, most, words.months),
};

const documents: Fact = {
  label: T.requiredDocuments,
  members: ["requiredDocuments"],
  text: ({ requiredDocuments, currency }, words) =>
    listed(
      requiredDocuments.map(({ code, required, amountFrom }) => {
        const label = required ? words.label(code) : T.optional(words.label(code));
        return amountFrom === null ? label : T.documentFrom(label, words.money(amountFrom, currency));
      }),
      T.none,
    ),
};

/** What is seen at a glance. */
export const MAIN_FACTS: readonly Fact[] = [amount, cost, term];

/** The rest. */
export const MORE_FACTS: readonly Fact[] = [
  {
    label: T.rateType,
    members: ["rateType"],
    text: ({ rateType }, words) => (rateType === null ? NOT_STATED : words.label(rateType)),
  },
  {
    label: T.minCreditScore,
    members: ["minCreditScore"],
    text: ({ minCreditScore: least }, words) => (least === null ? NOT_STATED : T.atLeast(words.number(least))),
  },
  {
    label: T.minMonthsInBusiness,
    members: ["minMonthsInBusiness"],
    text: ({ minMonthsInBusiness: least }, words) => (least === null ? NOT_STATED : T.atLeast(words.months(least))),
  },
  {
    label: T.minMonthlyRevenue,
    members: ["minMonthlyRevenue"],
    text: ({ minMonthlyRevenue: least, currency }, words) =>
      least === null ? NOT_STATED : T.atLeast(words.money(least, currency)),
  },
  {
    label: T.requiresReceivables,
    members: ["requiresReceivables"],
    text: ({ requiresReceivables: needed }) => (needed === null ? NOT_STATED : needed ? T.needed : T.notNeeded),
  },
  {
    label: T.fundsPurposes,
    members: ["fundsPurposes"],
    text: ({ fundsPurposes }, words) => listed(fundsPurposes.map(words.label), T.anyPurpose),
  },
  documents,
  {
    label: T.regionsExcluded,
    members: ["regionsExcluded"],
    text: ({ regionsExcluded }, words) => listed(regionsExcluded.map(words.label), T.nowhere),
  },
  {
    label: T.industriesExcluded,
    members: ["industriesExcluded"],
    text: ({ industriesExcluded }) => listed(industriesExcluded, T.nowhere),
  },
  { label: T.feesNote, members: ["feesNote"], text: ({ feesNote }) => feesNote ?? NOT_STATED },
  { label: T.description, members: ["description"], text: ({ description }) => description ?? NOT_STATED },
];

/** What names a product. */
const NAMES: readonly Fact[] = [
  { label: T.name, members: ["name"], text: ({ name }) => name },
  { label: T.lenderName, members: ["lenderName", "lenderId"], text: ({ lenderName }) => lenderName },
  { label: T.category, members: ["category"], text: ({ category }, words) => words.label(category) },
  { label: T.country, members: ["country"], text: ({ country }, words) => words.label(country) },
];

/** All of them. */
export const FACTS: readonly Fact[] = [...NAMES, ...MAIN_FACTS, ...MORE_FACTS];

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What changed from one state of a product to another, in words. Empty only when nothing did. */
export function changes(before: LenderProduct, after: LenderProduct, words: Words): Change[] {
  const members = changedMembers(before, after);
  if (members.length === 0) return [];
  const said = FACTS.filter((fact) => fact.members.some((member) => members.includes(member)))
    .map((fact) => ({ label: fact.label, before: fact.text(before, words), after: fact.text(after, words) }))
    .filter((change) => change.before !== change.after);
  // A member that a newer Staff App added, or one whose words stay the same.
  return said.length ? said : [{ label: TEXTS.notices.other, before: "", after: "" }];
}
