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
  readonly eligibility: Eligibility;
}

export type Groups = Readonly<Record<Verdict, readonly Judged[]>>;

/** Judges for one enquiry; each state of a product once, so that an edit costs one judgement. */
export function judgeFor(enquiry: Enquiry): (product: LenderProduct) => Judged {
  const known = new WeakMap<LenderProduct, Judged>();
  return (product) => {
    let judged = known.get(product);
    if (!judged) {
      judged = { product, eligibility: eligibility(product, enquiry) };
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
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  for (const product of products) {
    // A chosen kind says what is looked for; the others are not refused, just not of interest.
    if (category !== undefined && product.category !== category) continue;
    if (words.length > 0 && !isNamed(product, words)) continue;
    const judged = judge(product);
    groups[judged.eligibility.verdict].push(judged);
  }
  return groups;
}

function isNamed({ name, lenderName }: LenderProduct, words: readonly string[]): boolean {
  const text = `${name} ${lenderName}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Which filters to leave open to see more; never the country. */
export const hints = (products: readonly LenderProduct[], enquiry: Enquiry, most: number): Relaxation[] =>
  relaxations(products, enquiry)
    .filter(({ filter }) => filter !== "country")
    .slice(0, most);
