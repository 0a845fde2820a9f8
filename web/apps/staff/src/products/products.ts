import { useQuery } from "@tanstack/react-query";
import { ApiProblem, send } from "../api/http";
import { catchUp, put } from "../api/latest";
import { allPages, LENDERS, queryClient } from "../api/queries";
import type { Lender, Product, ProductInput } from "../api/types";

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

export function drop(id: string) {
  queryClient.setQueryData<Product[]>(PRODUCTS, (held) => held?.filter((product) => product.id !== id));
}

/** Products first, which is what most people look at. */
async function catchUpOnAll(): Promise<void> {
  await catchUp<Product>(PRODUCTS, "/api/lender-products");
  await catchUp<Lender>(LENDERS, "/api/lenders");
}

let running: Promise<void> | null = null;
let isQueued = false;

/** As often as something changed: one catch-up runs, one is queued. */
export function productsChanged(): void {
  if (running) {
    isQueued = true;
    return;
  }
  running = catchUpOnAll()
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
  put(PRODUCTS, product);
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
    put(PRODUCTS, ...answer.items);
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
