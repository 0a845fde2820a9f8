import { canonical } from "./canonical.js";
import { Catalog, type Delta, type Entry } from "./catalog.js";
import { type Digest, hash, isDigest, type Sha256, toDigest } from "./digest.js";
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

/** What a server says on the live feed, as on the wire but for what a delta holds: SPEC.md, section 6. */
export type Frame =
  | ({ readonly type: "hello" } & At)
  | ({ readonly type: "heartbeat"; readonly n?: number | undefined } & At)
  | { readonly type: "delta"; readonly delta: Delta }
  | { readonly type: "resync"; readonly full?: unknown }
  | { readonly type: "goodbye"; readonly reconnectAfterMillis: number }
  /** And whatever a later protocol adds. */
  | { readonly type: "unknown" };

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

/** The digest does not cover the position, so a catalog that is kept ends with a hash of both. */
const seal = async ({ position, digest }: Catalog, by: Sha256) => toDigest(await hash(position + digest, by));

/** The text of a catalog, to be read again by `readKept`. */
export async function writeKept(catalog: Catalog, by: Sha256): Promise<string> {
  const { position, digest, products } = catalog;
  return JSON.stringify({ position, digest, products }) + (await seal(catalog, by));
}

/** @throws when it is not what was written */
export async function readKept(text: string, by: Sha256): Promise<Catalog> {
  const { catalog, claimed } = await readSnapshot(text.slice(0, -64), by);
  check(catalog.digest === claimed && text.endsWith(await seal(catalog, by)));
  return catalog;
}

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
  const { type, position, digest, ageMillis, n, reconnectAfterMillis } = json;
  check(typeof type === "string");
  if (type === "delta") return { type, delta: await delta(json, by) };
  if (type === "hello" || type === "heartbeat")
    check(isPosition(position) && isDigest(digest) && isWhole(ageMillis ?? 0) && isWhole(n ?? 0));
  if (type === "goodbye") check(isWhole(reconnectAfterMillis));
  return json as Frame;
}
