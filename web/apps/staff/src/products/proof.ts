import type { Client } from "../api/types";

export interface Proof {
  apps: number;
  proven: number;
  /** Of the slowest, from the commit to its proof. */
  lagMillis: number | null;
}

function split(position: string): [epoch: string, version: number] {
  const colon = position.lastIndexOf(":");
  return [position.slice(0, colon), Number(position.slice(colon + 1))];
}

/** Whether one who is at `held` has what `position` brought. */
export function isReached(held: string | undefined, position: string): boolean {
  if (!held) return false;
  const [heldEpoch, heldVersion] = split(held);
  const [epoch, version] = split(position);
  return heldEpoch === epoch && heldVersion >= version;
}

/** Paused apps don't count. A lag is of the position that was proven last, so it is taken when that is ours. */
export function proofOf(position: string, clients: readonly Client[], before: Proof | null): Proof {
  const active = clients.filter((client) => client.status === "ACTIVE");
  const proven = active.filter((client) => isReached(client.applied?.position, position));
  const lags = proven.flatMap(({ applied }) => (applied?.position === position ? (applied.lagMillis ?? []) : []));
  const slowest = Math.max(before?.lagMillis ?? -1, ...lags);
  return { apps: active.length, proven: proven.length, lagMillis: slowest < 0 ? null : slowest };
}
