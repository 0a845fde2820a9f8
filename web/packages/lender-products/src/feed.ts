import { ageAt, backoff, since } from "./clock.js";
import type { Draft, FeedEvent, News, State, Where } from "./state.js";
import type { Frame } from "./wire.js";

/** By when the server must have said hello. */
const GREETING = 10_000;
/** How often an open connection is looked after. */
const TICK = 5_000;
/** A connection on which nothing came for so long is dead, whatever the browser says. */
const SILENCE = 25_000;
const PING_EVERY = 10_000;
/** How soon after a ping an unasked heartbeat is answered with the next one. */
const PING_AGAIN = 1_000;
/** The longest that a server can send us away. */
const LONGEST_PAUSE = 60_000;
/** A server that sends us to pull more often than this on one connection is not followed any further on it. */
const MAX_RESYNCS = 20;
/** When PostgreSQL's word on the feed is older than this, pulls take its place. */
const TRUSTED = 20_000;

/** Whether the feed itself keeps the replica live at present, so that polling is of no use. */
export const carries = ({ feed, now }: State): boolean =>
  feed.kind === "Open" && !!feed.word && ageAt(feed.word, now) < TRUSTED;

/** When to look after the feed again; `jitter`: a random time up to this is added. */
export const feedWithin = ({ effects }: Draft, atLeast = 0, jitter = 0) =>
  effects.push({ type: "FeedWithin", atLeast, jitter });

/** What the live feed does at each event in each of its states, and what the catalog should hear of it. */
export function onFeed(s: Draft, event: FeedEvent): News | undefined {
  const { feed, now } = s;
  const { kind } = feed;
  if (event.type === "TimerRang") return timer(s);
  if (kind === "Down" || event.connection !== feed.connection) return;
  if (event.type === "Ended") return over(s);
  if (event.type === "Malformed") return hangUp(s);
  const { frame } = event;
  feed.heard = now;
  if (kind === "Open") return said(s, frame);
  // Nothing may come before the hello.
  if (frame.type !== "hello") return hangUp(s);
  feed.kind = "Open";
  feedWithin(s, TICK);
  return { type: "Hello", where: where(s, frame) };
}

function timer(s: Draft): News | undefined {
  const { feed, now } = s;
  if (feed.kind === "Down") {
    // Without a catalog there is nowhere to begin.
    if (!s.catalog) return;
    s.effects.push({ type: "Connect" });
    feedWithin(s, GREETING);
    feed.kind = "Connecting";
    feed.connection++;
    feed.anchor = feed.pinged = now;
    feed.unanswered = feed.word = undefined;
    feed.pings = feed.resyncs = 0;
    return;
  }
  if (feed.kind === "Connecting" || since(now, feed.heard) > SILENCE) return hangUp(s);
  if (!feed.unanswered && since(now, feed.pinged) >= PING_EVERY) ping(s);
  feedWithin(s, TICK);
}

function ping({ feed, now, effects }: Draft) {
  const n = ++feed.pings;
  feed.unanswered = n;
  feed.pinged = now;
  effects.push({ type: "Send", frame: { type: "ping", n } });
}

function said(s: Draft, frame: Frame): News | undefined {
  switch (frame.type) {
    case "delta":
      return { type: "Changed", delta: frame.delta, confirmation: s.feed.word };
    case "heartbeat":
      return heartbeat(s, frame);
    case "resync":
      return s.feed.resyncs++ < MAX_RESYNCS ? { type: "Resync", full: frame.full === true } : hangUp(s);
    case "goodbye":
      // Nothing is wrong, so the catalog need not hear of it.
      hangUp(s, frame.reconnectAfterMillis);
    // Else unknown; or a second hello: the first one counts.
  }
}

function heartbeat(s: Draft, beat: Frame & { type: "heartbeat" }): News {
  const { feed, now } = s;
  const isAwaited = feed.unanswered;
  if (isAwaited && beat.n === isAwaited) {
    feed.failures = 0;
    feed.anchor = feed.pinged;
    feed.unanswered = undefined;
  }
  const news: News = { type: "Head", where: where(s, beat) };
  // An unasked one counts from the last ping; a relay's source has just confirmed, so ask again at once.
  if (!isAwaited && since(now, feed.pinged) >= PING_AGAIN) ping(s);
  return news;
}

function where({ feed }: Draft, { position, digest, ageMillis: age }: Frame & { type: "hello" | "heartbeat" }): Where {
  const confirmation = typeof age === "number" ? { asked: feed.anchor, age } : undefined;
  feed.word = confirmation ?? feed.word;
  return { position, digest, confirmation };
}

function hangUp(s: Draft, pause?: number): News | undefined {
  s.effects.push({ type: "Disconnect" });
  return over(s, pause);
}

/** A pause that the server names is kept to; one of no use before is not tried again at once either. */
function over(s: Draft, pause?: number): News | undefined {
  const { feed } = s;
  const isOpen = feed.kind === "Open";
  const wasUseful = isOpen && !feed.failures;
  feed.failures++;
  feed.kind = "Down";
  feedWithin(s, Math.min(pause ?? 0, LONGEST_PAUSE), pause !== undefined && wasUseful ? 0 : backoff(feed.failures));
  return isOpen ? { type: "Lost" } : undefined;
}
