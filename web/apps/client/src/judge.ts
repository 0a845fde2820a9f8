import type { LenderProduct } from "lender-products";
import {
  type Eligibility,
  type Enquiry,
  eligibility,
  type Relaxation,
  relaxations,
  type Verdict,
} from "lender-products/rules";

export interface Judged {
  readonly product: LenderProduct;
  readonly enquiry: Enquiry;
  readonly eligibility: Eligibility;
}

export type Groups = Readonly<Record<Verdict, readonly Judged[]>>;

/** Judges for one enquiry; each state of a product once, so that an edit costs one judgement. */
export function judgeFor(enquiry: Enquiry): (product: LenderProduct) => Judged {
  const known = new WeakMap<LenderProduct, Judged>();
  return (product) => {
    let judged = known.get(product);
    if (!judged) {
      judged = { product, enquiry, eligibility: eligibility(product, enquiry) };
      known.set(product, judged);
    }
    return judged;
  };
}

/** What another country offers is nobody's choice here: it is left out, not judged. */
export const inCountry = (products: readonly LenderProduct[], country: string): LenderProduct[] =>
  products.filter((product) => product.country === country);

export function grouped(
  products: readonly LenderProduct[],
  { category }: Enquiry,
  search: string,
  judge: (product: LenderProduct) => Judged,
): Groups {
  const groups: Record<Verdict, Judged[]> = { eligible: [], "ask-us": [], "not-eligible": [] };
  for (const product of named(products, search)) {
    // A chosen kind says what is looked for; the others are not refused, just not of interest.
    if (category !== undefined && product.category !== category) continue;
    const judged = judge(product);
    groups[judged.eligibility.verdict].push(judged);
  }
  return groups;
}

/** Accents and case do not matter. */
const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Folding all names at each key that is pressed would be felt.
const folded = new WeakMap<LenderProduct, string>();

function nameOf(product: LenderProduct): string {
  let name = folded.get(product);
  if (name === undefined) {
    name = fold(`${product.name} ${product.lenderName}`);
    folded.set(product, name);
  }
  return name;
}

/** Those whose own or whose lender's name has each word. */
export function named(products: readonly LenderProduct[], search: string): readonly LenderProduct[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return words.length === 0
    ? products
    : products.filter((product) => words.every((word) => nameOf(product).includes(word)));
}

/** Which filters to leave open to see more; never the country. */
export const hints = (products: readonly LenderProduct[], enquiry: Enquiry, most: number): Relaxation[] =>
  relaxations(products, enquiry)
    .filter(({ filter }) => filter !== "country")
    .slice(0, most);
