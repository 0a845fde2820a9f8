import { expect } from "vitest";
import { FEED_RESYNC } from "../../src/state.js";
import { came, changes, contradicted, failed, gone, holds, is, unchanged, word } from "../support/answers.js";
import { catalog, delta, WRONG } from "../support/catalogs.js";
import {
  acknowledge,
  askAll,
  type Case,
  complete,
  FIRST,
  FOLLOWING,
  HELD,
  KEPT,
  LATER_PULL,
  NOW,
  OFFLINE,
  POLL,
  PROBE,
  PULL,
  pulling,
  pullWithin,
  refuse,
} from "../support/states.js";

/** What becomes of a replica that asked what changed. */
export const PULLING: Case[] = [
  { name: "one runs", given: pulling(), when: { type: "PullDue" }, becomes: (s) => is(s, "Pulling") },
  {
    name: "who asks now gets the next one",
    given: pulling({ waiting: [PULL] }),
    when: { type: "Asked", waiter: LATER_PULL },
    becomes: (s) => {
      is(s, "Pulling");
      expect(s.queued).toEqual([LATER_PULL]);
    },
  },
  {
    name: "a first catalog is there already",
    given: pulling(),
    when: { type: "Asked", waiter: FIRST },
    becomes: (s) => is(s, "Pulling", complete(FIRST)),
  },
  {
    name: "a queued one gives up",
    given: pulling({ queued: [FIRST] }),
    when: { type: "DeadlinePassed", waiter: FIRST },
    becomes: (s) => is(s, "Pulling", refuse("There was no answer in time", FIRST)),
  },
  {
    name: "all who wait are told",
    given: pulling({ waiting: [PULL], queued: [LATER_PULL] }),
    when: { type: "CloseAsked" },
    becomes: (s) => is(s, "Closed", refuse("The replica was closed", PULL, LATER_PULL)),
  },
  {
    name: "P11 proves the catalog",
    given: pulling({ ...KEPT, ...OFFLINE, waiting: [PULL] }),
    when: unchanged(HELD.digest),
    becomes: (s) => {
      is(s, "Idle", complete(PULL), POLL);
      expect(word(s)).toBe("live");
      expect(s.failures).toBe(0);
    },
  },
  {
    name: "P11 without an age nothing is live",
    given: pulling(KEPT),
    when: { ...unchanged(HELD.digest), confirmation: undefined },
    becomes: (s) => expect(word(s)).toBe("offline"),
  },
  {
    name: "P11 an old age is not live",
    given: pulling(KEPT),
    when: { ...unchanged(HELD.digest), confirmation: { asked: NOW, age: 30_001 } },
    becomes: (s) => {
      expect(word(s)).toBe("offline");
      expect(s.freshness.since).toBe(NOW.wall - 1);
    },
  },
  {
    name: "who asked meanwhile gets a pull now",
    given: pulling({ waiting: [PULL], queued: [LATER_PULL, FEED_RESYNC] }),
    when: unchanged(HELD.digest),
    becomes: (s) => {
      is(s, "TakingSnapshot", complete(PULL), askAll());
      expect(s.waiting).toEqual([LATER_PULL, FEED_RESYNC]);
    },
  },
  {
    name: "an answer to another pull is too late",
    given: pulling(),
    when: unchanged(WRONG, 6),
    becomes: (s) => is(s, "Pulling"),
  },
  { name: "P7 another digest at our position", given: pulling(), when: unchanged(WRONG), becomes: contradicted },
  {
    name: "a delta that fits",
    given: pulling({ waiting: [PULL] }),
    when: changes(delta(5, 6)),
    becomes: (s) => {
      holds(s, catalog(6));
      is(s, "Idle", complete(PULL), POLL);
    },
  },
  {
    name: "P11 an earlier word does not hold for what follows",
    given: pulling(),
    when: { ...changes(delta(5, 6)), confirmation: undefined },
    becomes: (s) => expect([s.confirmed, word(s)]).toEqual([undefined, "offline"]),
  },
  {
    name: "P5 a wider one is right too",
    given: pulling(),
    when: changes(delta(3, 8)),
    becomes: (s) => holds(s, catalog(8)),
  },
  ...[{ ...delta(5, 6), digest: WRONG }, delta(6, 7), delta(3, 4), { ...delta(5, 6), from: "e2:5", to: "e2:6" }].map(
    (wrong): Case => ({ name: "P7 what does not fit", given: pulling(), when: changes(wrong), becomes: contradicted }),
  ),
  {
    name: "P7 twice in a row is a problem, no loop",
    given: pulling({ mismatches: 1, waiting: [PULL, FIRST] }),
    when: unchanged(WRONG),
    becomes: (s) => {
      is(s, "Idle", refuse("The catalog does not match the server's digest", PULL, FIRST), PROBE);
      expect(word(s)).toBe("stopped");
    },
  },
  {
    name: "P6 410: a snapshot, the old catalog stays",
    given: pulling({ waiting: [PULL] }),
    when: gone,
    becomes: (s) => {
      is(s, "TakingSnapshot", askAll());
      expect([s.cause, s.catalog, s.waiting]).toEqual(["GONE", HELD, [PULL]]);
      expect(word(s)).toBe("catching-up");
    },
  },
  {
    name: "a snapshot was not asked for",
    given: pulling(),
    when: came(catalog(9)),
    becomes: (s) => {
      expect(s.catalog).toBe(HELD);
      expect(word(s)).toBe("offline");
    },
  },
  {
    name: "offline, serving on",
    given: pulling({ waiting: [PULL] }),
    when: failed,
    becomes: (s) => {
      is(s, "Idle", refuse("broken", PULL), pullWithin(0, 1000));
      expect([s.catalog, s.freshness.reason]).toEqual([HELD, "broken"]);
    },
  },
  {
    name: "never later than the poll",
    given: pulling({ failures: 40 }),
    when: failed,
    becomes: (s) => is(s, "Idle", pullWithin(0, 10_000)),
  },
  {
    name: "P5 P11 the feed was faster: no word on the newer catalog, for or against it",
    given: pulling({ catalog: catalog(6), confirmed: undefined, waiting: [PULL] }),
    when: unchanged(WRONG),
    becomes: (s) => {
      holds(s, catalog(6));
      is(s, "Idle", complete(PULL), POLL);
      expect(s.confirmed).toBeUndefined();
    },
  },
  {
    name: "P4 the feed was faster, and whoever listens since is told",
    given: pulling({ ...FOLLOWING, catalog: catalog(6) }),
    when: unchanged(HELD.digest),
    becomes: (s) => is(s, "Idle", acknowledge(catalog(6)), POLL),
  },
  {
    name: "P5 P11 the feed was faster: no word on the newer catalog",
    given: pulling({ catalog: catalog(6), confirmed: undefined }),
    when: changes(delta(5, 6)),
    becomes: (s) => {
      holds(s, catalog(6));
      is(s, "Idle", POLL);
      expect(s.confirmed).toBeUndefined();
    },
  },
];
