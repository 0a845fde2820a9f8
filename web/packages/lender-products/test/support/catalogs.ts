import { canonical } from "../../src/canonical.js";
import { Catalog, type Delta, type Entry } from "../../src/catalog.js";
import { hash } from "../../src/digest.js";
import type { LenderProduct } from "../../src/product.js";
import { sha256 } from "../../src/sha256.js";

/** Small catalogs: the one at version N holds the products 1 to N, product N added at version N. */
export const EPOCH = "e1";

export const at = (version: number, epoch = EPOCH) => `${epoch}:${version}`;

export const id = (number: number) => `00000000-0000-0007-0000-${number.toString(16).padStart(12, "0")}`;

export const product = (number: number, name = `Prêt à terme ${number}`, version = number): LenderProduct =>
  ({ id: id(number), name, version }) as LenderProduct;

export const entry = async (product: LenderProduct): Promise<Entry> => ({
  product,
  hash: await hash(canonical(product), sha256),
});

export const MOST = 12;

const entries = await Promise.all(Array.from({ length: MOST }, (_, i) => entry(product(i + 1))));

export const catalog = (version: number, epoch = EPOCH): Catalog =>
  Catalog.of(at(version, epoch), entries.slice(0, version));

export const delta = (from: number, to: number): Delta => ({
  from: at(from),
  to: at(to),
  digest: catalog(to).digest,
  upserts: entries.slice(from, to),
  deletes: [],
});

/** The position of version 5 with another content. */
export const FORKED = Catalog.of(at(5), [await entry(product(1, "another", 5))]);

export const WRONG = "1".repeat(64);
