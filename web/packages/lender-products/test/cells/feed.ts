import { expect } from "vitest";
import { carries } from "../../src/feed.js";
import type { Effect, Feed, FeedEvent, State } from "../../src/state.js";
import type { Frame } from "../../src/wire.js";
import { delta } from "../support/catalogs.js";
import { EMPTY, FRESH, feedWithin, HELD, type idle, moment, NOW, open } from "../support/states.js";

/** It is 100 s after the beginning, the connection is number 3. */
const BEGUN = moment(70);
const DOWN: Feed = open({ kind: "Down", failures: 2, word: FRESH });
const CONNECTING: Feed = open({ kind: "Connecting", failures: 2, anchor: BEGUN, pinged: BEGUN });
const FRESHLY_OPEN: Feed = open({ failures: 2, anchor: BEGUN, pinged: BEGUN });
const PROVEN: Feed = open();

const where = { position: HELD.position, digest: HELD.digest, ageMillis: 40 };
export const FRAMES = {
  Hello: { type: "hello", ...where },
  Change: { type: "delta", delta: delta(5, 6) },
  Heartbeat: { type: "heartbeat", ...where },
  Resync: { type: "resync", full: true },
  Goodbye: { type: "goodbye", reconnectAfterMillis: 2_000 },
  Unknown: { type: "unknown" },
} as const satisfies Record<string, Frame>;
/** What SPEC's table calls a frame that came. */
const NAMES: Record<Frame["type"], keyof typeof FRAMES> = {
  hello: "Hello",
  delta: "Change",
  heartbeat: "Heartbeat",
  resync: "Resync",
  goodbye: "Goodbye",
  unknown: "Unknown",
};

const said = (frame: Frame, connection = 3): FeedEvent => ({ type: "Said", connection, frame });
const RANG: FeedEvent = { type: "TimerRang" };
const MALFORMED: FeedEvent = { type: "Malformed", connection: 3 };
const ENDED: FeedEvent = { type: "Ended", connection: 3 };
const DISCONNECT: Effect = { type: "Disconnect" };
const ping = (n: number): Effect => ({ type: "Send", frame: { type: "ping", n } });

export interface FeedCase {
  readonly name: string;
  readonly given: Feed;
  readonly when: FeedEvent;
  readonly becomes: (feed: Feed, effects: readonly Effect[], after: State) => void;
  readonly known?: Parameters<typeof idle>[0];
}
const kindOf = (event: FeedEvent) => (event.type === "Said" ? NAMES[event.frame.type] : event.type);
export const feedCell = ({ given, when }: FeedCase) => `${given.kind} x ${kindOf(when)}`;

/** The feed's own effects: what its news do to the catalog is another table's. */
export const own = (effects: readonly Effect[]) =>
  effects.filter(
    ({ type, ...more }) =>
      ["Connect", "Disconnect", "FeedWithin"].includes(type) || ("frame" in more && more.frame.type === "ping"),
  );
const unmoved = (feed: Feed, effects: readonly Effect[]) => {
  expect(effects).toEqual([]);
  expect(feed.kind).not.toBe("Connecting");
};
const hungUp = (feed: Feed, effects: readonly Effect[]) => {
  expect([feed.kind, feed.failures]).toEqual(["Down", 3]);
  expect(effects).toEqual([DISCONNECT, feedWithin(0, 4000)]);
};
const lost = (_: Feed, effects: readonly Effect[], after: State) => {
  expect(effects.slice(-1)).toEqual([feedWithin(0, 1000)]);
  expect(after.effects.slice(-1), "the catalog hears of it").toEqual([
    { type: "PullWithin", atLeast: 0, jitter: 1000 },
  ]);
};

