"use client";

import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Catalog } from "./catalog.js";
import {
  type CatalogChange,
  type LenderProductsClient,
  type LenderProductsView,
  sharedLenderProducts,
} from "./client.js";
import type { Position } from "./position.js";
import type { LenderProduct } from "./product.js";
import { changedMembers } from "./rules/changes.js";
import type { Freshness } from "./state.js";

const Context = createContext<LenderProductsClient | undefined>(undefined);

export interface LenderProductsProviderProps {
  /** The Client App. Default: the page's own origin. */
  readonly url?: string;
  /** One of your own making, instead of `url`. */
  readonly client?: LenderProductsClient;
  readonly children?: ReactNode;
}

/** Says which Client App the hooks below it follow. Without one they follow the page's own origin. */
export function LenderProductsProvider({ url, client, children }: LenderProductsProviderProps): ReactNode {
  return createElement(Context.Provider, { value: client ?? sharedLenderProducts(url) }, children);
}

export const useLenderProductsClient = (): LenderProductsClient => useContext(Context) ?? sharedLenderProducts();

/**
 * What a hook gives. A component re-renders only when something changes that it has read of this; so read what you
 * need, most simply by destructuring.
 */
export interface LenderProductsResult<T> {
  /** undefined: there never was a catalog yet. Offline, the last one stays. */
  readonly data: T | undefined;
  /** There is no catalog yet, and none has failed to come. */
  readonly isLoading: boolean;
  /** Why there is no catalog yet; null otherwise. A catalog that can't be refreshed is no error: see `freshness`. */
  readonly error: Error | null;
  /** Pulls now. Nobody needs to: the list is live. Never rejects. */
  readonly refetch: () => Promise<{
    readonly data: readonly LenderProduct[] | undefined;
    readonly error: Error | null;
  }>;
  /** Honest: live only while PostgreSQL confirmed the catalog within the last 30 s. */
  readonly freshness: Freshness;
  readonly position: Position | undefined;
  /** When PostgreSQL last confirmed what is shown. Changes every few seconds. */
  readonly asOf: Date | undefined;
}

export interface LenderProductsHookOptions<T> {
  /** Makes `data` of the products. The component re-renders when its result changes. Best defined outside it. */
  readonly select?: (products: readonly LenderProduct[]) => T;
  /** When two results are the same. Default: identity; of arrays, of their elements. */
  readonly isEqual?: (a: T, b: T) => boolean;
}

/** Live lender products, ordered by name. Each product and the list keep their identity until they change. */
export function useLenderProducts(): LenderProductsResult<readonly LenderProduct[]>;
export function useLenderProducts<T = readonly LenderProduct[]>(
  options: LenderProductsHookOptions<T>,
): LenderProductsResult<T>;
export function useLenderProducts<T>({ select, isEqual }: LenderProductsHookOptions<T> = {}): LenderProductsResult<T> {
  const fromCatalog = useCallback(
    ({ products }: Catalog) => (select ? select(products) : (products as unknown as T)),
    [select],
  );
  return useSelected(fromCatalog, isEqual ?? isSame);
}

/** One live product; `data` is undefined when there is none of this id, or none any more. */
export function useLenderProduct(id: string): LenderProductsResult<LenderProduct> {
  return useSelected(
    useCallback((catalog: Catalog) => catalog.get(id) as LenderProduct, [id]),
    Object.is,
  );
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a === b || (a.length === b.length && a.every((element, i) => Object.is(element, b[i])));
}

function useSelected<T>(select: (catalog: Catalog) => T, isEqual: (a: T, b: T) => boolean): LenderProductsResult<T> {
  const client = useLenderProductsClient();
  // What the component reads, noted while it renders.
  const read = useRef<Set<keyof LenderProductsResult<T>>>(null);
  read.current ??= new Set();
  const wanted = read.current;
  const last = useRef<LenderProductsResult<T>>(undefined);
  const refetch = useCallback(() => pulled(client), [client]);

  const [snapshot, serverSnapshot] = useMemo(() => {
    let seen: LenderProductsView | undefined;
    let given = last.current;
    const give = (view: LenderProductsView) => {
      if (view === seen && given) return given;
      seen = view;
      const next = describe(view, select, isEqual, refetch, given);
      const before = given;
      if (!before || [...wanted].some((name) => !Object.is(before[name], next[name]))) given = next;
      return given as LenderProductsResult<T>;
    };
    // A server has nothing but the beginning, and a page begins with what the server rendered.
    const beginning = describe(BEGINNING, select, isEqual, refetch);
    return [() => give(client.view()), () => beginning];
  }, [client, select, isEqual, refetch, wanted]);

  const result = useSyncExternalStore(client.subscribe, snapshot, serverSnapshot);
  useEffect(() => {
    last.current = result;
  }, [result]);
  return useMemo(() => noting(result, wanted), [result, wanted]);
}

