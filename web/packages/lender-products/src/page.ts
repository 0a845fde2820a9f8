/** What becomes of a page, as a replica needs to know. */
export interface PageListener {
  /** It is frozen, or put aside for the back button: nothing of it runs any more. */
  sleep(): void;
  /** It runs, is looked at, or has a network again. */
  wake(): void;
}

/** @returns what ends the watch. Does nothing outside a browser. */
export function watchPage({ sleep, wake }: PageListener): () => void {
  const watch = new AbortController();
  if (typeof document !== "undefined") {
    const on = (target: EventTarget, event: string, listener: () => void) =>
      target.addEventListener(event, listener, watch);
    on(document, "freeze", sleep);
    on(document, "resume", wake);
    on(document, "visibilitychange", () => document.visibilityState === "visible" && wake());
    on(window, "pagehide", sleep);
    on(window, "pageshow", wake);
    on(window, "online", wake);
  }
  return () => watch.abort();
}
