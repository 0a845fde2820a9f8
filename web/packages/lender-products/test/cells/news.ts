import { expect } from "vitest";
import type { Confirmation } from "../../src/clock.js";
import { type Draft, FEED_PULL, FEED_RESYNC, type News, type State } from "../../src/state.js";
import { at, catalog, delta, WRONG } from "../support/catalogs.js";
import {
  acknowledge,
  askAll,
  askSince,
  type Case,
  closed,
  complete,
  DOUBTED,
  EMPTY,
  FIRST,
  FOLLOWING,
  FRESH,
  HELD,
  idle,
  KEPT,
  NOW,
  OFFLINE,
  PROBE,
  PULL,
  pulling,
  pullWithin,
  STOPPED,
  taking,
  where,
} from "../support/states.js";

const resting = (known: Partial<Draft> = {}) => idle({ ...FOLLOWING, ...known });
const busy = (known: Partial<Draft> = {}) => pulling({ ...FOLLOWING, ...known });
const all = (known: Partial<Draft> = {}) => taking("ASKED_FOR", { ...FOLLOWING, ...known });

const hello = (at = where()): News => ({ type: "Hello", where: at });
const head = (at = where()): News => ({ type: "Head", where: at });
const LATER: Confirmation = { asked: NOW, age: 3 };
const changed = (what = delta(5, 6), confirmation: Confirmation | undefined = LATER): News => ({
  type: "Changed",
  delta: what,
  confirmation,
});
const ELSEWHERE = where(catalog(6));
const CONTRADICTING = { ...where(), digest: WRONG };
const CORRUPT = { ...delta(5, 6), digest: WRONG };
const FOREIGN = { ...delta(5, 6), from: "e2:5", to: "e2:6" };

const nothing = (s: State) => {
  expect(s.effects).toEqual([]);
  expect(s.catalog).toBe(HELD);
};
const does =
  (...effects: State["effects"]) =>
  (s: State) =>
    expect(s.effects).toEqual(effects);
const snapshot = (s: State) => {
  expect(s.effects).toEqual([askAll()]);
  expect([s.kind, s.cause, s.catalog, s.freshness.state]).toEqual([
    "TakingSnapshot",
    "CONTRADICTED",
    HELD,
    "catching-up",
  ]);
};
const queues = (waiter: unknown) => (s: State) => {
  expect(s.effects).toEqual([]);
  expect(s.queued).toEqual([waiter]);
};

