import { expect, it } from "vitest";
import { on } from "../src/machine.js";
import { FEED, FRAMES, feedCell, own } from "./cells/feed.js";
import { idle, NOW } from "./support/states.js";

it.each(FEED.map((one) => [`${feedCell(one)}: ${one.name}`, one] as const))(
  "%s",
  (_, { given, when, known, becomes }) => {
    const after = on(idle({ ...known, feed: given }), when, NOW);
    becomes(after.feed, own(after.effects), after);
  },
);

it("every cell has a case", () => {
  const events = [...Object.keys(FRAMES), "TimerRang", "Malformed", "Ended"];
  const wanted = ["Down", "Connecting", "Open"].flatMap((kind) => events.map((event) => `${kind} x ${event}`));
  expect(new Set(FEED.map(feedCell))).toEqual(new Set(wanted));
});
