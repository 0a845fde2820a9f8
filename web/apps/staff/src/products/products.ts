import { useQuery } from "@tanstack/react-query";
import { ApiProblem, get, send } from "../api/http";
import { allPages, LENDERS, queryClient } from "../api/queries";
import type { Lender, PageOf, Product, ProductInput } from "../api/types";

export const PRODUCTS = ["products"] as const;

// The first page is shown before the rest is there.
let isWhole = false;

async function readAll(signal: AbortSignal): Promise<Product[]> {
  const all = await allPages<Product>("/api/lender-products", signal, (first) => {
    if (queryClient.getQueryData(PRODUCTS)) return;
    isWhole = false;
    queryClient.setQueryData<Product[]>(PRODUCTS, first);
  });
  isWhole = true;
  return all;
}

/** All products; `isWhole` is false while only the first of them are there. */
export function useProducts() {
  const query = useQuery({
    queryKey: PRODUCTS,
    queryFn: ({ signal }) => readAll(signal),
    staleTime: 300_000,
    refetchOnWindowFocus: true,
  });
  return { ...query, isWhole };
}

/** The list with what was written over what it held, the newest revision of each. */
export function withProducts(held: readonly Product[], written: readonly Product[]): Product[] {
  const byId = new Map(held.map((product) => [product.id, product]));
  for (const product of written) {
    if ((byId.get(product.id)?.revision ?? -1) <= product.revision) byId.set(product.id, product);
  }
  return [...byId.values()];
}

function put(...written: Product[]) {
  queryClient.setQueryData<Product[]>(PRODUCTS, (held) => held && withProducts(held, written));
}

export function drop(id: string) {
  queryClient.setQueryData<Product[]>(PRODUCTS, (held) => held?.filter((product) => product.id !== id));
}

const PAGE = 50;
const MAX_PAGES = 10;

/**
 * Brings the list up to date without reading all of it: the latest edits, page by page, until a page holds nothing new.
 * When the counts then differ (something was deleted) or there is too much news, the whole list is read.
 */
export async function catchUp(): Promise<void> {
  // A read under way may be older than the news.
  if (queryClient.isFetching({ queryKey: PRODUCTS }) > 0) {
    await queryClient.refetchQueries({ queryKey: PRODUCTS }, { cancelRefetch: false });
  }
  const before = queryClient.getQueryData<Product[]>(PRODUCTS);
  if (!before) return;
  const revisions = new Map(before.map((product) => [product.id, product.revision]));
  for (let page = 1; page <= MAX_PAGES; page++) {
    const latest = await get<PageOf<Product>>(`/api/lender-products?sort=-updatedAt&pageSize=${PAGE}&page=${page}`);
    const news = latest.items.filter((product) => (revisions.get(product.id) ?? -1) < product.revision);
    if (news.length > 0) put(...news);
    if (news.length < latest.items.length || latest.items.length < PAGE) {
      const held = queryClient.getQueryData<Product[]>(PRODUCTS)?.length;
      if (held === latest.total) return;
      break;
    }
  }
  await queryClient.invalidateQueries({ queryKey: PRODUCTS });
}

let running: Promise<void> | null = null;
let isQueued = false;

/** As often as something changed: one catch-up runs, one is queued. */
export function productsChanged(): void {
  if (running) {
    isQueued = true;
    return;
  }
  running = Promise.all([catchUp(), queryClient.invalidateQueries({ queryKey: LENDERS })])
    .catch((problem) => {
      // The next event or look tries again; the screen says that the connection is broken.
      if (!(problem instanceof ApiProblem)) throw problem;
    })
    .then(() => {
      running = null;
      if (!isQueued) return;
      isQueued = false;
      productsChanged();
    });
}

/** Lenders are renamed without their products' revisions moving, so names come from the lenders. */
export function withLenderNames(
  products: readonly Product[],
  lenders: readonly Lender[] | undefined,
): readonly Product[] {
  if (!lenders) return products;
  const names = new Map(lenders.map((lender) => [lender.id, lender.name]));
  return products.map((product) => {
    const name = names.get(product.lenderId);
    return name === undefined || name === product.lenderName ? product : { ...product, lenderName: name };
  });
}

async function written(promise: Promise<Product>): Promise<Product> {
  const product = await promise;
  put(product);
  return product;
}

const path = (id: string) => `/api/lender-products/${id}`;

export const write = {
  create: (body: ProductInput, key: string) =>
    written(send("POST", "/api/lender-products", { body, idempotencyKey: key })),
  edit: (id: string, revision: number, body: ProductInput) =>
    written(send("PUT", path(id), { body, ifMatch: revision })),
  move: (product: Product, action: "publish" | "archive" | "restore") =>
    written(send("POST", `${path(product.id)}/${action}`, { ifMatch: product.revision })),
  async remove(product: Product) {
    await send("DELETE", path(product.id), { ifMatch: product.revision });
    drop(product.id);
  },
  async bulk(
    body: {
      action: "publish" | "archive" | "restore" | "set";
      products: { id: string; revision: number }[];
      set?: Record<string, unknown>;
    },
    key: string,
  ) {
    const answer = await send<{ position: string; changed: number; unchanged: number; items: Product[] }>(
      "POST",
      "/api/lender-products/bulk",
      { body, idempotencyKey: key },
    );
    put(...answer.items);
    return answer;
  },
};

export interface Checked {
  errors: { pointer: string; detail: string }[];
  conflictsWith: Product | null;
  similar: { product: Product; why: string }[];
  overlaps: { product: Product; why: string }[];
}

export const check = (body: ProductInput & { id?: string }, signal?: AbortSignal) =>
  send<Checked>("POST", "/api/lender-products/check", { body, signal });
