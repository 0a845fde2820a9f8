import type { Catalog } from "./catalog.js";
import { ageAt, LIVE_FOR, type Moment } from "./clock.js";
import type { Sha256 } from "./digest.js";
import { freshnessAt } from "./honesty.js";
import { on as machine } from "./machine.js";
import { type Connection, pull, type Transport, timeout } from "./server.js";
import { type Effect, type Event, everybody, type Freshness, initially, type State, type Waiter } from "./state.js";
import { readFrame } from "./wire.js";

/** The most calls that may wait at once. */
const MAX_CALLS = 1_000;
/** The most frames that may wait to be hashed; a page that falls further behind begins anew. */
const MAX_FRAMES = 256;
/** How long a call waits for a first catalog. */
const PATIENCE = 30_000;

/** What is injected: nothing else here knows the time, draws lots or reaches out. */
export interface Surroundings extends Transport {
  now(this: void): Moment;
  /** From 0 to just below 1. */
  random(this: void): number;
  /** @returns what cancels it */
  after(this: void, millis: number, task: () => void): () => void;
  readonly sha256: Sha256;
}

/** Whom a driver tells. */
export interface Listener {
  /** The catalog or the freshness may be another one. */
  moved(this: void): void;
  /** The server sent another catalog. */
  changed(before: Catalog | undefined, after: Catalog): void;
}

export interface Driver {
  catalog(): Catalog | undefined;
  freshness(): Freshness;
  /** Begins with a catalog that was kept, if there is none yet. */
  offer(catalog: Catalog): void;
  /** Goes on, or looks at once instead of when it is due. */
  wake(): void;
  /** Lets go of everything that a sleeping page must not hold; what was confirmed grows old by itself. */
  sleep(): void;
  close(): void;
  /** The catalog once the wish came true. */
  call(wish: "first" | "pull"): Promise<Catalog>;
}

const nothing = () => {};

/** Feeds events to the machine and does what it says. Decides nothing. */
export function drive(surroundings: Surroundings, listener: Listener): Driver {
  const { after, now, random, sha256 } = surroundings;
  let state: State = initially(now());
  let asleep = true;
  let open: (Connection & { readonly connection: number }) | undefined;
  let abortPull = nothing;

  function on(event: Event) {
    const before = state.catalog;
    state = machine(state, event, now());
    const { catalog, confirmed, effects } = state;
    effects.forEach(run);
    if (catalog && catalog !== before) listener.changed(before, catalog);
    // Live ends as time passes, and somebody should hear of it.
    expiry(confirmed ? LIVE_FOR + 1 - ageAt(confirmed, now()) : 0);
    listener.moved();
  }

  /** One of each: a new time replaces the old one. While asleep there are none. */
  function timer(ring: () => void) {
    let cancel = nothing;
    return (atLeast = 0, jitter = 0) => {
      cancel();
      cancel = asleep ? nothing : after(atLeast + random() * jitter, ring);
    };
  }
  const pullTimer = timer(() => on({ type: "PullDue" }));
  const feedTimer = timer(() => on({ type: "TimerRang" }));
  const expiry = timer(listener.moved);

  function run(effect: Effect) {
    switch (effect.type) {
      case "Ask":
        return ask(effect);
      case "PullWithin":
        return pullTimer(effect.atLeast, effect.jitter);
      case "FeedWithin":
        return feedTimer(effect.atLeast, effect.jitter);
      case "Connect":
        return connect();
      case "Disconnect":
        return hangUp();
      case "Send":
        return open?.send(JSON.stringify(effect.frame));
      case "Complete":
        for (const waiter of effect.waiters) waiter.resolve?.(state.catalog as Catalog);
        return;
      case "Fail":
        for (const waiter of effect.waiters) waiter.reject?.(Error(effect.reason));
    }
  }

  function ask(effect: Effect & { type: "Ask" }) {
    abortPull();
    const controller = new AbortController();
    abortPull = () => controller.abort();
    const cancelDeadline = after(timeout(effect), abortPull);
    pull(surroundings, effect, now(), controller.signal).then((answer) => {
      cancelDeadline();
      on(answer);
    });
  }

  function connect() {
    hangUp();
    const { connection } = state.feed;
    let waiting = 0;
    let last = Promise.resolve();
    const tell = (event: Event) => {
      if (open?.connection === connection) on(event);
    };
    const malformed = () => tell({ type: "Malformed", connection });
    open = {
      connection,
      ...surroundings.follow(`?since=${state.catalog?.position}`, {
        received(text) {
          if (++waiting > MAX_FRAMES) return malformed();
          // One after the other: hashing takes its time, and frames keep their order.
          last = last
            .then(() => readFrame(text, sha256))
            .then((frame) => tell({ type: "Said", connection, frame }), malformed)
            .then(() => {
              waiting--;
            });
        },
        ended: () => last.then(() => tell({ type: "Ended", connection })),
      }),
    };
  }

  function hangUp() {
    open?.close();
    open = undefined;
  }

  function wake() {
    asleep = false;
    // A connection that begins has its own time; one that waits for its turn gets it now.
    if (state.feed.kind !== "Connecting") on({ type: "TimerRang" });
    on({ type: "PullDue" });
  }

  function sleep() {
    if (asleep) return;
    asleep = true;
    hangUp();
    on({ type: "Ended", connection: state.feed.connection });
    abortPull();
    pullTimer();
    feedTimer();
  }

  return {
    catalog: () => state.catalog,
    freshness: () => freshnessAt(state, now()),
    offer(catalog) {
      if (state.catalog) return;
      state = { ...state, catalog };
      if (asleep) listener.moved();
      else wake();
    },
    wake,
    sleep,
    close() {
      sleep();
      on({ type: "CloseAsked" });
    },
    call: (wish) =>
      new Promise((resolve, reject) => {
        if (everybody(state).length >= MAX_CALLS) return reject(Error("Too many calls are waiting"));
        const waiter: Waiter = { wish, resolve, reject };
        if (wish === "first") after(PATIENCE, () => on({ type: "DeadlinePassed", waiter }));
        on({ type: "Asked", waiter });
      }),
  };
}
