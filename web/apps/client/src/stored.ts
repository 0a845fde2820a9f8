import { useSyncExternalStore } from "react";

/** A value that outlives the page. Every tab of the browser shows the same one. */
export interface Stored<T> {
  get(): T;
  set(value: T): void;
  subscribe(this: void, listener: () => void): () => void;
}

/**
 * Keeps a value in the browser's storage, and in memory: forbidden, full or cleared storage loses nothing while the page
 * is open.
 *
 * @param read makes a value of what was stored, whatever that is
 */
export function stored<T>(key: string, read: (json: unknown) => T, empty: T): Stored<T> {
  const listeners = new Set<() => void>();
  let value = load(() => localStorage.getItem(key)) ?? empty;

  function load(text: () => string | null): T | undefined {
    try {
      const found = text();
      return found === null ? undefined : read(JSON.parse(found));
    } catch {
      return undefined;
    }
  }

  function become(next: T) {
    value = next;
    for (const listener of [...listeners]) listener();
  }

  globalThis.addEventListener?.("storage", (event) => {
    // Null: somebody cleared the storage, which is no reason to forget what is being typed here.
    if (event.key !== key || event.newValue === null) return;
    const next = load(() => event.newValue);
    if (next !== undefined) become(next);
  });

  return {
    get: () => value,
    set(next) {
      become(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // It stays in memory.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const useStored = <T>(store: Stored<T>): T => useSyncExternalStore(store.subscribe, store.get);
