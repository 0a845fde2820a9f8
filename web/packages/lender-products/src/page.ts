/** What becomes of a page, as a replica needs to know. */
export interface PageListener {
  /** It is frozen, or put aside for the back button: nothing of it runs any more. */
  sleep(): void;
  /** It runs, is looked at, or has a network again. */
  wake(): void;
}

/** @returns what ends the watch. Does nothing outside a browser. */
export function watchPage({ sleep, wake }: PageListener): () => void {
  if (typeof document === "undefined") return () => {};
  const seen = () => document.visibilityState === "visible" && wake();
  const watched: [EventTarget, string, () => void][] = [
    [document, "freeze", sleep],
    [document, "resume", wake],
    [document, "visibilitychange", seen],
    [window, "pagehide", sleep],
    [window, "pageshow", wake],
    [window, "online", wake],
  ];
  for (const [target, event, listener] of watched) target.addEventListener(event, listener);
  return () => {
    for (const [target, event, listener] of watched) target.removeEventListener(event, listener);
  };
}
