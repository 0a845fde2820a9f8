import { useMemo, useSyncExternalStore } from "react";
import { LOOKS } from "./columns";

/** The columns that the window has room for. */
export function useFitting(): readonly string[] {
  const ids = useSyncExternalStore(onResize, fitting);
  return useMemo(() => ids.split(" "), [ids]);
}

const fitting = () =>
  Object.entries(LOOKS)
    .filter(([, { from = 0 }]) => window.matchMedia(`(min-width: ${from}rem)`).matches)
    .map(([id]) => id)
    .join(" ");

function onResize(listener: () => void) {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}