/** What the live feed's news do to the catalog. */
export const NEWS: Case[] = [
  {
    name: "P11 proves the catalog",
    given: resting(KEPT),
    when: hello(),
    becomes: (s) => {
      does(acknowledge())(s);
      expect(s.freshness.state).toBe("live");
    },
  },
  {
    name: "ends an outage",
    given: resting(OFFLINE),
    when: hello(),
    becomes: (s) => expect([s.freshness.state, s.failures]).toEqual(["live", 0]),
  },
  {
    name: "a new connection is told, whoever else was",
    given: resting({ reported: { position: HELD.position, digest: HELD.digest } }),
    when: hello(),
    becomes: does(acknowledge()),
  },
  { name: "the way elsewhere follows", given: resting(), when: hello(ELSEWHERE), becomes: nothing },
  { name: "P7 another digest", given: resting(), when: hello(CONTRADICTING), becomes: snapshot },
  { name: "proves it during a pull", given: busy(), when: hello(), becomes: does(acknowledge()) },
  { name: "P7 another digest", given: busy(), when: hello(CONTRADICTING), becomes: snapshot },
  { name: "a snapshot decides", given: all(), when: hello(CONTRADICTING), becomes: nothing },

  {
    name: "P11 confirms",
    given: resting({ confirmed: { asked: NOW, age: 9_000 } }),
    when: head(),
    becomes: (s) => expect(s.confirmed).toBe(FRESH),
  },
  { name: "P4 something is missing", given: resting(), when: head(ELSEWHERE), becomes: does(askSince(at(5))) },
  { name: "a server that lags proves nothing", given: resting(), when: head(where(catalog(4))), becomes: nothing },
  { name: "P7 another digest", given: resting(), when: head(CONTRADICTING), becomes: snapshot },
  {
    name: "P7 again is a problem, not a loop",
    given: resting({ mismatches: 1 }),
    when: head(CONTRADICTING),
    becomes: (s) => {
      does(PROBE)(s);
      expect([s.kind, s.freshness.state]).toEqual(["Idle", "stopped"]);
    },
  },
  {
    name: "P11 a contradicted catalog is not proven by repeating",
    given: resting(DOUBTED),
    when: head(),
    becomes: nothing,
  },
  { name: "P7 another digest during a pull", given: busy(), when: head(CONTRADICTING), becomes: snapshot },
  { name: "P4 a pull follows the one that runs", given: busy(), when: head(ELSEWHERE), becomes: queues(FEED_PULL) },
  { name: "a snapshot decides", given: all(), when: head(CONTRADICTING), becomes: nothing },

  {
    name: "P5 a delta that fits",
    given: resting(),
    when: changed(),
    becomes: (s) => {
      does(acknowledge(catalog(6)))(s);
      expect(s.catalog?.is(catalog(6))).toBe(true);
      expect(s.confirmed, "P11 by the word on its connection").toBe(LATER);
    },
  },
  {
    name: "P5 a wider one is right too",
    given: resting(),
    when: changed(delta(2, 7)),
    becomes: (s) => expect(s.catalog?.is(catalog(7))).toBe(true),
  },
  {
    name: "P11 an earlier word does not hold for what follows",
    given: resting(),
    when: { ...changed(), confirmation: undefined } as News,
    becomes: (s) => expect([s.confirmed, s.freshness.state]).toEqual([undefined, "offline"]),
  },
  { name: "P5 a duplicate", given: resting(), when: changed(delta(3, 5)), becomes: nothing },
  {
    name: "P5 a gap is closed by a pull",
    given: resting(),
    when: changed(delta(6, 7)),
    becomes: does(askSince(at(5))),
  },
  { name: "P5 another epoch", given: resting(), when: changed(FOREIGN), becomes: does(askSince(at(5))) },
  { name: "P7 a wrong digest", given: resting(), when: changed(CORRUPT), becomes: snapshot },
  { name: "P7 nothing is built on what was contradicted", given: resting(DOUBTED), when: changed(), becomes: nothing },
  {
    name: "without a catalog there is nothing to change",
    given: resting(EMPTY),
    when: changed(),
    becomes: (s) => expect(s.catalog).toBeUndefined(),
  },
  {
    name: "P5 fits during a pull",
    given: busy({ waiting: [PULL, FIRST] }),
    when: changed(),
    becomes: (s) => {
      does(acknowledge(catalog(6)), complete(FIRST))(s);
      expect([s.kind, s.waiting]).toEqual(["Pulling", [PULL]]);
    },
  },
  { name: "P5 a gap", given: busy(), when: changed(delta(6, 7)), becomes: queues(FEED_PULL) },
  { name: "P7 a wrong digest", given: busy(), when: changed(CORRUPT), becomes: snapshot },
  { name: "P3 waits for the snapshot", given: all(), when: changed(), becomes: queues(FEED_PULL) },

  { name: "pulls", given: resting(), when: { type: "Resync", full: false }, becomes: does(askSince(at(5))) },
  {
    name: "takes everything",
    given: resting(),
    when: { type: "Resync", full: true },
    becomes: (s) => {
      does(askAll())(s);
      expect([s.cause, s.waiting]).toEqual(["ASKED_FOR", [FEED_RESYNC]]);
    },
  },
  { name: "a pull that runs is enough", given: busy(), when: { type: "Resync", full: false }, becomes: nothing },
  {
    name: "P7 everything is asked for after the frame",
    given: busy(),
    when: { type: "Resync", full: true },
    becomes: queues(FEED_RESYNC),
  },
  { name: "a snapshot that runs is enough", given: all(), when: { type: "Resync", full: false }, becomes: nothing },
  {
    name: "P10 a storm of them is one",
    given: all({ queued: [FEED_RESYNC] }),
    when: { type: "Resync", full: true },
    becomes: queues(FEED_RESYNC),
  },

  { name: "P4 a pull comes soon", given: resting(), when: { type: "Lost" }, becomes: does(pullWithin(0, 1000)) },
  { name: "one that failed has its time", given: resting(OFFLINE), when: { type: "Lost" }, becomes: nothing },
  {
    name: "P7 one that is stopped is probed slowly",
    given: resting(STOPPED),
    when: { type: "Lost" },
    becomes: nothing,
  },
  { name: "a pull runs", given: busy(), when: { type: "Lost" }, becomes: nothing },
  { name: "a pull runs", given: all(), when: { type: "Lost" }, becomes: nothing },

  ...[hello(), head(), changed(), { type: "Resync", full: true } as const, { type: "Lost" } as const].map(
    (when): Case => ({ name: "over", given: closed(), when, becomes: nothing }),
  ),
];
