import type { Catalog } from "./catalog.js";
import type { Moment } from "./clock.js";
import { carries, onFeed } from "./feed.js";
import { freshnessAt } from "./honesty.js";
import { onNews, wake } from "./news.js";
import { answer, ask, begin, contradict, fail, finish, prove, pullWithin, reached, refuse, report } from "./pulls.js";
import { type Answer, type Draft, type Event, everybody, isFirst, type State } from "./state.js";

/**
 * The replica's whole behaviour: what becomes of a state at an event, and in `effects` what is to be done. Pure: the
 * steps change a copy of the state. SPEC.md, section 8, has the same table.
 */
export function on(before: State, event: Event, now: Moment): State {
  const s: Draft = { ...before, feed: { ...before.feed }, now, effects: [] };
  if (s.kind !== "Closed") step(s, event);
  else if (event.type === "Asked") refuse(s, [event.waiter], CLOSED);
  s.freshness = freshnessAt(s, now, freshnessAt(before, now));
  return s;
}

const CLOSED = "The replica was closed";

function step(s: Draft, event: Event) {
  switch (event.type) {
    case "TimerRang":
    case "Said":
    case "Malformed":
    case "Ended": {
      // The feed goes its own way, and what it brings for the catalog happens in the same step.
      const news = onFeed(s, event);
      if (news) onNews(s, news);
      return;
    }
    case "PullDue":
      if (s.kind !== "Idle") return;
      return carries(s) && !s.waiting.length && !s.trouble && !s.doubted ? pullWithin(s) : begin(s);
    case "Asked":
      return s.catalog && isFirst(event.waiter) ? answer(s, [event.waiter]) : wake(s, event.waiter);
    case "DeadlinePassed":
      return refuse(
        s,
        everybody(s).filter((one) => one === event.waiter),
        s.trouble ?? "There was no answer in time",
      );
    case "CloseAsked":
      s.kind = "Closed";
      return refuse(s, everybody(s), CLOSED);
    case "Unchanged":
    case "Changes":
    case "SnapshotCame":
    case "ResyncRequired":
    case "PullFailed":
      return s.kind !== "Idle" && event.pull === s.lastPull && answered(s, event);
    default:
      return onNews(s, event);
  }
}

function answered(s: Draft, event: Answer) {
  const { confirmation, type } = event;
  const held = s.catalog as Catalog;
  if (type === "PullFailed") return fail(s, event.reason);
  const isTaking = s.kind === "TakingSnapshot";
  if (isTaking && type === "SnapshotCame") {
    const { catalog, claimed } = event.snapshot;
    if (catalog.digest !== claimed) return contradict(s);
    if (s.cause !== "GONE" && held && catalog.isOlderThan(held)) {
      // The next pull asks from our position again: if the history was rewound, the answer is 410 (P3).
      s.doubted = false;
      s.outrun = true;
      return fail(s, "The server sent an older catalog");
    }
    // It mends the catalog but leaves a mark: a server that contradicts its own snapshots must not make us fetch
    // them in a loop (P7).
    prove(s, catalog.sharing(held), confirmation, Math.min(s.mismatches, 1));
    return finish(s);
  }
  if (isTaking || type === "SnapshotCame") return fail(s, "The server answered what was not asked");
  if (type === "ResyncRequired") {
    reached(s);
    return ask(s, "GONE");
  }
  const next = type === "Changes" ? held.apply(event.delta) : event.digest === held.digest ? held : "Duplicate";
  if (held.position !== s.asked?.position && (next === held || next === "Duplicate")) {
    // What the feed brought meanwhile came later than the catalog that this is about: no word on it.
    reached(s);
    report(s, held);
  } else {
    // We asked from our own position: whatever else comes is as wrong as a wrong digest.
    if (typeof next === "string") return contradict(s);
    prove(s, next, confirmation);
  }
  finish(s);
}