/** What becomes of the live feed. */
export const FEED: FeedCase[] = [
  {
    name: "connects",
    given: DOWN,
    when: RANG,
    becomes: (feed, effects) => {
      expect([feed.kind, feed.connection, feed.failures, feed.anchor]).toEqual(["Connecting", 4, 2, NOW]);
      expect(feed.word, "P11 what was said on another connection").toBeUndefined();
      expect(effects).toEqual([{ type: "Connect" }, feedWithin(10_000)]);
    },
  },
  { name: "has nowhere to begin", given: DOWN, when: RANG, known: EMPTY, becomes: unmoved },
  ...[...Object.values(FRAMES).map((frame) => said(frame)), MALFORMED, ENDED].map(
    (when): FeedCase => ({ name: "too late", given: DOWN, when, becomes: unmoved }),
  ),

  ...Object.values(FRAMES)
    .filter(({ type }) => type !== "hello")
    .map(
      (frame): FeedCase => ({
        name: "nothing comes before the hello",
        given: CONNECTING,
        when: said(frame),
        becomes: hungUp,
      }),
    ),
  {
    name: "P11 ages count from the request",
    given: CONNECTING,
    when: said(FRAMES.Hello),
    becomes: (feed, effects, after) => {
      expect([feed.kind, feed.failures, feed.word]).toEqual(["Open", 2, { asked: BEGUN, age: 40 }]);
      expect(effects).toEqual([feedWithin(5_000)]);
      expect(after.confirmed).toEqual({ asked: BEGUN, age: 40 });
    },
    known: { confirmed: undefined },
  },
  { name: "no hello in time", given: CONNECTING, when: RANG, becomes: hungUp },
  { name: "no frame", given: CONNECTING, when: MALFORMED, becomes: hungUp },
  {
    name: "backs off",
    given: CONNECTING,
    when: ENDED,
    becomes: (feed, effects) => {
      expect([feed.kind, feed.failures]).toEqual(["Down", 3]);
      expect(effects).toEqual([feedWithin(0, 4000)]);
    },
  },

  {
    name: "looks again",
    given: open({ pinged: moment(91) }),
    when: RANG,
    becomes: (_, effects) => expect(effects).toEqual([feedWithin(5_000)]),
  },
  {
    name: "pings every 10 s",
    given: open({ pinged: moment(90), pings: 1 }),
    when: RANG,
    becomes: (feed, effects) => {
      expect([feed.pings, feed.unanswered, feed.pinged]).toEqual([2, 2, NOW]);
      expect(effects).toEqual([ping(2), feedWithin(5_000)]);
    },
  },
  {
    name: "one ping at a time",
    given: open({ pinged: moment(80), pings: 1, unanswered: 1 }),
    when: RANG,
    becomes: (_, effects) => expect(effects).toEqual([feedWithin(5_000)]),
  },
  { name: "P4 a phantom is found", given: open({ heard: moment(74) }), when: RANG, becomes: lost },
  {
    name: "P11 an answer counts from its ping",
    given: open({ failures: 2, pinged: moment(95), pings: 1, unanswered: 1 }),
    when: said({ ...FRAMES.Heartbeat, n: 1 }),
    becomes: (feed, effects, after) => {
      expect([feed.failures, feed.unanswered, effects]).toEqual([0, undefined, []]);
      expect(after.confirmed).toEqual({ asked: moment(95), age: 40 });
      expect(carries({ ...after, now: moment(114.9) })).toBe(true);
      expect(carries({ ...after, now: moment(115) }), "40 ms are in it").toBe(false);
    },
    known: { confirmed: undefined },
  },
  {
    name: "P11 any other counts from the last answer",
    given: open({ failures: 2, anchor: BEGUN, pinged: moment(95), pings: 1, unanswered: 1 }),
    when: said({ ...FRAMES.Heartbeat, n: 9 }),
    becomes: (feed, effects, after) => {
      expect([feed.failures, effects]).toEqual([2, []]);
      expect(after.confirmed).toEqual({ asked: BEGUN, age: 40 });
    },
    known: { confirmed: undefined },
  },
  {
    name: "an unasked one is asked about",
    given: FRESHLY_OPEN,
    when: said(FRAMES.Heartbeat),
    becomes: (_, effects) => expect(effects).toEqual([ping(1)]),
  },
  {
    name: "P10 once a second",
    given: open({ pinged: NOW, pings: 1 }),
    when: said(FRAMES.Heartbeat),
    becomes: (_, effects) => expect(effects).toEqual([]),
  },
  {
    name: "P11 an old word does not carry, however new the frame",
    given: open({ pinged: NOW, pings: 1, unanswered: 1 }),
    when: said({ ...FRAMES.Heartbeat, n: 1, ageMillis: 20_000 }),
    becomes: (_, __, after) => expect(carries(after)).toBe(false),
  },
  {
    name: "P11 a frame without an age takes nothing back",
    given: open({ word: FRESH }),
    when: said({ ...FRAMES.Heartbeat, ageMillis: undefined }),
    becomes: (feed) => expect(feed.word).toBe(FRESH),
  },
  {
    name: "P11 an age of null is none",
    given: FRESHLY_OPEN,
    when: said({ ...FRAMES.Heartbeat, ageMillis: null } as never),
    becomes: (_, __, after) => expect([after.confirmed, after.freshness.state]).toEqual([undefined, "offline"]),
    known: { confirmed: undefined },
  },
  {
    name: "P11 without an age nothing is confirmed",
    given: FRESHLY_OPEN,
    when: said({ ...FRAMES.Heartbeat, ageMillis: undefined }),
    becomes: (_, __, after) => expect(after.freshness.state).toBe("offline"),
    known: { confirmed: undefined },
  },
  {
    name: "P11 is told, with the last word of this connection",
    given: open({ word: FRESH }),
    when: said(FRAMES.Change),
    becomes: (_, __, after) => expect([after.catalog?.position, after.confirmed]).toEqual(["e1:6", FRESH]),
  },
  {
    name: "P11 is told, and an earlier connection's word holds no more",
    given: PROVEN,
    when: said(FRAMES.Change),
    becomes: (_, __, after) => expect([after.catalog?.position, after.confirmed]).toEqual(["e1:6", undefined]),
  },
  {
    name: "is told",
    given: PROVEN,
    when: said(FRAMES.Resync),
    becomes: (feed, _, after) => expect([feed.resyncs, after.cause]).toEqual([1, "ASKED_FOR"]),
  },
  { name: "P10 a storm ends the connection", given: open({ resyncs: 20 }), when: said(FRAMES.Resync), becomes: lost },
  {
    name: "comes back when told, and nothing is wrong",
    given: PROVEN,
    when: said(FRAMES.Goodbye),
    becomes: (_, effects, after) => {
      expect(effects).toEqual([DISCONNECT, feedWithin(2_000)]);
      expect(after.effects).toEqual(effects);
    },
  },
  {
    name: "P10 no later than in a minute",
    given: PROVEN,
    when: said({ type: "goodbye", reconnectAfterMillis: 1e9 }),
    becomes: (_, effects) => expect(effects).toEqual([DISCONNECT, feedWithin(60_000)]),
  },
  {
    name: "P10 of no use, backs off",
    given: FRESHLY_OPEN,
    when: said({ type: "goodbye", reconnectAfterMillis: 0 }),
    becomes: hungUp,
  },
  { name: "the first one counts", given: PROVEN, when: said(FRAMES.Hello), becomes: unmoved },
  { name: "is for the future", given: PROVEN, when: said(FRAMES.Unknown), becomes: unmoved },
  { name: "is lost", given: PROVEN, when: MALFORMED, becomes: lost },
  { name: "is lost", given: PROVEN, when: ENDED, becomes: lost },

  ...[said(FRAMES.Hello, 2), { ...MALFORMED, connection: 2 }, { ...ENDED, connection: 2 }].flatMap((when): FeedCase[] =>
    [CONNECTING, PROVEN].map((given) => ({
      name: "an earlier connection says it",
      given,
      when,
      becomes: (feed, effects) => expect([feed.kind, effects]).toEqual([given.kind, []]),
    })),
  ),
];
