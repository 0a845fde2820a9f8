import { expect, it } from "vitest";
import { on } from "../src/machine.js";
import type { State } from "../src/state.js";
import { CLOSED } from "./cells/closed.js";
import { FEED, feedCell } from "./cells/feed.js";
import { IDLE } from "./cells/idle.js";
import { NEWS } from "./cells/news.js";
import { PULLING } from "./cells/pulling.js";
import { TAKING } from "./cells/taking.js";
import { cell, idle, NOW } from "./support/states.js";
import { SPEC } from "./support/vectors.js";

/** The cells of SPEC's table that begins like this: `State x Event` and what is to become. */
function table(beginning: string): Map<string, string> {
  const lines = SPEC.split("\n");
  const rest = lines.slice(lines.findIndex((line) => line.startsWith(beginning)));
  const end = rest.findIndex((line) => !line.startsWith("|"));
  const [head = [], , ...rows] = rest.slice(0, end).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((text) => text.trim()),
  );
  return new Map(
    rows.flatMap(([event = "", ...texts]) =>
      texts.map((text, i) => [`${head[i + 1]} x ${/^`(\w+)`/.exec(event)?.[1]}`, text] as const),
    ),
  );
}

interface Step {
  readonly before: State;
  readonly after: State;
}

const does = (type: string) => (s: Step) => s.after.effects.some((effect) => effect.type === type);
const says = (type: string) => (s: Step) =>
  s.after.effects.some((effect) => effect.type === "Send" && effect.frame.type === type);
const becomes = (kind: State["kind"]) => (s: Step) => s.after.kind === kind && s.before.kind !== kind;

/** How to see in a step that something happened which SPEC says in words like these. */
const SEEN: [RegExp, (s: Step) => boolean][] = [
  [/TakingSnapshot|once again/, (s) => s.after.lastPull > s.before.lastPull && s.after.kind === "TakingSnapshot"],
  [/Closed/, becomes("Closed")],
  [/\bIdle\b/, becomes("Idle")],
  [/(?<!queue a )\bpull\b(?! within| asks)/, (s) => s.after.lastPull > s.before.lastPull],
  [/pull within 1 s/, (s) => s.after.effects.some((e) => e.type === "PullWithin" && e.jitter === 1000)],
  [/queue/, (s) => s.after.queued.length > s.before.queued.length || s.after.queued.length > 0],
  [/fail the call/, does("Fail")],
  [/answer at once/, does("Complete")],
  [/proven/, (s) => s.after.freshness.state === "live" && s.after.catalog === s.before.catalog],
  [/swap/, (s) => s.after.catalog !== s.before.catalog],
  [/offline|failed/, (s) => s.after.freshness.state === "offline" && s.after.failures > s.before.failures],
  [/\*stopped\*/, (s) => s.after.freshness.state === "stopped"],
  [/refused/, (s) => s.after.outrun],
  [/connect,/, does("Connect")],
  [/hang up/, does("Disconnect")],
  [/\bping if|: ping\b/, says("ping")],
  [/Open/, (s) => s.after.feed.kind === "Open" && s.before.feed.kind !== "Open"],
  [/Down/, (s) => s.after.feed.kind === "Down"],
  [/`Lost`/, (s) => s.after.effects.some((e) => e.type === "PullWithin" && e.jitter === 1000)],
  [/`Changed`/, (s) => s.after.catalog !== s.before.catalog],
  [/`Head`|`Hello`/, (s) => s.after.confirmed !== s.before.confirmed],
  [/`Resync`/, (s) => s.after.cause === "ASKED_FOR"],
];

function compare(spec: Map<string, string>, steps: [string, Step][]) {
  expect([...new Set(steps.map(([name]) => name))].sort(), "the same cells").toEqual([...spec.keys()].sort());
  const problems: string[] = [];
  for (const [name, text] of spec) {
    const here = steps.filter(([cell]) => cell === name).map(([, step]) => step);
    const words = SEEN.filter(([pattern]) => pattern.test(text));
    if (text === "–") {
      const moved = here.some(
        ({ before, after }) => after.effects.length || after.kind !== before.kind || after.catalog !== before.catalog,
      );
      if (moved) problems.push(`${name}: SPEC says that nothing changes`);
    } else if (!words.length) problems.push(`${name}: nobody knows how to see "${text}"`);
    for (const [pattern, isSeen] of words)
      if (!here.some(isSeen)) problems.push(`${name}: no case shows ${pattern} of "${text}"`);
  }
  expect(problems).toEqual([]);
}

it("each cell of the catalog's table is SPEC's, but for reports by request, which a page does not make", () => {
  const spec = table("| event | Idle |");
  for (const name of [...spec.keys()]) {
    if (name.endsWith("ReportEnded")) spec.delete(name);
    // "as Idle", "as `Hello`": the same words.
    const text = (spec.get(name) ?? "")
      .replace("as Idle", spec.get(name.replace("Pulling", "Idle"))?.split(";")[0] ?? "")
      .replace("as `Hello`", spec.get("Idle x Hello") ?? "");
    if (spec.has(name)) spec.set(name, text);
  }
  compare(
    spec,
    [...IDLE, ...PULLING, ...TAKING, ...CLOSED, ...NEWS].map((one) => [
      cell(one),
      { before: one.given, after: on(one.given, one.when, NOW) },
    ]),
  );
});

it("each cell of the live feed's table is SPEC's", () => {
  compare(
    table("| event | Down |"),
    FEED.map((one) => {
      const before = idle({ ...one.known, feed: one.given });
      return [feedCell(one), { before, after: on(before, one.when, NOW) }];
    }),
  );
});
