import type { Product } from "../api/types";
import { searchText } from "../ui/search";

export type SortKey = "name" | "lenderName" | "category" | "country" | "amountMin" | "rateMin" | "status" | "updatedAt";
export type GroupKey = "lender" | "category" | "country" | "status";

const SORT_KEYS: readonly SortKey[] = [
  "name",
  "lenderName",
  "category",
  "country",
  "amountMin",
  "rateMin",
  "status",
  "updatedAt",
];
const GROUP_KEYS: readonly GroupKey[] = ["lender", "category", "country", "status"];

/** What the list shows: all of it is in the URL, so that a view can be sent to a colleague. */
export interface ProductView {
  q?: string;
  lender?: string[];
  category?: string[];
  country?: string[];
  status?: string[];
  sort?: SortKey;
  desc?: true;
  group?: GroupKey;
}

/** The product that is open: an id, `new`, or `copy:<id>`. */
export interface ProductSearch extends ProductView {
  open?: string;
}

const oneOf = <T extends string>(values: readonly T[], value: unknown) => values.find((known) => known === value);

function texts(value: unknown): string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === "string");
  return list.length > 0 ? list : undefined;
}

/** What of a URL is known; the rest is left out, for URLs are typed and outlive versions. */
export function readSearch(search: Record<string, unknown>): ProductSearch {
  const read: Partial<Record<keyof ProductSearch, unknown>> = {
    q: searchText(search.q),
    lender: texts(search.lender),
    category: texts(search.category),
    country: texts(search.country),
    status: texts(search.status),
    sort: oneOf(SORT_KEYS, search.sort),
    desc: search.desc === true ? true : undefined,
    group: oneOf(GROUP_KEYS, search.group),
    open: searchText(search.open),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ProductSearch;
}

/** Accents and case do not matter in a search. */
export function fold(words: string): string {
  const isPlain = /^[ -~\s]*$/.test(words);
  return (isPlain ? words : words.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
}

// Folding all products at each key that is pressed would be felt.
const folded = new WeakMap<Product, string>();

function searched(product: Product): string {
  let all = folded.get(product);
  if (all === undefined) {
    const { name, lenderName, description, feesNote, internalNotes } = product;
    all = fold([name, lenderName, description, feesNote, internalNotes].join("\n"));
    folded.set(product, all);
  }
  return all;
}

const includes = (wanted: string[] | undefined, value: string) => !wanted || wanted.includes(value);

export function matching(products: readonly Product[], view: ProductView, label: (code: string) => string): Product[] {
  const words = fold(view.q ?? "")
    .split(/\s+/)
    .filter(Boolean);
  return products.filter((product) => {
    if (!includes(view.lender, product.lenderId) || !includes(view.category, product.category)) return false;
    if (!includes(view.country, product.country) || !includes(view.status, product.status ?? "")) return false;
    if (words.length === 0) return true;
    const all = searched(product);
    const labels = () => fold(`${label(product.category)}\n${label(product.country)}`);
    return words.every((word) => all.includes(word) || labels().includes(word));
  });
}

/** Compared by code units, which is fast: accents and case folded, numbers as long as the longest. */
export const sortText = (text: string) => fold(text).replace(/\d+/g, (digits) => digits.padStart(12, "0"));

// Sorting all products again at each edit would be felt, too.
const sortNames = new WeakMap<Product, string>();

function sortName(product: Product): string {
  let name = sortNames.get(product);
  if (name === undefined) {
    name = sortText(product.name);
    sortNames.set(product, name);
  }
  return name;
}

type SortValue = string | number | null;

function sortValue(product: Product, key: SortKey, label: (code: string) => string): SortValue {
  switch (key) {
    case "amountMin":
    case "rateMin":
      return product[key] == null ? null : Number(product[key]);
    case "updatedAt":
    case "country":
      return product[key];
    case "category":
      return label(product.category);
    case "status":
      return product.status ?? "";
    case "name":
      return sortName(product);
    default:
      return sortText(product[key]);
  }
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

/** What is not stated comes last, whichever the direction; ties go by name, then id. */
export function sorted(
  products: readonly Product[],
  { sort = "name", desc }: ProductView,
  label: (code: string) => string,
): Product[] {
  const sign = desc ? -1 : 1;
  return products
    .map((product) => ({ product, value: sortValue(product, sort, label), name: sortName(product) }))
    .sort((a, b) => {
      const byStated = Number(a.value === null) - Number(b.value === null);
      const byValue = a.value === null || b.value === null ? byStated : sign * compare(a.value, b.value);
      return byValue || compare(a.name, b.name) || compare(a.product.id, b.product.id);
    })
    .map(({ product }) => product);
}

/**
 * The rows while somebody points at one: those that were there keep their places, new ones come last, until he looks
 * away. One that was deleted, or belongs elsewhere by now, stays too, for those below it would move up.
 *
 * @param fresh what the view wants by now
 * @param all every product there is, as it is now
 */
export function steady(before: readonly Product[], fresh: readonly Product[], all: readonly Product[]): Product[] {
  const now = new Map(all.map((product) => [product.id, product]));
  const known = new Set(before.map(({ id }) => id));
  return [...before.map((product) => now.get(product.id) ?? product), ...fresh.filter(({ id }) => !known.has(id))];
}

export type ListItem =
  | { kind: "group"; key: string; label: string; count: number; isOpen: boolean }
  | { kind: "product"; product: Product };

const ADDED = "just-added";

function groupOf(product: Product, group: GroupKey, label: (code: string) => string): [key: string, label: string] {
  switch (group) {
    case "lender":
      return [product.lenderId, product.lenderName];
    case "category":
      return [product.category, label(product.category)];
    case "country":
      return [product.country, label(product.country)];
    case "status":
      return [product.status ?? "", label(product.status ?? "")];
  }
}

/**
 * The rows of the list: products under the heads of their groups, if there are groups.
 *
 * @param places by what each product is grouped while rows keep their places, whatever it is by now; others are under a
 *   head of their own, below all
 */
export function listItems(
  products: readonly Product[],
  group: GroupKey | undefined,
  closed: ReadonlySet<string>,
  label: (code: string) => string,
  places: ReadonlyMap<string, Product> | null = null,
): ListItem[] {
  if (!group) return products.map((product) => ({ kind: "product", product }));
  const groups = new Map<string, { label: string; products: Product[] }>();
  for (const product of products) {
    const place = places ? places.get(product.id) : product;
    const [key, name] = place ? groupOf(place, group, label) : [ADDED, "Just added"];
    const entry = groups.get(key) ?? { label: name, products: [] };
    entry.products.push(product);
    groups.set(key, entry);
  }
  return [...groups]
    .sort(
      ([key, a], [otherKey, b]) =>
        Number(key === ADDED) - Number(otherKey === ADDED) || compare(sortText(a.label), sortText(b.label)),
    )
    .flatMap(([key, entry]): ListItem[] => {
      const isOpen = !closed.has(key);
      const head: ListItem = { kind: "group", key, label: entry.label, count: entry.products.length, isOpen };
      return isOpen ? [head, ...entry.products.map((product): ListItem => ({ kind: "product", product }))] : [head];
    });
}
