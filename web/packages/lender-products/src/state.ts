import type { Catalog, Delta } from "./catalog.js";
import type { Confirmation, Moment } from "./clock.js";
import type { Digest } from "./digest.js";
import type { Position } from "./position.js";
import type { Frame, Snapshot } from "./wire.js";

/** What a replica knows of itself. Never optimistic: live only while PostgreSQL's word is younger than 30 s. */
export interface Freshness {
  readonly state: "live" | "catching-up" | "offline" | "stopped";
  /** Since when it has been so, in milliseconds since 1970. */
  readonly since: number;
  /** When PostgreSQL last confirmed the position shown, likewise; undefined: not since the page was opened. */
  readonly asOf: number | undefined;
  /** Why it is not live, for a person to read. */
  readonly reason: string | undefined;
}

/** A call that waits: for a first catalog, for any pull that begins after it, or for the whole catalog. */
export interface Waiter {
  readonly wish: "first" | "pull" | "everything";
  readonly resolve?: (catalog: Catalog) => void;
  readonly reject?: (reason: Error) => void;
}
export type Waiters = readonly Waiter[];

/** The live feed's own wishes. Nobody is answered. */
export const FEED_PULL: Waiter = { wish: "pull" };
export const FEED_RESYNC: Waiter = { wish: "everything" };

/** What a client holds, applied and verified. */
export interface Applied {
  readonly position: Position;
  readonly digest: Digest;
}

/**
 * What the live feed is doing, beside whatever pull is going on. `Down`: the timer brings the next attempt.
 * `Connecting`: until the server says hello. The times mean something while `Open` only.
 */
export interface Feed {
  kind: "Down" | "Connecting" | "Open";
  /** The number of the last connection begun; what others say comes too late. */
  connection: number;
  /** Connections in a row that failed, or ended before they were of any use. */
  failures: number;
  /** When the last frame came. */
  heard: Moment;
  /**
   * Nothing that arrives now was sent before it: when the last ping that was answered was *sent*, or the request.
   * Ages are counted from it, so that bytes stuck on the way can't look fresh.
   */
  anchor: Moment;
  /** PostgreSQL's, as the last frame of this connection passed it on that did. What comes later on it is not older. */
  word: Confirmation | undefined;
  /** When the last ping was sent. */
  pinged: Moment;
  /** The number of that ping, while no answer came. */
  unanswered: number | undefined;
  pings: number;
  /** How often the server sent us to pull. */
  resyncs: number;
}

/** Why a snapshot is taken. Only after `GONE` may the version fall (P3). */
export type Cause = "NOTHING_YET" | "ASKED_FOR" | "GONE" | "CONTRADICTED";

/** What a replica holds, knows and does: the copy that one step may change. */
export interface Draft {
  /**
   * `Idle`: resting until the next pull is due. `Pulling`: asked what changed since our position. `TakingSnapshot`:
   * asked for the whole catalog; the old one is served meanwhile (P6). `Closed`: over; the last catalog can be read.
   */
  kind: "Idle" | "Pulling" | "TakingSnapshot" | "Closed";
  /** While taking a snapshot: why. */
  cause: Cause | undefined;
  /** While pulling: the catalog held when we asked. */
  asked: Catalog | undefined;
  catalog: Catalog | undefined;
  confirmed: Confirmation | undefined;
  /** Digests that disagreed in a row: more than one is a problem to report (P7). */
  mismatches: number;
  /** The catalog held was contradicted, and no snapshot has replaced it yet. */
  doubted: boolean;
  /** A snapshot was older than the catalog held: before anything else the server is asked about our position (P3). */
  outrun: boolean;
  /** Why the last pull failed. */
  trouble: string | undefined;
  /** Pulls that failed in a row. */
  failures: number;
  /** What we last told the server of the present connection that we applied. */
  reported: Applied | undefined;
  freshness: Freshness;
  /** The number of the last pull; answers to earlier ones come too late. */
  lastPull: number;
  feed: Feed;
  /** Those whom the running pull serves, or at rest those whom the last one did not satisfy. */
  waiting: Waiters;
  /** Those who called after the running pull began: they get another one. */
  queued: Waiters;
  /** The moment of the last event. */
  now: Moment;
  /** What is to be done after it, in this order. */
  effects: Effect[];
}

