import { expect, it } from "vitest";
import { on } from "../src/machine.js";
import type { News } from "../src/state.js";
import { NEWS } from "./cells/news.js";
import { cell, NOW } from "./support/states.js";

it.each(NEWS.map((one) => [`${cell(one)}: ${one.name}`, one] as const))("%s", (_, { given, when, becomes }) => {
  becomes(on(given, when, NOW));
});

it("every cell has a case", () => {
  const news: Record<News["type"], true> = { Hello: true, Head: true, Changed: true, Resync: true, Lost: true };
  const wanted = ["Idle", "Pulling", "TakingSnapshot", "Closed"].flatMap((kind) =>
    Object.keys(news).map((type) => `${kind} x ${type}`),
  );
  expect(new Set(NEWS.map(cell))).toEqual(new Set(wanted));
});
