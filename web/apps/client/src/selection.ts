import type { LenderProduct } from "lender-products";
import { changedMembers } from "lender-products/rules";
import { stored, useStored } from "./stored";

export const MOST_SELECTED = 4;

/** A product as the applicant selected it, or last confirmed to have seen it. */
const seen = stored<readonly LenderProduct[]>("portal.selection", readProducts, []);

function readProducts(json: unknown): LenderProduct[] {
  if (!Array.isArray(json)) return [];
  return json.filter((item) => typeof item?.id === "string" && Array.isArray(item.requiredDocuments));
}

/** A selected product: what the applicant knows of it, and what it is now. */
export interface Selected {
  readonly id: string;
  readonly seen: LenderProduct;
  /** undefined: it is no longer offered. */
  readonly now: LenderProduct | undefined;
}

export interface Selection {
  readonly selected: readonly Selected[];
  readonly isFull: boolean;
  has(id: string): boolean;
}

/**
 * What is selected of a country's products. It is kept with the state in which it was selected, so that a change is told
 * even if it came while the page was closed.
 *
 * @param products undefined: there is no catalog yet, so nothing is gone
 */
export function useSelection(products: readonly LenderProduct[] | undefined, country: string): Selection {
  const selected = of(useStored(seen), country).map((product) => ({
    id: product.id,
    seen: product,
    now: products ? products.find(({ id }) => id === product.id) : product,
  }));
  return {
    selected,
    isFull: selected.length >= MOST_SELECTED,
    has: (id) => selected.some((one) => one.id === id),
  };
}

const of = (products: readonly LenderProduct[], country: string) =>
  products.filter((product) => product.country === country);

/** Selects a product if there is room, or takes it out. */
export function toggle(product: LenderProduct) {
  const all = seen.get();
  if (all.some(({ id }) => id === product.id)) remove(product.id);
  else if (of(all, product.country).length < MOST_SELECTED) seen.set([...all, product]);
}

export const remove = (id: string) => seen.set(seen.get().filter((product) => product.id !== id));

/** The applicant has read what changed. */
export const confirm = (product: LenderProduct) =>
  seen.set(seen.get().map((old) => (old.id === product.id ? product : old)));

/** Those of which the applicant does not yet know what they are now. */
export const unseen = ({ selected }: Selection): Selected[] =>
  selected.filter(({ seen, now }) => !now || (now !== seen && changedMembers(seen, now).length > 0));
