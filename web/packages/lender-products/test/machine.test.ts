import { describe, expect, it } from "vitest";
import { Catalog } from "../src/catalog.js";
import { freshnessAt } from "../src/honesty.js";
import { on } from "../src/machine.js";
import { type Answer, type CatalogEvent, FEED_RESYNC, type State } from "../src/state.js";
import { at, catalog, delta, FORKED, WRONG } from "./support/catalogs.js";
import {
  askAll,
  askSince,
  type Case,
  cell,
  closed,
  complete,
  DOUBTED,
  EMPTY,
  FIRST,
  FRESH,
  feedWithin,
  HELD,
  idle,
  KEPT,
  LATER_PULL,
  moment,
  NOW,
  OFFLINE,
  POLL,
  PROBE,
  PULL,
  pulling,
  pullWithin,
  refuse,
  STOPPED,
  taking,
} from "./support/states.js";

const came = (catalog: Catalog, pull = 7, claimed = catalog.digest): Answer => ({
  type: "SnapshotCame",
  pull,
  snapshot: { catalog, claimed },
  confirmation: FRESH,
});
const unchanged = (digest: string, pull = 7): Answer => ({ type: "Unchanged", pull, digest, confirmation: FRESH });
const changes = (delta: Parameters<Catalog["apply"]>[0], pull = 7): Answer => ({
  type: "Changes",
  pull,
  delta,
  confirmation: FRESH,
});
const gone: Answer = { type: "ResyncRequired", pull: 7 };
const failed: Answer = { type: "PullFailed", pull: 7, reason: "broken" };

const is = (after: State, kind: State["kind"], ...effects: State["effects"]) => {
  expect(after.kind).toBe(kind);
  expect(after.effects).toEqual(effects);
};
const word = (after: State) => after.freshness.state;
const holds = (after: State, what: Catalog) => expect(after.catalog?.is(what)).toBe(true);

const IDLE: Case[] = [
  {
    name: "asks what changed",
    given: idle(),
    when: { type: "PullDue" },
    becomes: (s) => {
      is(s, "Pulling", askSince(at(5)));
      expect(word(s)).toBe("live");
    },
  },
  {
    name: "without a catalog takes a snapshot",
    given: idle({ ...EMPTY, lastPull: 0 }),
    when: { type: "PullDue" },
    becomes: (s) => {
      is(s, "TakingSnapshot", askAll(1));
      expect(s.cause).toBe("NOTHING_YET");
    },
  },
  {
    name: "P7 a contradicted catalog is replaced, not asked about",
    given: idle(DOUBTED),
    when: { type: "PullDue" },
    becomes: (s) => {
      is(s, "TakingSnapshot", askAll());
      expect(s.cause).toBe("CONTRADICTED");
    },
  },
  {
    name: "pulls at once",
    given: idle(OFFLINE),
    when: { type: "Asked", waiter: PULL },
    becomes: (s) => {
      is(s, "Pulling", askSince(at(5)));
      expect(s.waiting).toEqual([PULL]);
      expect(word(s)).toBe("offline");
    },
  },
  {
    name: "a first catalog is there already",
    given: idle(KEPT),
    when: { type: "Asked", waiter: FIRST },
    becomes: (s) => is(s, "Idle", complete(FIRST)),
  },
  {
    name: "a first catalog is pulled for",
    given: idle(EMPTY),
    when: { type: "Asked", waiter: FIRST },
    becomes: (s) => {
      is(s, "TakingSnapshot", askAll());
      expect(s.waiting).toEqual([FIRST]);
    },
  },
  {
    name: "gives up",
    given: idle({ ...EMPTY, ...OFFLINE, waiting: [FIRST] }),
    when: { type: "DeadlinePassed", waiter: FIRST },
    becomes: (s) => {
      is(s, "Idle", refuse("no route", FIRST));
      expect(s.waiting).toEqual([]);
    },
  },
  {
    name: "who was answered has no deadline",
    given: idle({ waiting: [FIRST] }),
    when: { type: "DeadlinePassed", waiter: PULL },
    becomes: (s) => is(s, "Idle"),
  },
  {
    name: "all who wait are told",
    given: idle({ ...EMPTY, waiting: [FIRST] }),
    when: { type: "CloseAsked" },
    becomes: (s) => {
      is(s, "Closed", refuse("The replica was closed", FIRST));
      expect(word(s)).toBe("stopped");
    },
  },
  ...[unchanged(WRONG), changes(delta(5, 6)), came(catalog(9)), gone, failed].map(
    (when): Case => ({
      name: "an answer comes too late",
      given: idle(),
      when,
      becomes: (s) => {
        is(s, "Idle");
        expect(s.catalog).toBe(HELD);
      },
    }),
  ),
];

