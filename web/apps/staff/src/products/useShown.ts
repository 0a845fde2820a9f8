import { useDeferredValue, useMemo, useRef } from "react";
import { useLabels, useLenders } from "../api/queries";
import type { Product } from "../api/types";
import { useProducts, withLenderNames } from "./products";
import { matching, type ProductView, sorted, steady } from "./view";

const NONE: readonly Product[] = [];

/** Why one that keeps its place is not of the view any more: it is no more, or it belongs elsewhere by now. */
export type Gone = "deleted" | "elsewhere";
const NOBODY: ReadonlyMap<string, Gone> = new Map();

/** What was shown when somebody began to point at a row. */
interface Held {
  view: ProductView;
  rows: Product[];
  /** By what each is grouped. */
  places: ReadonlyMap<string, Product>;
  /** The rest is on its way, and belongs between these. */
  isPartial: boolean;
}

function goneOf(shown: readonly Product[], fresh: readonly Product[], all: readonly Product[]) {
  const idsOf = (products: readonly Product[]) => new Set(products.map(({ id }) => id));
  const [wanted, there] = [idsOf(fresh), idsOf(all)];
  return new Map(
    shown.flatMap(({ id }): [string, Gone][] =>
      wanted.has(id) ? [] : [[id, there.has(id) ? "elsewhere" : "deleted"]],
    ),
  );
}

/** The products as the view wants them. While held, rows stay where they are whatever others change. */
export function useShown(view: ProductView, isHeld: boolean) {
  const query = useProducts();
  const lenders = useLenders().data;
  const labels = useLabels();
  const label = useMemo(
    () => (code: string) => {
      const list = (["categories", "productStatuses", "countries"] as const).find(
        (name) => labels(name, code) !== code,
      );
      return list ? labels(list, code) : code;
    },
    [labels],
  );
  const all = useMemo(() => withLenderNames(query.data ?? NONE, lenders), [query.data, lenders]);
  const wanted = useDeferredValue(view);
  const held = useRef<Held>({ view: wanted, rows: [], places: new Map(), isPartial: true });
  const { sort, desc } = wanted;
  const inOrder = useMemo(
    () => sorted(all, { ...(sort && { sort }), ...(desc && { desc }) }, label),
    [all, sort, desc, label],
  );
  const shown = useMemo(() => {
    const fresh = matching(inOrder, wanted, label);
    if (!isHeld || held.current.view !== wanted || held.current.isPartial) {
      const places = new Map(fresh.map((product) => [product.id, product]));
      held.current = { view: wanted, rows: fresh, places, isPartial: !query.isWhole };
      return { products: fresh, places: null, gone: NOBODY };
    }
    const products = steady(held.current.rows, fresh, all);
    held.current.rows = products;
    const gone = goneOf(products, fresh, all);
    return { products, places: held.current.places, gone };
  }, [inOrder, all, wanted, label, isHeld, query.isWhole]);
  return { query, all, label, ...shown };
}
