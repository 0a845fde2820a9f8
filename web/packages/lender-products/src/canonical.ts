import { check } from "./position.js";

const MAX_DEPTH = 64;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * RFC 8785 (JCS): one text for each JSON value. ECMAScript's own order of strings and form of numbers are the
 * standard's. Freezes what it walks, so that nobody changes what was hashed.
 *
 * @throws on lone surrogates, and on integers beyond ±(2^53−1) however written
 */
export function canonical(value: unknown, depth = 0): string {
  if (typeof value === "object" && value) {
    check(depth < MAX_DEPTH);
    Object.freeze(value);
    return Array.isArray(value)
      ? `[${value.map((element) => canonical(element, depth + 1))}]`
      : `{${Object.keys(value)
          .sort()
          .map((name) => `${canonical(name)}:${canonical((value as never)[name], depth + 1)}`)}}`;
  }
  // A fraction leaves a rest; integers and infinity do not.
  check(typeof value !== "number" || Number.isSafeInteger(value) || !!(value % 1));
  check(!LONE_SURROGATE.test(value as string));
  return JSON.stringify(value);
}
