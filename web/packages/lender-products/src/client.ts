import { browser } from "./browser.js";
import { type CatalogCache, indexedDbCache } from "./cache.js";
import type { Catalog } from "./catalog.js";
import { drive, type Surroundings } from "./driver.js";
import { watchPage } from "./page.js";
import type { Freshness } from "./state.js";
import { readKept, writeKept } from "./wire.js";

/** How long a cache may keep the first pull waiting. */
const CACHE_PATIENCE = 1_000;
/** How long after a change it is saved: a burst is saved once. */
const SAVE_AFTER = 500;
/** How long it goes on without subscribers: pages that follow each other share one connection. */
const LINGER = 30_000;

export interface LenderProductsOptions {
  /** A Client App, e.g. `https://products.example.com`. Default: the page's own origin. */
  readonly url?: string;
  /** Where the last catalog is kept for offline starts. Default: IndexedDB; false: nowhere. */
  readonly cache?: CatalogCache | false;
  /** For tests: time, chance and network. @internal */
  readonly surroundings?: Surroundings;
}

/** What there is to show. The same object until something changes. */
export interface LenderProductsView {
  /** undefined: there never was one yet. An empty catalog is a catalog. */
  readonly catalog: Catalog | undefined;
  readonly freshness: Freshness;
  /** Why there is no catalog yet, once an attempt failed. With a catalog, see freshness. */
  readonly error: Error | undefined;
}

/** One step from a catalog to the next. */
export interface CatalogChange {
  /** undefined: `after` is the first one. */
  readonly before: Catalog | undefined;
  readonly after: Catalog;
  /** The ids of all products that are new, different or gone. */
  readonly changed: ReadonlySet<string>;
}

/** A live, verified copy of a Client App's catalog. It follows while anybody subscribes. */
export interface LenderProductsClient {
  readonly url: string;
  view(this: void): LenderProductsView;
  /** Calls back whenever `view()` gives another object. @returns what ends it */
  subscribe(listener: () => void): () => void;
  /** Calls back at each step of the catalog. Does not by itself keep the client following. */
  onChange(listener: (change: CatalogChange) => void): () => void;
  /** The catalog, as soon as there is one; rejects after 30 s. */
  ready(): Promise<Catalog>;
  /** Pulls now, and gives what came of it. Nobody needs to call it. */
  refetch(): Promise<Catalog>;
  /** For good. The last catalog can still be read. */
  close(): void;
}

export function createLenderProducts(options: LenderProductsOptions = {}): LenderProductsClient {
  const url = (options.url ?? "").replace(/\/$/, "");
  const surroundings = options.surroundings ?? browser(url);
  const cache =
    options.cache ??
    (typeof indexedDB === "undefined" ? undefined : indexedDbCache(url || globalThis.location?.origin));
  const { sha256 } = surroundings;
  const subscribers = new Set<(nothing: undefined) => void>();
  const changeListeners = new Set<(change: CatalogChange) => void>();
  let holds = 0;
  let loading: Promise<void> | undefined;
  let unwatch: (() => void) | undefined;
  let cancelLinger = () => {};
  let cancelSave = () => {};
  let unsaved: Catalog | undefined;

  const driver = drive(surroundings, {
    moved() {
      if (told === view()) return;
      told = view();
      for (const subscriber of [...subscribers]) subscriber(undefined);
    },
    changed(before, after) {
      if (!unsaved) cancelSave = surroundings.after(SAVE_AFTER, flush);
      unsaved = after;
      const change = { before, after, changed: after.changedSince(before) };
      for (const listener of [...changeListeners]) listener(change);
    },
  });
  let shown: LenderProductsView = { catalog: undefined, freshness: driver.freshness(), error: undefined };
  // What subscribers were last told of. Whoever looks in between may see more: live ends as time passes.
  let told = shown;

  function flush() {
    cancelSave();
    const catalog = unsaved;
    unsaved = undefined;
    if (!catalog || !cache) return;
    // A full or forbidden disk costs the offline start, nothing else.
    writeKept(catalog, sha256)
      .then((text) => cache.save(catalog.position, text))
      .catch(() => {});
  }

  function view(): LenderProductsView {
    const catalog = driver.catalog();
    const freshness = driver.freshness();
    if (catalog !== shown.catalog || JSON.stringify(freshness) !== JSON.stringify(shown.freshness)) {
      const { reason } = freshness;
      shown = { catalog, freshness, error: catalog || !reason ? undefined : Error(reason) };
    }
    return shown;
  }

  async function load(): Promise<void> {
    if (!cache) return;
    try {
      const text = await cache.load();
      if (!text) return;
      driver.offer(await readKept(text, sha256));
    } catch (error) {
      console.warn(`Kept lender products are ignored: ${error}`);
      await cache.clear();
    }
  }

  function loaded(): Promise<void> {
    loading ??= Promise.race([
      load(),
      new Promise<void>((resolve) => {
        surroundings.after(CACHE_PATIENCE, resolve);
      }),
    ]).catch(() => {});
    return loading;
  }

  /** Follows, at least until the returned function is called. */
  function hold(): () => void {
    cancelLinger();
    if (!holds++) {
      loaded().then(() => {
        if (!holds || unwatch) return;
        unwatch = watchPage({ sleep, wake: () => driver.wake() });
        driver.wake();
      });
    }
    let isHeld = true;
    return () => {
      if (isHeld && !--holds) cancelLinger = surroundings.after(LINGER, rest);
      isHeld = false;
    };
  }

  function sleep() {
    flush();
    driver.sleep();
  }

  function rest() {
    unwatch?.();
    unwatch = undefined;
    sleep();
  }

  async function call(wish: "first" | "pull"): Promise<Catalog> {
    const release = hold();
    try {
      await loaded();
      return await driver.call(wish);
    } finally {
      release();
    }
  }

  return {
    url,
    view,
    subscribe(listener) {
      const leave = join(subscribers, listener);
      const release = hold();
      return () => {
        leave();
        release();
      };
    },
    onChange: (listener) => join(changeListeners, listener),
    ready: () => call("first"),
    refetch: () => call("pull"),
    close() {
      cancelLinger();
      rest();
      driver.close();
    },
  };
}

/** Each joins as its own, even if a listener comes twice. @returns what ends it */
function join<T>(listeners: Set<(told: T) => void>, listener: (told: T) => void): () => void {
  const own = (told: T) => listener(told);
  listeners.add(own);
  return () => {
    listeners.delete(own);
  };
}

const shared = new Map<string, LenderProductsClient>();

/** The client that all of a page shares for one Client App. */
export function sharedLenderProducts(url = ""): LenderProductsClient {
  let client = shared.get(url);
  if (!client) {
    client = createLenderProducts({ url });
    shared.set(url, client);
  }
  return client;
}
