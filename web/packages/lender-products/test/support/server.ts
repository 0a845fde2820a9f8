import { canonical } from "../../src/canonical.js";
import { Catalog, type Entry } from "../../src/catalog.js";
import type { LenderProduct } from "../../src/product.js";
import { sha256 } from "../../src/sha256.js";
import { at, id } from "./catalogs.js";

interface Version {
  readonly since: number;
  readonly catalog: Catalog;
}

const hashOf = (product: LenderProduct) =>
  BigInt(`0x${Buffer.from(sha256(new TextEncoder().encode(canonical(product)))).toString("hex")}`);

/** A Client App as SPEC.md has it, with a PostgreSQL that can be cut off. */
export class FakeServer {
  #epoch = 1;
  #history: Version[];
  #confirmedAt: number;
  #isConfirming = true;
  /** Every catalog that was ever committed, and the digest of each. */
  readonly committed = new Map<string, string>();
  readonly #followers = new Set<() => void>();
  /** How long ago each head was confirmed to be the head at the latest. */
  readonly heads: Version[] = [];
  /** Sends this digest instead of the right one. */
  lie: string | undefined;
  /** Leaves out a product of each delta. */
  garbles = false;
  status: number | undefined;

  constructor(now: number, products: number) {
    const entries = Array.from({ length: products }, (_, i) => this.#entry(i + 1, 1, "first"));
    this.#confirmedAt = now;
    this.#history = [];
    this.#commit(Catalog.of(at(1, this.epoch), entries), now);
  }

  get epoch() {
    return `epoch${this.#epoch}`;
  }

  get head(): Catalog {
    return (this.#history.at(-1) as Version).catalog;
  }

  #entry(number: number, version: number, name: string): Entry {
    const product = { id: id(number), name: `${name} ${number}`, version } as LenderProduct;
    return { product, hash: hashOf(product) };
  }

  #commit(catalog: Catalog, now: number) {
    this.#history.push({ since: now, catalog });
    this.heads.push({ since: now, catalog });
    this.committed.set(catalog.position, catalog.digest);
    for (const tell of [...this.#followers]) tell();
  }

  /** A transaction: some products written, one deleted. */
  edit(now: number, numbers: readonly number[], gone?: number) {
    const version = this.#history.length + 1;
    const upserts = numbers.filter((n) => n !== gone).map((n) => this.#entry(n, version, `edit ${version}`));
    const next = this.head.with(at(version, this.epoch), upserts, gone === undefined ? [] : [id(gone)]);
    this.#commit(next, now);
  }

  /** The database is restored from a backup: a new history begins. */
  restore(now: number) {
    const kept = this.#history[Math.floor(this.#history.length / 2)] as Version;
    this.#epoch++;
    this.#history = [];
    this.#commit(kept.catalog.with(at(1, this.epoch), [], []), now);
  }

  confirming(is: boolean, now: number) {
    this.#confirmedAt = now;
    this.#isConfirming = is;
  }

  age(now: number): number {
    return this.#isConfirming ? 0 : now - this.#confirmedAt;
  }

  /** The head at a moment. */
  headAt(time: number): Catalog | undefined {
    return this.heads.filter(({ since }) => since <= time).at(-1)?.catalog;
  }

  #delta(since: string) {
    const from = this.#history.find(({ catalog }) => catalog.position === since)?.catalog;
    if (!from) return undefined;
    const { head } = this;
    const changed = [...head.changedSince(from)];
    const upserts = changed
      .map((one) => head.get(one))
      .filter((product) => product !== undefined)
      .slice(this.garbles ? 1 : 0);
    const deletes = changed.filter((one) => !head.get(one));
    return { from: since, to: head.position, digest: this.lie ?? head.digest, upserts, deletes };
  }

  sync(query: string, now: number): { status: number; headers: Record<string, string>; body?: string } {
    const since = new URLSearchParams(query).get("since");
    const { head } = this;
    const headers = {
      "Lender-Sync-Digest": this.lie ?? head.digest,
      "Lender-Sync-Age-Millis": String(this.age(now)),
    };
    if (this.status) return { status: this.status, headers };
    if (since === head.position) return { status: 304, headers };
    if (since !== null) {
      const delta = this.#delta(since);
      return delta ? { status: 200, headers, body: JSON.stringify(delta) } : { status: 410, headers };
    }
    const { position, digest, products } = head;
    const snapshot = { position, digest: this.lie ?? digest, products };
    return { status: 200, headers, body: JSON.stringify(snapshot) };
  }

  #where(now: number) {
    const { position, digest } = this.head;
    return { position, digest: this.lie ?? digest, ageMillis: this.age(now) };
  }

  /** @returns what ends it */
  follow(query: string, deliver: (frame: object) => void, now: () => number): () => void {
    let cursor: string | undefined = new URLSearchParams(query).get("since") ?? undefined;
    const tell = () => {
      if (cursor === undefined || cursor === this.head.position) return;
      const delta = this.#delta(cursor);
      deliver(delta ? { type: "delta", ...delta } : { type: "resync", reason: "elsewhere", full: false });
      cursor = delta ? this.head.position : undefined;
    };
    deliver({ type: "hello", ...this.#where(now()), heartbeatSeconds: 10 });
    tell();
    this.#followers.add(tell);
    this.#cursors.set(deliver, (position) => {
      cursor = position;
      tell();
    });
    return () => this.#followers.delete(tell);
  }

  readonly #cursors = new WeakMap<(frame: object) => void, (position: string) => void>();

  hear(text: string, deliver: (frame: object) => void, now: number) {
    const frame = JSON.parse(text);
    if (frame.type === "ping") deliver({ type: "heartbeat", ...this.#where(now), n: frame.n });
    else this.#cursors.get(deliver)?.(frame.position);
  }
}
