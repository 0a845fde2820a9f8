/** A text of an address. What looks like a number or `true` comes as such out of an address that somebody typed. */
export function searchText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
