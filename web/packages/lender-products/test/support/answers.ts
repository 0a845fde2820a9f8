import { expect } from "vitest";
import type { Catalog } from "../../src/catalog.js";
import type { Answer, State } from "../../src/state.js";
import { askAll, FRESH, HELD } from "./states.js";

// What can be answered to a pull, and what can be seen of a state after it.

export const came = (catalog: Catalog, pull = 7, claimed = catalog.digest): Answer => ({
  type: "SnapshotCame",
  pull,
  snapshot: { catalog, claimed },
  confirmation: FRESH,
});
export const unchanged = (digest: string, pull = 7): Answer => ({
  type: "Unchanged",
  pull,
  digest,
  confirmation: FRESH,
});
export const changes = (delta: Parameters<Catalog["apply"]>[0], pull = 7): Answer => ({
  type: "Changes",
  pull,
  delta,
  confirmation: FRESH,
});
export const gone: Answer = { type: "ResyncRequired", pull: 7 };
export const failed: Answer = { type: "PullFailed", pull: 7, reason: "broken" };

export const is = (after: State, kind: State["kind"], ...effects: State["effects"]) => {
  expect(after.kind).toBe(kind);
  expect(after.effects).toEqual(effects);
};
export const word = (after: State) => after.freshness.state;
export const holds = (after: State, what: Catalog) => expect(after.catalog?.is(what)).toBe(true);

export const contradicted = (s: State) => {
  is(s, "TakingSnapshot", askAll());
  expect(s.cause).toBe("CONTRADICTED");
  expect([s.catalog, s.confirmed]).toEqual([HELD, undefined]);
  expect(word(s)).toBe("catching-up");
};
