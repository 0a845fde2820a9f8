import { expect } from "vitest";
import type { CatalogEvent } from "../../src/state.js";
import { came, changes, failed, gone, is, unchanged, word } from "../support/answers.js";
import { catalog, delta } from "../support/catalogs.js";
import { type Case, closed, HELD, PULL, refuse } from "../support/states.js";

export const EVENTS: Record<
  Exclude<CatalogEvent["type"], "Hello" | "Head" | "Changed" | "Resync" | "Lost">,
  CatalogEvent
> = {
  PullDue: { type: "PullDue" },
  Asked: { type: "Asked", waiter: PULL },
  DeadlinePassed: { type: "DeadlinePassed", waiter: PULL },
  CloseAsked: { type: "CloseAsked" },
  Unchanged: unchanged(HELD.digest),
  Changes: changes(delta(5, 6)),
  SnapshotCame: came(catalog(6)),
  ResyncRequired: gone,
  PullFailed: failed,
};

/** What becomes of a replica that is over. */
export const CLOSED: Case[] = Object.values(EVENTS).map((when) => ({
  name: when.type === "Asked" ? "is told" : "nothing",
  given: closed(),
  when,
  becomes: (s) => {
    is(s, "Closed", ...(when.type === "Asked" ? [refuse("The replica was closed", PULL)] : []));
    expect([s.catalog, word(s)]).toEqual([HELD, "stopped"]);
  },
}));
