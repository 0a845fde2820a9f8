import type { LenderProduct } from "../product.js";

/**
 * The members in which two states of a product differ, in the order of their names. `version` is none of them: it
 * says that something changed, not what.
 */
export function changedMembers(before: LenderProduct, after: LenderProduct): string[] {
  const [old, now] = [before, after] as unknown as Record<string, unknown>[];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => name !== "version" && JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name]))
    .sort();
}