/** As a step left it. */
export type State = Readonly<Omit<Draft, "feed" | "effects">> & {
  readonly feed: Readonly<Feed>;
  readonly effects: readonly Effect[];
};

/** Where the server is, and since when it knows that. */
export interface Where extends Applied {
  readonly confirmation: Confirmation | undefined;
}

/** What the live feed means for the catalog. */
export type News =
  | { readonly type: "Hello"; readonly where: Where }
  | { readonly type: "Head"; readonly where: Where }
  | { readonly type: "Changed"; readonly delta: Delta; readonly confirmation: Confirmation | undefined }
  | { readonly type: "Resync"; readonly full: boolean }
  | { readonly type: "Lost" };

/** How a pull ended. An answer to another pull than the running one comes too late. */
export type Answer = { readonly pull: number; readonly confirmation?: Confirmation | undefined } & (
  | { readonly type: "Unchanged"; readonly digest: Digest }
  | { readonly type: "Changes"; readonly delta: Delta }
  | { readonly type: "SnapshotCame"; readonly snapshot: Snapshot }
  | { readonly type: "ResyncRequired" }
  | { readonly type: "PullFailed"; readonly reason: string }
);

/** What can happen to the catalog. */
export type CatalogEvent =
  | { readonly type: "PullDue" }
  | { readonly type: "Asked"; readonly waiter: Waiter }
  | { readonly type: "DeadlinePassed"; readonly waiter: Waiter }
  | { readonly type: "CloseAsked" }
  | Answer
  | News;

/** What can happen to the live feed. */
export type FeedEvent =
  | { readonly type: "TimerRang" }
  | { readonly type: "Said"; readonly connection: number; readonly frame: Frame }
  | { readonly type: "Malformed"; readonly connection: number }
  | { readonly type: "Ended"; readonly connection: number };

export type Event = CatalogEvent | FeedEvent;

/** What a client says on the live feed. */
export type ClientFrame = { readonly type: "ping"; readonly n: number } | ({ readonly type: "applied" } & Applied);

/**
 * What the driver is to do, in this order, beside telling of a new catalog and keeping it. Times are in milliseconds.
 */
export type Effect =
  /** Exactly one answer with this number must follow. */
  | { readonly type: "Ask"; readonly pull: number; readonly since: Position | undefined }
  /** The next `PullDue`, in place of any that was set before; `jitter`: a random time up to this is added. */
  | { readonly type: "PullWithin"; readonly atLeast: number; readonly jitter: number }
  /** The same for `TimerRang`. */
  | { readonly type: "FeedWithin"; readonly atLeast: number; readonly jitter: number }
  /** From our position. */
  | { readonly type: "Connect" }
  | { readonly type: "Disconnect" }
  | { readonly type: "Send"; readonly frame: ClientFrame }
  /** Answer them with the catalog held. */
  | { readonly type: "Complete"; readonly waiters: Waiters }
  | { readonly type: "Fail"; readonly waiters: Waiters; readonly reason: string };

export const isBroken = ({ mismatches }: State): boolean => mismatches > 1;

/** Whether any catalog will do. */
export const isFirst = ({ wish }: Waiter): boolean => wish === "first";

/** All who wait, in the order of their calls. */
export const everybody = ({ waiting, queued }: State): Waiters => [...waiting, ...queued];

export const initially = (now: Moment): State => ({
  kind: "Idle",
  cause: undefined,
  asked: undefined,
  catalog: undefined,
  confirmed: undefined,
  mismatches: 0,
  doubted: false,
  outrun: false,
  trouble: undefined,
  failures: 0,
  reported: undefined,
  freshness: { state: "catching-up", since: now.wall, asOf: undefined, reason: undefined },
  lastPull: 0,
  feed: {
    kind: "Down",
    connection: 0,
    failures: 0,
    heard: now,
    anchor: now,
    word: undefined,
    pinged: now,
    unanswered: undefined,
    pings: 0,
    resyncs: 0,
  },
  waiting: [],
  queued: [],
  now,
  effects: [],
});
