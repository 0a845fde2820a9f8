import { canonical } from "./canonical.js";
import { Catalog, type Delta, type Entry } from "./catalog.js";
import { type Digest, hash, isDigest, type Sha256 } from "./digest.js";
import { check, isPosition, type Position, sameEpoch, version } from "./position.js";
import type { LenderProduct } from "./product.js";

/** The longest frame that a server may send, in UTF-16 units. */
export const MAX_FRAME = (1 << 20) + 4096;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A whole catalog, and the digest that its sender says it has. */
export interface Snapshot {
  readonly catalog: Catalog;
  readonly claimed: Digest;
}

/** Where a server is. */
interface At {
  readonly position: Position;
  readonly digest: Digest;
  /** How long ago PostgreSQL confirmed it; missing when the server does not know. */
  readonly ageMillis?: number | undefined;
}

/** What a server says on the live feed: SPEC.md, section 6. */
export type Frame =
  | ({ readonly type: "Hello" } & At)
  | ({ readonly type: "Heartbeat"; readonly n?: number | undefined } & At)
  | { readonly type: "Change"; readonly delta: Delta }
  | { readonly type: "Resync"; readonly full: boolean }
  | { readonly type: "Goodbye"; readonly reconnectAfterMillis: number }
  | { readonly type: "Unknown" };

type Json = Readonly<Record<string, unknown>>;

const isWhole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isId = (value: unknown) => ID.test(value as string);

async function entry(product: LenderProduct, by: Sha256): Promise<Entry> {
  check(isId(product.id) && isWhole(product.version));
  return { product, hash: await hash(canonical(product), by) };
}

const entries = (products: unknown, by: Sha256): Promise<Entry[]> =>
  Promise.all((products as LenderProduct[]).map((product) => entry(product, by)));

export async function readSnapshot(text: string, by: Sha256): Promise<Snapshot> {
  const { position, digest, products } = JSON.parse(text);
  check(isPosition(position) && isDigest(digest));
  return { catalog: Catalog.of(position, await entries(products, by)), claimed: digest };
}

/** The text of a snapshot, to be read again. */
export const writeSnapshot = ({ position, digest, products }: Catalog): string =>
  JSON.stringify({ position, digest, products });

export const readDelta = (text: string, by: Sha256): Promise<Delta> => delta(JSON.parse(text), by);

async function delta({ from, to, digest, upserts, deletes }: Json, by: Sha256): Promise<Delta> {
  check(isPosition(from) && isPosition(to) && isDigest(digest));
  const read = { from, to, digest, upserts: await entries(upserts, by), deletes: [...(deletes as string[])] } as Delta;
  const ids = [...read.deletes, ...read.upserts.map(({ product }) => product.id)];
  check(read.deletes.every(isId) && new Set(ids).size === ids.length);
  check(sameEpoch(read.from, read.to) && version(read.from) < version(read.to));
  return read;
}

/** @throws when the text does not keep to the protocol */
export async function readFrame(text: string, by: Sha256): Promise<Frame> {
  check(text.length <= MAX_FRAME);
  const json = JSON.parse(text) as Json;
  const { type, position, digest, ageMillis, n, full, reconnectAfterMillis } = json;
  switch (type) {
    case "hello":
    case "heartbeat":
      check(isPosition(position) && isDigest(digest) && isWhole(ageMillis ?? 0) && isWhole(n ?? 0));
      return { type: type === "hello" ? "Hello" : "Heartbeat", position, digest, ageMillis, n } as Frame;
    case "delta":
      return { type: "Change", delta: await delta(json, by) };
    case "resync":
      return { type: "Resync", full: full === true };
    case "goodbye":
      check(isWhole(reconnectAfterMillis));
      return { type: "Goodbye", reconnectAfterMillis: reconnectAfterMillis as number };
    default:
      check(typeof type === "string");
      return { type: "Unknown" };
  }
}
