import { hasReached } from "./position.js";
import { answer, begin, contradict, prove, pullWithin } from "./pulls.js";
import { type Draft, everybody, FEED_PULL, FEED_RESYNC, isBroken, isFirst, type News, type Waiter } from "./state.js";

/** What the live feed's news do to the catalog. Whatever does not fit ends in a pull. */
export function onNews(s: Draft, news: News) {
  const { catalog, kind } = s;
  const { type } = news;
  const isIdle = kind === "Idle";
  // Whoever listens now has heard nothing of what we applied.
  if (type === "Hello" || type === "Resync" || type === "Lost") s.reported = undefined;
  if (type === "Resync") {
    // A pull under way ends in telling where we are. A whole catalog, though, must be asked for after the frame.
    if (news.full) wake(s, FEED_RESYNC);
    else if (isIdle) begin(s);
  } else if (type === "Lost") {
    // One that failed has its time already, and a broken one is probed slowly.
    if (isIdle && !s.failures && !isBroken(s)) pullWithin(s, 0, 1000);
  } else if (kind === "TakingSnapshot") {
    // What it will bring is not known yet, so whatever the feed says is looked into afterwards.
    if (type === "Changed") wake(s, FEED_PULL);
  } else if (catalog && !s.doubted) {
    if (type === "Changed") return changed(s, news);
    const { position, digest, confirmation } = news.where;
    if (position === catalog.position) {
      if (digest !== catalog.digest) return contradict(s);
      prove(s, catalog, confirmation);
      // After a hello the way there follows by itself.
    } else if (type === "Head" && !hasReached(catalog.position, position)) wake(s, FEED_PULL);
  }
}

function changed(s: Draft, { delta, confirmation }: News & { type: "Changed" }) {
  const next = s.catalog?.apply(delta);
  if (next === "DigestMismatch") return contradict(s);
  if (typeof next === "string") return next === "Duplicate" || wake(s, FEED_PULL);
  if (!next) return;
  prove(s, next, confirmation);
  answer(s, everybody(s).filter(isFirst));
}

/** A pull that begins after now, for this waiter too; the feed's own wishes wait once. */
export function wake(s: Draft, waiter: Waiter) {
  if (!s.queued.includes(waiter)) s.queued = [...s.queued, waiter];
  if (s.kind === "Idle") begin(s);
}
