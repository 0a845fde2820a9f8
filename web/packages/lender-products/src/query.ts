import { type Query, type QueryClient, queryOptions } from "@tanstack/react-query";
import { type LenderProductsClient, sharedLenderProducts } from "./client.js";
import type { LenderProduct } from "./product.js";

type Products = readonly LenderProduct[];

/** The queries that are kept live; those that are not are stale, so that the next one to mount makes them so. */
const live = new WeakSet<object>();

/**
 * `useQuery(lenderProductsQuery())`: live lender products in TanStack Query's cache, without refetching. It follows
 * while the query has observers.
 */
export function lenderProductsQuery(
  options: {
    /** The Client App. Default: the page's own origin. */
    readonly url?: string;
    /** One of your own making, instead of `url`. */
    readonly client?: LenderProductsClient;
  } = {},
) {
  const client = options.client ?? sharedLenderProducts(options.url);
  return queryOptions({
    queryKey: ["lender-products", client.url] as const,
    queryFn: async ({ client: queries, queryKey }): Promise<Products> => {
      const isFirst = keepLive(queries, queryKey, client);
      return (await (isFirst ? client.ready() : client.refetch())).products;
    },
    staleTime: (query) => (live.has(query) ? Number.POSITIVE_INFINITY : 0),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // Offline, the catalog that this browser kept is data.
    networkMode: "always",
    // What did not change is the same object already.
    structuralSharing: false,
  });
}

/** @returns whether it was not live before */
function keepLive(queries: QueryClient, queryKey: readonly unknown[], client: LenderProductsClient): boolean {
  const cache = queries.getQueryCache();
  const query = cache.find({ queryKey, exact: true }) as Query | undefined;
  if (!query || live.has(query)) return false;
  live.add(query);
  let release: (() => void) | undefined;
  const update = () => {
    const products = client.view().catalog?.products;
    if (products && products !== query.state.data) queries.setQueryData(queryKey, products);
  };
  const follow = () => {
    if (query.getObserversCount() === 0) {
      release?.();
      release = undefined;
    } else if (!release) {
      release = client.subscribe(update);
      update();
    }
  };
  const stop = cache.subscribe((event) => {
    if (event.query !== query) return;
    if (event.type === "observerAdded" || event.type === "observerRemoved") follow();
    if (event.type === "removed") {
      release?.();
      stop();
      live.delete(query);
    }
  });
  follow();
  return true;
}
