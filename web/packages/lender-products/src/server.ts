import type { Confirmation, Moment } from "./clock.js";
import type { Sha256 } from "./digest.js";
import type { Answer, Effect } from "./state.js";
import { readDelta, readSnapshot } from "./wire.js";

/** What a server answered; `fetch` gives no less. */
export interface Answered {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** A live connection. */
export interface Connection {
  send(text: string): void;
  /** Nothing of it comes any more. */
  close(): void;
}

export interface ConnectionListener {
  received(text: string): void;
  /** Once; nothing follows. */
  ended(): unknown;
}

/** The two doors of a server: SPEC.md, sections 5 and 6. */
export interface Transport {
  /** @param query begins with `?`, or is empty */
  pull(query: string, signal: AbortSignal): Promise<Answered>;
  follow(query: string, listener: ConnectionListener): Connection;
}

/** By when an answer must have come, whole. */
export const timeout = (ask: Effect & { type: "Ask" }): number => (ask.since ? 10_000 : 60_000);

/** NaN for what is no whole number, and for whatever is added to it. */
const whole = (text: string | null) => Number(/^\d+$/.exec(text as string)?.[0]);

/** Makes a request of an effect and an event of the answer. Never fails. */
export async function pull(
  { pull, sha256 }: Transport & { sha256: Sha256 },
  { pull: number, since }: Effect & { type: "Ask" },
  sent: Moment,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await pull(since ? `?since=${since}` : "", signal);
    const { status, headers } = response;
    const kept = headers.get("Age");
    // A cache on the way says in whole seconds how long it kept the answer: what was cut off is less than one more.
    const age = whole(headers.get("Lender-Sync-Age-Millis")) + (kept ? (whole(kept) + 1) * 1000 : 0);
    const confirmation: Confirmation | undefined = age >= 0 ? { asked: sent, age } : undefined;
    const answer = { pull: number, confirmation };
    if (status === 200) {
      const text = await response.text();
      return since
        ? { ...answer, type: "Changes", delta: await readDelta(text, sha256) }
        : { ...answer, type: "SnapshotCame", snapshot: await readSnapshot(text, sha256) };
    }
    if (status === 410) return { ...answer, type: "ResyncRequired" };
    const digest = headers.get("Lender-Sync-Digest");
    return status === 304 && digest
      ? { ...answer, type: "Unchanged", digest }
      : { ...answer, type: "PullFailed", reason: `The server answered ${status}` };
  } catch (error) {
    return { pull: number, type: "PullFailed", reason: `The server cannot be reached (${error})` };
  }
}
