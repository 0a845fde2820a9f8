import { ageAt, asOf, LIVE_FOR, type Moment } from "./clock.js";
import { type Freshness, isBroken, type State } from "./state.js";

export const MISMATCH = "The catalog does not match the server's digest";

/**
 * How fresh a replica is at a moment (P11). Live is the one thing that ends by itself, as time passes, so it is
 * judged whenever it is read.
 *
 * @param before as it was: a state that goes on keeps its beginning
 */
export function freshnessAt(state: State, now: Moment, before: Freshness = state.freshness): Freshness {
  const { catalog, confirmed, trouble, kind } = state;
  const word = (word: Freshness["state"], reason?: string, since = now.wall): Freshness => ({
    state: word,
    since: word === before.state ? before.since : since,
    asOf: confirmed && asOf(confirmed),
    reason,
  });
  if (kind === "Closed") return word("stopped", "closed");
  if (isBroken(state)) return word("stopped", MISMATCH);
  if (trouble) return word("offline", trouble);
  const isBehind = kind === "TakingSnapshot" && state.cause !== "ASKED_FOR";
  if (!catalog || !confirmed || isBehind) return word("catching-up");
  return ageAt(confirmed, now) <= LIVE_FOR
    ? word("live")
    : word("offline", "PostgreSQL has not confirmed it for 30 s", Math.min(asOf(confirmed) + LIVE_FOR, now.wall));
}
