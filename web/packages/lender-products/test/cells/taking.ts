import { expect } from "vitest";
import { Catalog } from "../../src/catalog.js";
import { FEED_RESYNC, type State } from "../../src/state.js";
import { came, changes, contradicted, failed, gone, holds, is, unchanged, word } from "../support/answers.js";
import { at, catalog, delta, FORKED, WRONG } from "../support/catalogs.js";
import {
  type Case,
  complete,
  DOUBTED,
  EMPTY,
  FIRST,
  feedWithin,
  HELD,
  POLL,
  PROBE,
  PULL,
  pullWithin,
  refuse,
  STOPPED,
  taking,
} from "../support/states.js";

const offline = (s: State) => {
  is(s, "Idle", refuse(s.trouble ?? "", PULL), pullWithin(0, 1000));
  expect(s.catalog).toBe(HELD);
  expect(word(s)).toBe("offline");
};

/** What becomes of a replica that asked for the whole catalog. */
export const TAKING: Case[] = [
  { name: "one runs", given: taking("GONE"), when: { type: "PullDue" }, becomes: (s) => is(s, "TakingSnapshot") },
  {
    name: "who asks now gets the next one",
    given: taking("GONE"),
    when: { type: "Asked", waiter: PULL },
    becomes: (s) => expect(s.queued).toEqual([PULL]),
  },
  {
    name: "a first catalog is there already",
    given: taking("GONE"),
    when: { type: "Asked", waiter: FIRST },
    becomes: (s) => is(s, "TakingSnapshot", complete(FIRST)),
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
    name: "P3 an older one: everything is still wished for",
    given: taking("ASKED_FOR", { waiting: [FEED_RESYNC] }),
    when: came(catalog(4)),
    becomes: (s) => expect([s.kind, s.outrun, s.waiting]).toEqual(["Idle", true, [FEED_RESYNC]]),
  },
  {
    name: "P3 after a contradiction too, but then our position is asked about",
    given: taking("CONTRADICTED", { ...DOUBTED, waiting: [PULL] }),
    when: came(catalog(4)),
    becomes: (s) => expect([s.catalog, s.doubted, s.outrun]).toEqual([HELD, false, true]),
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
