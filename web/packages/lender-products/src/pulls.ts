import type { Catalog } from "./catalog.js";
import { backoff, type Confirmation, fresher } from "./clock.js";
import { feedWithin } from "./feed.js";
import { MISMATCH } from "./honesty.js";
import {
  type Cause,
  type Draft,
  everybody,
  FEED_RESYNC,
  isBroken,
  isFirst,
  type Waiter,
  type Waiters,
} from "./state.js";

// How a pull begins and ends, and who is answered by it.

/** How often to pull while the live feed does not carry. */
const POLL = 10_000;
/** While somebody waits for a first catalog. */
const EAGER_RETRY = 500;
/** While the replica is stopped with a problem. */
const PROBE = 60_000;

/** When the next pull is due; `jitter`: a random time up to this is added. */
export const pullWithin = ({ effects }: Draft, atLeast = POLL, jitter = 0) =>
  effects.push({ type: "PullWithin", atLeast, jitter });

/** Begins a pull that serves all who wait. */
export function begin(s: Draft) {
  s.waiting = everybody(s);
  s.queued = [];
  const cause = s.waiting.includes(FEED_RESYNC) && !s.outrun ? "ASKED_FOR" : undefined;
  ask(s, s.doubted ? "CONTRADICTED" : s.catalog ? cause : "NOTHING_YET");
}

/** @param cause why the whole catalog is asked for; without, what changed since our position */
export function ask(s: Draft, cause?: Cause) {
  s.kind = cause ? "TakingSnapshot" : "Pulling";
  s.cause = cause;
  s.asked = s.catalog;
  s.effects.push({ type: "Ask", pull: ++s.lastPull, since: cause ? undefined : s.catalog?.position });
}

/** The server is there, whatever it said of our catalog. */
export function reached(s: Draft) {
  s.trouble = undefined;
  s.failures = 0;
}

/**
 * After something that proves this catalog. An earlier word holds on for the same one only: what follows it need not
 * be younger, if PostgreSQL was put back meanwhile and no new epoch has begun yet.
 */
export function prove(s: Draft, catalog: Catalog, confirmation: Confirmation | undefined, mismatches = 0) {
  if (!s.catalog) feedWithin(s);
  reached(s);
  s.confirmed = fresher(confirmation, catalog === s.catalog ? s.confirmed : undefined, s.now);
  if (!s.confirmed) s.trouble = "The server does not know its age";
  s.catalog = catalog;
  s.mismatches = mismatches;
  s.doubted = s.outrun = false;
  report(s, catalog);
}

/** The running pull ended well. */
export function finish(s: Draft) {
  const isServed = (one: Waiter) => s.kind === "TakingSnapshot" || one !== FEED_RESYNC;
  answer(s, [...s.waiting.filter(isServed), ...s.queued.filter(isFirst)]);
  rest(s);
}

/** These get the catalog held, and wait no longer. */
export function answer(s: Draft, waiters: Waiters) {
  if (waiters.length) s.effects.push({ type: "Complete", waiters });
  dismiss(s, waiters);
}

/** These wait no longer. */
function dismiss(s: Draft, gone: Waiters) {
  const stays = (one: Waiter) => !gone.includes(one);
  s.waiting = s.waiting.filter(stays);
  s.queued = s.queued.filter(stays);
}

/** These get no catalog. */
export function refuse(s: Draft, waiters: Waiters, reason: string) {
  if (waiters.length) s.effects.push({ type: "Fail", waiters, reason });
  dismiss(s, waiters);
}

/** The running pull failed. */
export function fail(s: Draft, trouble: string) {
  s.trouble = trouble;
  s.failures++;
  refuse(
    s,
    s.waiting.filter(({ wish }) => wish === "pull" || isBroken(s)),
    trouble,
  );
  rest(s);
}

/**
 * Tells the server on the live feed what we applied, if it doesn't know yet. A request of its own, as other clients
 * make, would reach nobody: a Client App reports for itself.
 */
export function report(s: Draft, catalog: Catalog) {
  if (s.feed.kind !== "Open" || catalog.is(s.reported)) return;
  s.reported = { position: catalog.position, digest: catalog.digest };
  s.effects.push({ type: "Send", frame: { type: "applied", ...s.reported } });
}

/** A digest was not ours: once, the whole catalog is taken at once; again, it is a problem to report (P7). */
export function contradict(s: Draft) {
  reached(s);
  s.confirmed = undefined;
  s.mismatches = Math.min(s.mismatches, 1) + 1;
  s.doubted = true;
  if (isBroken(s)) fail(s, MISMATCH);
  else ask(s, "CONTRADICTED");
}

/** Who called during a pull gets one that starts after the call: now. Else the replica rests. */
function rest(s: Draft) {
  if (s.queued.length) return begin(s);
  s.kind = "Idle";
  if (isBroken(s)) pullWithin(s, PROBE);
  else if (s.waiting.some(isFirst)) pullWithin(s, 0, EAGER_RETRY);
  else if (s.failures) pullWithin(s, 0, Math.min(backoff(s.failures), POLL));
  else pullWithin(s);
}