const contradicted = (s: State) => {
  is(s, "TakingSnapshot", askAll());
  expect(s.cause).toBe("CONTRADICTED");
  expect([s.catalog, s.confirmed]).toEqual([HELD, undefined]);
  expect(word(s)).toBe("catching-up");
};

const PULLING: Case[] = [
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
    name: "P5 the feed was faster",
    given: pulling({ catalog: catalog(6), waiting: [PULL] }),
    when: unchanged(WRONG),
    becomes: (s) => {
      holds(s, catalog(6));
      is(s, "Idle", complete(PULL), POLL);
    },
  },
  {
    name: "P5 the feed was faster",
    given: pulling({ catalog: catalog(6) }),
    when: changes(delta(5, 6)),
    becomes: (s) => {
      holds(s, catalog(6));
      is(s, "Idle", POLL);
    },
  },
];

const offline = (s: State) => {
  is(s, "Idle", refuse(s.trouble ?? "", PULL), pullWithin(0, 1000));
  expect(s.catalog).toBe(HELD);
  expect(word(s)).toBe("offline");
};

const TAKING: Case[] = [
  { name: "one runs", given: taking("GONE"), when: { type: "PullDue" }, becomes: (s) => is(s, "TakingSnapshot") },
  {
    name: "who asks now gets the next one",
    given: taking("GONE"),
    when: { type: "Asked", waiter: PULL },
    becomes: (s) => expect(s.queued).toEqual([PULL]),
  },
  {
    name: "nothing came in time",
    given: taking("NOTHING_YET", { ...EMPTY, waiting: [FIRST] }),
    when: { type: "DeadlinePassed", waiter: FIRST },
    becomes: (s) => is(s, "TakingSnapshot", refuse("There was no answer in time", FIRST)),
  },
  {
    name: "all who wait are told",
    given: taking("GONE", { waiting: [FIRST] }),
    when: { type: "CloseAsked" },
    becomes: (s) => is(s, "Closed", refuse("The replica was closed", FIRST)),
  },
  {
    name: "the first catalog starts the feed",
    given: taking("NOTHING_YET", { ...EMPTY, waiting: [FIRST] }),
    when: came(HELD),
    becomes: (s) => {
      is(s, "Idle", feedWithin(0), complete(FIRST), POLL);
      expect(word(s)).toBe("live");
    },
  },
  {
    name: "P6 an empty catalog is a catalog",
    given: taking("NOTHING_YET", { ...EMPTY, waiting: [FIRST] }),
    when: came(Catalog.of(at(3), [])),
    becomes: (s) => {
      expect(s.effects).toContainEqual(complete(FIRST));
      expect(s.catalog?.products).toEqual([]);
    },
  },
  {
    name: "the same catalog again is the same object",
    given: taking("ASKED_FOR", { waiting: [FEED_RESYNC] }),
    when: came(catalog(5)),
    becomes: (s) => {
      expect(s.catalog).toBe(HELD);
      is(s, "Idle", complete(FEED_RESYNC), POLL);
    },
  },
  {
    name: "P7 it replaces a contradicted one, and leaves a mark",
    given: taking("CONTRADICTED", DOUBTED),
    when: came(FORKED),
    becomes: (s) => {
      holds(s, FORKED);
      expect([s.mismatches, s.doubted, word(s)]).toEqual([1, false, "live"]);
    },
  },
  {
    name: "one that was stopped recovers",
    given: taking("CONTRADICTED", STOPPED),
    when: came(catalog(6)),
    becomes: (s) => expect(word(s)).toBe("live"),
  },
  {
    name: "P7 a wrong digest: once more",
    given: taking("GONE"),
    when: came(catalog(6), 7, WRONG),
    becomes: contradicted,
  },
  {
    name: "P7 twice in a row is a problem, no loop",
    given: taking("CONTRADICTED", { ...DOUBTED, waiting: [FIRST] }),
    when: came(catalog(6), 7, WRONG),
    becomes: (s) => {
      is(s, "Idle", refuse("The catalog does not match the server's digest", FIRST), PROBE);
      expect([s.catalog, word(s)]).toEqual([HELD, "stopped"]);
    },
  },
  {
    name: "P3 an older one of our epoch is refused",
    given: taking("ASKED_FOR", { waiting: [PULL] }),
    when: came(catalog(4)),
    becomes: offline,
  },
  {
    name: "P3 after a contradiction too, but then our position is asked about",
    given: taking("CONTRADICTED", { ...DOUBTED, waiting: [PULL] }),
    when: came(catalog(4)),
    becomes: (s) => expect([s.catalog, s.doubted]).toEqual([HELD, false]),
  },
  {
    name: "P3 after a 410 it is taken",
    given: taking("GONE"),
    when: came(catalog(4)),
    becomes: (s) => holds(s, catalog(4)),
  },
  {
    name: "P11 a word about one epoch says nothing of another",
    given: taking("GONE"),
    when: { ...came(catalog(2, "e2")), confirmation: undefined },
    becomes: (s) => expect([s.confirmed, word(s)]).toEqual([undefined, "offline"]),
  },
  {
    name: "another epoch is taken",
    given: taking("ASKED_FOR"),
    when: came(catalog(2, "e2")),
    becomes: (s) => holds(s, catalog(2, "e2")),
  },
  {
    name: "P6 the old catalog is served on",
    given: taking("GONE", { waiting: [PULL] }),
    when: failed,
    becomes: offline,
  },
  { name: "it cannot be gone", given: taking("GONE", { waiting: [PULL] }), when: gone, becomes: offline },
  {
    name: "no delta was asked for",
    given: taking("GONE", { waiting: [PULL] }),
    when: changes(delta(5, 6)),
    becomes: offline,
  },
  {
    name: "nothing was asked that could be unchanged",
    given: taking("GONE", { waiting: [PULL] }),
    when: unchanged(HELD.digest),
    becomes: offline,
  },
  {
    name: "one that was stopped stays so, probing slowly",
    given: taking("CONTRADICTED", STOPPED),
    when: failed,
    becomes: (s) => {
      is(s, "Idle", PROBE);
      expect(word(s)).toBe("stopped");
    },
  },
];

