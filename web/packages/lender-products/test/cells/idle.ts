import { expect } from "vitest";
import { FEED_RESYNC } from "../../src/state.js";
import { came, changes, failed, gone, is, unchanged, word } from "../support/answers.js";
import { at, catalog, delta, WRONG } from "../support/catalogs.js";
import {
  askAll,
  askSince,
  type Case,
  complete,
  DOUBTED,
  EMPTY,
  FIRST,
  HELD,
  idle,
  KEPT,
  OFFLINE,
  PULL,
  refuse,
} from "../support/states.js";

/** What becomes of a replica that rests. */
export const IDLE: Case[] = [
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
    name: "P3 after an older snapshot our position is asked about, whatever is wished for",
    given: idle({ outrun: true, waiting: [FEED_RESYNC] }),
    when: { type: "PullDue" },
    becomes: (s) => is(s, "Pulling", askSince(at(5))),
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
