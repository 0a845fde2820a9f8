import { useMemo } from "react";
import { idempotencyKey } from "../api/http";

/** One key for as long as the values are the same: sent again after a lost answer, it makes nothing twice. */
export function useKeyOf(...values: string[]): string {
  const text = JSON.stringify(values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other values are another request
  return useMemo(idempotencyKey, [text]);
}
