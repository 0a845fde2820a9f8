/** One reading of both clocks, in milliseconds; of the monotonic one only differences mean anything. */
export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

/**
 * The time since an earlier moment: the larger of what the two clocks say. The monotonic one stands still while a
 * machine sleeps, the other one can be set back.
 */
export const since = (now: Moment, earlier: Moment): number =>
  Math.max(0, now.monotonic - earlier.monotonic, now.wall - earlier.wall);

/** How old a confirmation may be for a replica to call itself live. */
export const LIVE_FOR = 30_000;

/** The Staff App's word that PostgreSQL confirmed a position (P11). */
export interface Confirmation {
  /** When the request was *sent*: whatever was lost on the way there or back makes the word older. */
  readonly asked: Moment;
  /** How old it was by the Staff App's account. */
  readonly age: number;
}

export const ageAt = ({ asked, age }: Confirmation, now: Moment): number => age + since(now, asked);

/** When PostgreSQL confirmed. */
export const asOf = ({ asked, age }: Confirmation): number => asked.wall - age;

/** The one of the two that is younger at this moment. */
export const fresher = (a: Confirmation | undefined, b: Confirmation | undefined, now: Moment) =>
  !a || (b && ageAt(b, now) < ageAt(a, now)) ? b : a;

/** The most that a wait after failures lasts: doubles from 1 s to 30 s (full jitter). */
export const backoff = (failures: number): number => Math.min(1000 * 2 ** (failures - 1), 30_000);
