import { useEffect, useState, useSyncExternalStore } from "react";

export type Connection = "connecting" | "open" | "broken";

const RETRY_MILLIS = 3_000;

/** The Staff App's events: they say that something moved, not what. Comes back by itself, for a page lives for days. */
function follow(on: { products(): void; clients(): void; state(state: Connection): void }) {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  function open() {
    source = new EventSource("/api/staff/events");
    source.addEventListener("open", () => on.state("open"));
    source.addEventListener("catalog", () => on.products());
    source.addEventListener("rows", () => on.products());
    source.addEventListener("clients", () => on.clients());
    source.addEventListener("error", () => {
      on.state("broken");
      // A browser reconnects after a lost connection, but not after an answer such as 401 or 503.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MILLIS);
    });
  }
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

let connection: Connection = "connecting";
const watchers = new Set<() => void>();

export function useConnection(): Connection {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => connection,
  );
}

/** Once per page. Both functions are called when a broken connection came back, too. */
export function useStaffEvents(isSignedIn: boolean, productsChanged: () => void, clientsChanged: () => void) {
  const [handlers] = useState({ productsChanged, clientsChanged });
  useEffect(() => {
    if (!isSignedIn) return;
    return follow({
      products: () => handlers.productsChanged(),
      clients: () => handlers.clientsChanged(),
      state(next) {
        if (next === "open" && connection !== "open") handlers.clientsChanged();
        connection = next;
        for (const watcher of watchers) watcher();
      },
    });
  }, [isSignedIn, handlers]);
}
