import { VisuallyHidden } from "@mantine/core";
import { useLenderProducts } from "lender-products/react";
import { useEffect } from "react";
import { stored } from "./stored";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { freshness: T } = TEXTS;
/** What is read aloud: only when the state changes, not with each second. */
const STATUS = {
  live: T.liveStatus,
  "catching-up": T.catchingUpStatus,
  offline: T.offlineStatus,
  stopped: T.stoppedStatus,
} as const;

/** When a position was last confirmed: a page that opens offline knows of its catalog only from here. */
const lastConfirmed = stored<{ readonly position: string; readonly at: number } | undefined>(
  "portal.as-of",
  (json) => {
    const { position, at } = (json ?? {}) as Record<string, unknown>;
    return typeof position === "string" && typeof at === "number" ? { position, at } : undefined;
  },
  undefined,
);

/** How fresh what is shown is, as the npm package proves it. */
export function Freshness() {
  const { freshness, asOf, position } = useLenderProducts();
  const words = useWords();
  const { state, since } = freshness;
  const hasCatalog = position !== undefined;
  const at = asOf?.getTime();
  useEffect(() => {
    if (position !== undefined && at !== undefined) lastConfirmed.set({ position, at });
  }, [position, at]);
  const kept = lastConfirmed.get();
  const confirmed = at ?? (kept?.position === position ? kept?.at : undefined);
  const time = confirmed === undefined ? T.unknownTime : words.time(confirmed);
  const text = {
    live: T.live(time),
    "catching-up": hasCatalog ? T.catchingUp(time) : T.catchingUpFirst,
    offline: hasCatalog ? T.offline(words.time(since), time) : T.offlineFirst(words.time(since)),
    stopped: T.stopped(time),
  }[state];
  return (
    <span className="freshness" data-state={state}>
      <span className="dot" aria-hidden="true" />
      <span>{text}</span>
      <VisuallyHidden role="status">{STATUS[state]}</VisuallyHidden>
    </span>
  );
}
