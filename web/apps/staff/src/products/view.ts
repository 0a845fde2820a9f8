import type { Product } from "../api/types";

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

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const oneOf = <T extends string>(values: readonly T[], value: unknown) => values.find((known) => known === value);

function texts(value: unknown): string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === "string");
  return list.length > 0 ? list : undefined;
}

/** What of a URL is known; the rest is left out, for URLs are typed and outlive versions. */
export function readSearch(search: Record<string, unknown>): ProductSearch {
  const read: Partial<Record<keyof ProductSearch, unknown>> = {
    q: text(search.q),
    lender: texts(search.lender),
    category: texts(search.category),
    country: texts(search.country),
    status: texts(search.status),
    sort: oneOf(SORT_KEYS, search.sort),
    desc: search.desc === true ? true : undefined,
    group: oneOf(GROUP_KEYS, search.group),
    open: text(search.open),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ProductSearch;
}

/** Accents and case do not matter in a search. */
export const fold = (words: string) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const includes = (wanted: string[] | undefined, value: string) => !wanted || wanted.includes(value);

export function matching(products: readonly Product[], view: ProductView, label: (code: string) => string): Product[] {
  const words = fold(view.q ?? "")
    .split(/\s+/)
    .filter(Boolean);
  return products.filter((product) => {
    if (!includes(view.lender, product.lenderId) || !includes(view.category, product.category)) return false;
    if (!includes(view.country, product.country) || !includes(view.status, product.status ?? "")) return false;
    if (words.length === 0) return true;
    const { name, lenderName, description, internalNotes, category } = product;
    const all = fold([name, lenderName, label(category), description, internalNotes].join("\n"));
    return words.every((word) => all.includes(word));
  });
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
type Order = (a: Product, b: Product) => number;

/** What is not stated comes last, whichever the direction. */
function byNumber(of: (product: Product) => string | null | undefined, sign: number): Order {
  return (a, b) => {
    const [left, right] = [of(a), of(b)];
    if (left == null || right == null) return left == null ? (right == null ? 0 : 1) : -1;
    return sign * (Number(left) - Number(right));
  };
}

function byText(of: (product: Product) => string, sign: number): Order {
  return (a, b) => sign * collator.compare(of(a), of(b));
}

function order(view: ProductView, label: (code: string) => string): Order {
  const sign = view.desc ? -1 : 1;
  switch (view.sort) {
    case "amountMin":
      return byNumber((product) => product.amountMin, sign);
    case "rateMin":
      return byNumber((product) => product.rateMin, sign);
    case "updatedAt":
      return (a, b) => sign * (a.updatedAt < b.updatedAt ? -1 : a.updatedAt > b.updatedAt ? 1 : 0);
    case "lenderName":
      return byText((product) => product.lenderName, sign);
    case "category":
      return byText((product) => label(product.category), sign);
    case "country":
      return byText((product) => product.country, sign);
    case "status":
      return byText((product) => product.status ?? "", sign);
    default:
      return byText((product) => product.name, sign);
  }
}

export function sorted(products: readonly Product[], view: ProductView, label: (code: string) => string): Product[] {
  const wanted = order(view, label);
  const byName = byText((product) => product.name, 1);
  return [...products].sort((a, b) => wanted(a, b) || byName(a, b) || (a.id < b.id ? -1 : 1));
}

/**
 * The order in which rows stay while somebody points at one: those that were there keep their places, new ones come
 * last, until he looks away.
 */
export function steady(before: readonly string[], products: readonly Product[]): Product[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  const kept = before.flatMap((id) => byId.get(id) ?? []);
  const known = new Set(before);
  return [...kept, ...products.filter((product) => !known.has(product.id))];
}

export type ListItem =
  | { kind: "group"; key: string; label: string; count: number; isOpen: boolean }
  | { kind: "product"; product: Product };

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

/** The rows of the list: products under the heads of their groups, if there are groups. */
export function listItems(
  products: readonly Product[],
  group: GroupKey | undefined,
  closed: ReadonlySet<string>,
  label: (code: string) => string,
): ListItem[] {
  if (!group) return products.map((product) => ({ kind: "product", product }));
  const groups = new Map<string, { label: string; products: Product[] }>();
  for (const product of products) {
    const [key, name] = groupOf(product, group, label);
    const entry = groups.get(key) ?? { label: name, products: [] };
    entry.products.push(product);
    groups.set(key, entry);
  }
  return [...groups]
    .sort(([, a], [, b]) => collator.compare(a.label, b.label))
    .flatMap(([key, entry]): ListItem[] => {
      const isOpen = !closed.has(key);
      const head: ListItem = { kind: "group", key, label: entry.label, count: entry.products.length, isOpen };
      return isOpen ? [head, ...entry.products.map((product): ListItem => ({ kind: "product", product }))] : [head];
    });
}
