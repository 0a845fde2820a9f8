import type { Confirmation, Moment } from "../../src/clock.js";
import type { Draft, Effect, Event, Feed, State, Waiter, Where } from "../../src/state.js";
import { initially } from "../../src/state.js";
import { catalog } from "./catalogs.js";

/** What the cells of the tables are made of: a replica at version 5, live, at pull 7; it is 100 s after the beginning. */
export const moment = (seconds: number): Moment => ({ wall: seconds * 1000, monotonic: seconds * 1000 });
export const NOW = moment(100);
export const FRESH: Confirmation = { asked: NOW, age: 20 };
export const HELD = catalog(5);
export const PULL: Waiter = { wish: "pull" };
export const LATER_PULL: Waiter = { wish: "pull" };
export const FIRST: Waiter = { wish: "first" };

const live = (known: Partial<Draft> = {}): State => ({
  ...initially(NOW),
  catalog: HELD,
  confirmed: FRESH,
  freshness: { state: "live", since: 0, asOf: 99_980, reason: undefined },
  lastPull: 7,
  ...known,
});

export const idle = (known: Partial<Draft> = {}): State => live(known);
export const pulling = (known: Partial<Draft> = {}): State => live({ kind: "Pulling", asked: HELD, ...known });
export const taking = (cause: Draft["cause"], known: Partial<Draft> = {}): State =>
  live({ kind: "TakingSnapshot", cause, ...known });
export const closed = (): State => live({ kind: "Closed" });

export const EMPTY: Partial<Draft> = { catalog: undefined, confirmed: undefined };
export const KEPT: Partial<Draft> = { confirmed: undefined };
export const OFFLINE: Partial<Draft> = { trouble: "no route", failures: 1 };
export const DOUBTED: Partial<Draft> = { confirmed: undefined, mismatches: 1, doubted: true };
export const STOPPED: Partial<Draft> = { ...DOUBTED, mismatches: 2, trouble: "mismatch", failures: 1 };

export const open = (more: Partial<Feed> = {}): Feed => ({
  ...initially(moment(70)).feed,
  kind: "Open",
  connection: 3,
  heard: NOW,
  ...more,
});
/** With a live feed open on connection 3. */
export const FOLLOWING: Partial<Draft> = { feed: open() };

export const where = (at = HELD): Where => ({ position: at.position, digest: at.digest, confirmation: FRESH });

export const acknowledge = ({ position, digest } = HELD): Effect => ({
  type: "Send",
  frame: { type: "applied", position, digest },
});
export const pullWithin = (atLeast: number, jitter = 0): Effect => ({ type: "PullWithin", atLeast, jitter });
export const feedWithin = (atLeast: number, jitter = 0): Effect => ({ type: "FeedWithin", atLeast, jitter });
export const POLL = pullWithin(10_000);
export const PROBE = pullWithin(60_000);
export const askSince = (since: string): Effect => ({ type: "Ask", pull: 8, since });
export const askAll = (pull = 8): Effect => ({ type: "Ask", pull, since: undefined });
export const complete = (...waiters: Waiter[]): Effect => ({ type: "Complete", waiters });
export const refuse = (reason: string, ...waiters: Waiter[]): Effect => ({ type: "Fail", waiters, reason });

/** One case of one cell: what becomes of a state at an event. */
export interface Case {
  readonly name: string;
  readonly given: State;
  readonly when: Event;
  readonly becomes: (after: State) => void;
}
export const cell = ({ given, when }: Case) => `${given.kind} x ${when.type}`;
