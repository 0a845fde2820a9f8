import { expect, it } from "vitest";
import { pull } from "../src/server.js";
import { sha256 } from "../src/sha256.js";
import { at, WRONG } from "./support/catalogs.js";
import { NOW } from "./support/states.js";

const asked = (headers: Record<string, string>) =>
  pull(
    {
      pull: async () => ({ status: 304, headers: new Headers(headers), text: async () => "" }),
      follow: () => ({ send: () => {}, close: () => {} }),
      sha256,
    },
    { type: "Ask", pull: 1, since: at(5) },
    NOW,
    new AbortController().signal,
  );

it.each([
  ["counts from the request", { "Lender-Sync-Age-Millis": "20" }, 20],
  [
    "P11 what a cache kept is older, and what it cut off counts",
    { "Lender-Sync-Age-Millis": "20", Age: "120" },
    121_020,
  ],
  ["P11 by a second at least", { "Lender-Sync-Age-Millis": "20", Age: "0" }, 1_020],
  ["P11 nobody knows how long a cache kept it", { "Lender-Sync-Age-Millis": "20", Age: "soon" }, undefined],
  ["P11 no cache makes it younger", { "Lender-Sync-Age-Millis": "5000", Age: "-4" }, undefined],
  ["P11 no age is none", { Age: "1" }, undefined],
  ["P11 an empty one is none", { "Lender-Sync-Age-Millis": "" }, undefined],
])("the age: %s", async (_, headers, age) => {
  const answer = await asked({ "Lender-Sync-Digest": WRONG, ...headers } as Record<string, string>);
  expect(answer.type).toBe("Unchanged");
  expect(answer.confirmation).toEqual(age === undefined ? undefined : { asked: NOW, age });
});
