import type { Surroundings } from "../../src/driver.js";
import type { Answered, ConnectionListener } from "../../src/server.js";
import { sha256 } from "../../src/sha256.js";
import type { FakeServer } from "./server.js";

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** Lets everything that only waits for promises happen. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Virtual time, and a network between a replica and a server that can be slow, cut, or dead without saying so. */
export class World {
  time = 1_000_000;
  /** Nothing passes, and nobody is told. */
  silent = false;
  /** Everything is held up on its way, to arrive when this ends. */
  stalled = false;
  readonly #held: (() => void)[] = [];
  /** Requests fail, connections break. */
  cut = false;
  pulls = 0;
  readonly sent: string[] = [];
  readonly #tasks = new Set<Task>();
  readonly #connections = new Set<() => void>();

  constructor(
    readonly server: FakeServer,
    private readonly random: () => number = () => 0.5,
    private readonly longest = 200,
  ) {}

  readonly surroundings: Surroundings = {
    now: () => ({ wall: this.time, monotonic: this.time }),
    random: () => this.random(),
    after: (millis, run) => this.#after(millis, run),
    sha256,
    pull: (query, signal) => this.#pull(query, signal),
    follow: (query, listener) => this.#follow(query, listener),
  };

  #after(millis: number, run: () => void): () => void {
    const task = { at: this.time + Math.max(0, millis), run };
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  }

  /** On its way, unless the network swallows it. */
  #travel(run: () => void, delay = this.random() * this.longest) {
    this.#after(delay, () => {
      if (this.stalled) this.#held.push(run);
      else if (!this.silent) run();
    });
  }

  flow() {
    this.stalled = false;
    for (const run of this.#held.splice(0)) run();
  }

  #pull(query: string, signal: AbortSignal): Promise<Answered> {
    this.pulls++;
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(Error("aborted")));
      if (this.cut) this.#after(1, () => reject(Error("cut off")));
      else this.#travel(() => this.#answer(query, resolve));
    });
  }

  #answer(query: string, resolve: (answer: Answered) => void) {
    const { status, headers, body } = this.server.sync(query, this.time);
    this.#travel(() =>
      resolve({ status, headers: { get: (name) => headers[name] ?? null }, text: async () => body ?? "" }),
    );
  }

  #follow(query: string, listener: ConnectionListener) {
    let open = true;
    const end = () => {
      if (!open) return;
      open = false;
      stop?.();
      this.#connections.delete(end);
      listener.ended();
    };
    let stop: (() => void) | undefined;
    let arrival = this.time;
    // Frames keep their order: none arrives before the one ahead of it.
    const deliver = (frame: object) => {
      arrival = Math.max(arrival, this.time + this.random() * this.longest);
      this.#travel(() => open && listener.received(JSON.stringify(frame)), arrival - this.time);
    };
    if (this.cut) this.#after(1, end);
    else {
      this.#connections.add(end);
      this.#travel(() => {
        if (open) stop = this.server.follow(query, deliver, () => this.time);
      });
    }
    return {
      send: (text: string) => {
        this.sent.push(text);
        this.#travel(() => open && this.server.hear(text, deliver, this.time));
      },
      close: () => {
        open = false;
        stop?.();
        this.#connections.delete(end);
      },
    };
  }

  /** Breaks all connections; with `stay` no new ones come about. */
  breakAll(stay: boolean) {
    this.cut = stay;
    for (const end of [...this.#connections]) end();
  }

  /** Lets time pass. */
  async run(millis: number, check: () => void = () => {}) {
    const end = this.time + millis;
    await settle();
    for (;;) {
      const next = [...this.#tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#tasks.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settle();
      check();
    }
    this.time = end;
    check();
  }

  /** The page is frozen: nothing runs, and all that is overdue comes at once afterwards. */
  freeze(millis: number) {
    this.time += millis;
  }
}
