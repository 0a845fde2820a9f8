import { type Digest, toDigest } from "./digest.js";
import { check, hasReached, type Position, sameEpoch, version } from "./position.js";
import type { LenderProduct } from "./product.js";

/** A product and its summand of the digest. */
export interface Entry {
  readonly product: LenderProduct;
  readonly hash: bigint;
}

/** What moves a catalog from one position to another: products in their final state, and deleted ids. */
export interface Delta {
  readonly from: Position;
  readonly to: Position;
  readonly digest: Digest;
  readonly upserts: readonly Entry[];
  readonly deletes: readonly string[];
}

/** Why a delta was not applied. */
export type Refusal = "OtherEpoch" | "Duplicate" | "Gap" | "DigestMismatch";

/** The order of code points; that of `<` is another one beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  // Of a pair whose first half is equal the second half decides, which alone is in order too.
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}

const nameOf = ({ name }: LenderProduct) => (typeof name === "string" ? name : "");

const byName = ({ product: a }: Entry, { product: b }: Entry) =>
  byCodePoint(nameOf(a), nameOf(b)) || byCodePoint(a.id, b.id);

/** The published lender products at one position. Immutable; a product that did not change is the same object. */
export class Catalog {
  readonly position: Position;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #sum: bigint;
  #products: readonly LenderProduct[] | undefined;

  private constructor(position: Position, entries: ReadonlyMap<string, Entry>, sum: bigint) {
    this.position = position;
    this.#entries = entries;
    this.#sum = sum;
  }

  /** @throws when an id occurs twice @internal */
  static of(position: Position, entries: readonly Entry[]): Catalog {
    const catalog = new Catalog(position, new Map(), 0n).with(position, entries, []);
    check(catalog.size === entries.length);
    return catalog;
  }

  /** The hash of the content: equal digests, equal catalogs. */
  get digest(): Digest {
    return toDigest(this.#sum);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Ordered by name, then by id. The same array as long as no product changes. */
  get products(): readonly LenderProduct[] {
    this.#products ??= Object.freeze([...this.#entries.values()].sort(byName).map((entry) => entry.product));
    return this.#products;
  }

  get(id: string): LenderProduct | undefined {
    return this.#entries.get(id)?.product;
  }

  /** @internal */
  with(position: Position, upserts: readonly Entry[], deletes: Iterable<string>): Catalog {
    const entries = new Map(this.#entries);
    let sum = this.#sum;
    let changed = false;
    const put = (id: string, entry?: Entry) => {
      const before = entries.get(id);
      if (before?.hash === entry?.hash) return;
      sum += (entry?.hash ?? 0n) - (before?.hash ?? 0n);
      changed = true;
      if (entry) entries.set(id, entry);
      else entries.delete(id);
    };
    for (const entry of upserts) put(entry.product.id, entry);
    for (const id of deletes) put(id);
    const next = new Catalog(position, entries, BigInt.asUintN(256, sum));
    if (!changed) next.#products = this.#products;
    return next;
  }

  /** Applies a delta that a peer sent (P5, P7). @internal */
  apply(delta: Delta): Catalog | Refusal {
    if (!sameEpoch(delta.from, this.position)) return "OtherEpoch";
    if (version(delta.to) <= version(this.position)) return "Duplicate";
    if (version(delta.from) > version(this.position)) return "Gap";
    const next = this.with(delta.to, delta.upserts, delta.deletes);
    return next.digest === delta.digest ? next : "DigestMismatch";
  }

  /** Equal position and content. @internal */
  is(other: { readonly position: Position; readonly digest: Digest } | undefined): boolean {
    return this.position === other?.position && this.digest === other.digest;
  }

  /** @internal */
  isOlderThan(other: Catalog): boolean {
    return hasReached(other.position, this.position) && this.position !== other.position;
  }

  /** The same content in the objects of an earlier catalog, where those did not change. @internal */
  sharing(earlier: Catalog | undefined): Catalog {
    if (!earlier) return this;
    if (this.is(earlier)) return earlier;
    const gone = [...earlier.#entries.keys()].filter((id) => !this.#entries.has(id));
    return earlier.with(this.position, [...this.#entries.values()], gone);
  }

  /** The ids of all products that are new, different or gone since an earlier catalog. @internal */
  changedSince(earlier: Catalog | undefined): ReadonlySet<string> {
    const before = earlier ? earlier.#entries : new Map<string, Entry>();
    const ids = [...this.#entries.keys(), ...before.keys()];
    return new Set(ids.filter((id) => this.#entries.get(id)?.hash !== before.get(id)?.hash));
  }
}
