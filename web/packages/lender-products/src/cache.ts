import { check, hasReached, type Position } from "./position.js";

/** Keeps the last good catalog for offline starts. What it gives back is believed only if its digest is right. */
export interface CatalogCache {
  load(): Promise<string | undefined>;
  /** Keeps this text unless it holds a later one of the same history, from another tab. */
  save(position: Position, text: string): Promise<void>;
  /** Forgets what could not be believed. */
  clear(): Promise<void>;
}

const NAME = "lender-products";
const STORE = "catalogs";

interface Kept {
  readonly position: Position;
  readonly text: string;
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opened for each use: a connection that is held would stop other tabs from mending the database. */
async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** @param key one catalog for each server */
export const indexedDbCache = (key: string): CatalogCache => ({
  async load() {
    const { text, position } = (await run<Kept | undefined>("readonly", (store) => store.get(key))) ?? {};
    // By this position tabs decide whose catalog is later.
    check(!text || text.includes(`"${position}"`));
    return text;
  },
  async save(position, text) {
    await run("readwrite", (store) => {
      const request: IDBRequest<Kept | undefined> = store.get(key);
      request.onsuccess = () => {
        const kept = request.result?.position;
        if (!kept || kept === position || !hasReached(kept, position)) store.put({ position, text }, key);
      };
      return request;
    });
  },
  clear: () =>
    new Promise((resolve) => {
      // The whole database: whatever is broken about it, the next one is new.
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onerror = request.onblocked = () => resolve();
    }),
});
