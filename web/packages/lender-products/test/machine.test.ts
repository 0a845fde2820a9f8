import { describe, expect, it } from "vitest";
import { freshnessAt } from "../src/honesty.js";
import { on } from "../src/machine.js";
import type { State } from "../src/state.js";
import { CLOSED, EVENTS } from "./cells/closed.js";
import { IDLE } from "./cells/idle.js";
import { PULLING } from "./cells/pulling.js";
import { TAKING } from "./cells/taking.js";
import { unchanged } from "./support/answers.js";
import { cell, HELD, idle, moment, NOW, pulling } from "./support/states.js";

const CASES = [...IDLE, ...PULLING, ...TAKING, ...CLOSED];

it.each(CASES.map((one) => [`${cell(one)}: ${one.name}`, one] as const))("%s", (_, { given, when, becomes }) => {
  const before = { ...given };
  becomes(on(given, when, NOW));
  expect(given, "the step changed its own copy").toEqual(before);
});

it("every cell has a case", () => {
  const kinds: Record<State["kind"], true> = { Idle: true, Pulling: true, TakingSnapshot: true, Closed: true };
  const wanted = Object.keys(kinds).flatMap((kind) => Object.keys(EVENTS).map((event) => `${kind} x ${event}`));
  expect(new Set(CASES.map(cell))).toEqual(new Set(wanted));
});

describe("P11 freshness", () => {
  it("expires with time alone, by whichever clock says more", () => {
    const state = idle();
    expect(freshnessAt(state, moment(129.98)).state).toBe("live");
    const late = freshnessAt(state, moment(130));
    expect([late.state, late.since, late.asOf]).toEqual(["offline", 129_980, 99_980]);
    expect(freshnessAt(state, { wall: 100_000, monotonic: 131_000 }).state).toBe("offline");
    expect(freshnessAt(state, { wall: 131_000, monotonic: 100_000 }).state).toBe("offline");
    expect(freshnessAt(state, { wall: 50_000, monotonic: 101_000 }).state, "a clock set back").toBe("live");
  });

  it("keeps the beginning of a state that goes on", () => {
    const later = on(pulling(), unchanged(HELD.digest), moment(110));
    expect([later.freshness.state, later.freshness.since]).toEqual(["live", 0]);
  });
});
