import { expect, it } from "vitest";
import type { CatalogEvent, Feed, FeedEvent, State } from "../src/state.js";
import { SPEC } from "./support/vectors.js";

/** The events and states of SPEC's table that begins like this. */
function table(beginning: string) {
  const lines = SPEC.split("\n");
  const rest = lines.slice(lines.findIndex((line) => line.startsWith(beginning)));
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith("|")),
  );
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return {
    states: cells[0]?.slice(1).sort(),
    events: cells
      .slice(2)
      .map(([event]) => /^`(\w+)`/.exec(event ?? "")?.[1])
      .sort(),
  };
}

it("the catalog's table is SPEC's, but for reports by request, which a page does not make", () => {
  const states: Record<State["kind"], 0> = { Idle: 0, Pulling: 0, TakingSnapshot: 0, Closed: 0 };
  const events: Record<CatalogEvent["type"] | "ReportEnded", 0> = {
    PullDue: 0,
    Asked: 0,
    DeadlinePassed: 0,
    ReportEnded: 0,
    CloseAsked: 0,
    Unchanged: 0,
    Changes: 0,
    SnapshotCame: 0,
    ResyncRequired: 0,
    PullFailed: 0,
    Hello: 0,
    Head: 0,
    Changed: 0,
    Resync: 0,
    Lost: 0,
  };
  expect(table("| event | Idle |")).toEqual({ states: Object.keys(states).sort(), events: Object.keys(events).sort() });
});

it("the live feed's table is SPEC's", () => {
  const states: Record<Feed["kind"], 0> = { Down: 0, Connecting: 0, Open: 0 };
  const events: Record<Exclude<FeedEvent["type"], "Said">, 0> & Record<string, 0> = {
    TimerRang: 0,
    Hello: 0,
    Change: 0,
    Heartbeat: 0,
    Resync: 0,
    Goodbye: 0,
    Unknown: 0,
    Malformed: 0,
    Ended: 0,
  };
  expect(table("| event | Down |")).toEqual({ states: Object.keys(states).sort(), events: Object.keys(events).sort() });
});