const BEGINNING: LenderProductsView = {
  catalog: undefined,
  freshness: { state: "catching-up", since: 0, asOf: undefined, reason: undefined },
  error: undefined,
};

function describe<T>(
  { catalog, freshness, error }: LenderProductsView,
  select: (catalog: Catalog) => T,
  isEqual: (a: T, b: T) => boolean,
  refetch: LenderProductsResult<T>["refetch"],
  before?: LenderProductsResult<T>,
): LenderProductsResult<T> {
  const data = catalog && select(catalog);
  const old = before?.data;
  const { asOf } = freshness;
  return {
    data: old !== undefined && data !== undefined && isEqual(old, data) ? old : data,
    isLoading: !catalog && !error,
    error: error ?? null,
    refetch,
    freshness: before && isSameFreshness(before.freshness, freshness) ? before.freshness : freshness,
    position: catalog?.position,
    asOf: asOf === undefined ? undefined : before?.asOf?.getTime() === asOf ? before.asOf : new Date(asOf),
  };
}

/** But for `asOf`, which moves every few seconds and has a member of its own. */
const isSameFreshness = (a: Freshness, b: Freshness) =>
  a.state === b.state && a.since === b.since && a.reason === b.reason;

/** The result as an object that notes in `wanted` what is read of it. */
function noting<T>(
  result: LenderProductsResult<T>,
  wanted: Set<keyof LenderProductsResult<T>>,
): LenderProductsResult<T> {
  const noted = {};
  for (const name of Object.keys(result) as (keyof LenderProductsResult<T>)[]) {
    Object.defineProperty(noted, name, {
      enumerable: true,
      get() {
        wanted.add(name);
        return result[name];
      },
    });
  }
  return noted as LenderProductsResult<T>;
}

async function pulled(client: LenderProductsClient) {
  try {
    return { data: (await client.refetch()).products, error: null };
  } catch (error) {
    return { data: client.view().catalog?.products, error: error as Error };
  }
}

/** Calls back at each step of the catalog while the component is mounted: for messages, not for rendering. */
export function useLenderProductChanges(listener: (change: CatalogChange) => void): void {
  const client = useLenderProductsClient();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const stop = client.onChange((change) => latest.current(change));
    const release = client.subscribe(() => {});
    return () => {
      stop();
      release();
    };
  }, [client]);
}

/** A product that somebody has chosen is no longer what it was when he chose it. */
export interface ProductNotice {
  readonly id: string;
  /** As it was when it was last looked at. */
  readonly before: LenderProduct;
  /** As it is now; undefined: it is gone. */
  readonly after: LenderProduct | undefined;
  /** The members in which the two differ; empty when it is gone. */
  readonly changed: readonly string[];
}

/**
 * Tells when products that are selected or compared change or go, and what changed. A notice stays until it is
 * dismissed, or the product is again what it was; several changes make one notice.
 */
export function useProductNotices(ids: readonly string[]): {
  readonly notices: readonly ProductNotice[];
  /** Of one product, or of all. */
  readonly dismiss: (id?: string) => void;
} {
  const [befores, setBefores] = useState<ReadonlyMap<string, LenderProduct>>(new Map());
  const chosen = useRef(ids);
  useEffect(() => {
    chosen.current = ids;
  });
  useLenderProductChanges(({ before, changed }) => {
    setBefores((known) => {
      const news = chosen.current.filter((id) => changed.has(id) && !known.has(id) && before?.get(id));
      return news.length
        ? new Map([...known, ...news.map((id) => [id, before?.get(id) as LenderProduct] as const)])
        : known;
    });
  });
  const { data: products } = useLenderProducts();
  const dismiss = useCallback((id?: string) => {
    setBefores((known) => new Map(id === undefined ? [] : [...known].filter(([one]) => one !== id)));
  }, []);
  const notices = useMemo(() => {
    const byId = new Map(products?.map((product) => [product.id, product]));
    return ids.flatMap((id) => {
      const before = befores.get(id);
      const after = byId.get(id);
      if (!before || before === after) return [];
      const changed = after ? changedMembers(before, after) : [];
      return after && !changed.length ? [] : [{ id, before, after, changed }];
    });
  }, [products, befores, ids]);
  return { notices, dismiss };
}