const EVENTS: Record<Exclude<CatalogEvent["type"], "Hello" | "Head" | "Changed" | "Resync" | "Lost">, CatalogEvent> = {
  PullDue: { type: "PullDue" },
  Asked: { type: "Asked", waiter: PULL },
  DeadlinePassed: { type: "DeadlinePassed", waiter: PULL },
  CloseAsked: { type: "CloseAsked" },
  Unchanged: unchanged(HELD.digest),
  Changes: changes(delta(5, 6)),
  SnapshotCame: came(catalog(6)),
  ResyncRequired: gone,
  PullFailed: failed,
};

const CLOSED: Case[] = Object.values(EVENTS).map((when) => ({
  name: when.type === "Asked" ? "is told" : "nothing",
  given: closed(),
  when,
  becomes: (s) => {
    is(s, "Closed", ...(when.type === "Asked" ? [refuse("The replica was closed", PULL)] : []));
    expect([s.catalog, word(s)]).toEqual([HELD, "stopped"]);
  },
}));

const CASES = [...IDLE, ...PULLING, ...TAKING, ...CLOSED];

it.each(CASES.map((one) => [`${cell(one)}: ${one.name}`, one] as const))("%s", (_, { given, when, becomes }) => {
  const before = { ...given };
  becomes(on(given, when, NOW));
  expect(given, "the step changed its own copy").toEqual(before);
});

it("every cell has a case", () => {
  const kinds: Record<State["kind"], true> = { Idle: true, Pulling: true, TakingSnapshot: true, Closed: true };
  const wanted = Object.keys(kinds).flatMap((kind) => Object.keys(EVENTS).map((event) => `${kind} x ${event}`));
  expect(new Set(CASES.map(cell))).toEqual(new Set(wanted));
});

describe("P11 freshness", () => {
  it("expires with time alone, by whichever clock says more", () => {
    const state = idle();
    expect(freshnessAt(state, moment(129.98)).state).toBe("live");
    const late = freshnessAt(state, moment(130));
    expect([late.state, late.since, late.asOf]).toEqual(["offline", 129_980, 99_980]);
    expect(freshnessAt(state, { wall: 100_000, monotonic: 131_000 }).state).toBe("offline");
    expect(freshnessAt(state, { wall: 131_000, monotonic: 100_000 }).state).toBe("offline");
    expect(freshnessAt(state, { wall: 50_000, monotonic: 101_000 }).state, "a clock set back").toBe("live");
  });

  it("keeps the beginning of a state that goes on", () => {
    const later = on(pulling(), unchanged(HELD.digest), moment(110));
    expect([later.freshness.state, later.freshness.since]).toEqual(["live", 0]);
  });
});
