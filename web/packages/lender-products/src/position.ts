/** Refuses what does not keep to the protocol. */
export function check(isSo: boolean) {
  if (!isSo) throw Error("malformed");
}

/** `epoch:version`, e.g. `k3v9q2xw7b:124`: a place in the history of the catalog. */
export type Position = string;

const FORM = /^[A-Za-z0-9-]{1,80}:(0|[1-9]\d{0,15})$/;

const split = (position: Position) => position.split(":") as [string, string];

export const version = (position: Position) => Number(split(position)[1]);

export const isPosition = (value: unknown): value is Position =>
  FORM.test(value as string) && Number.isSafeInteger(version(value as string));

export const sameEpoch = (a: Position, b: Position) => split(a)[0] === split(b)[0];

/** The same epoch, and at least as far. */
export const hasReached = (a: Position, b: Position) => sameEpoch(a, b) && version(a) >= version(b);
