import fc from "fast-check";
import { expect, it } from "vitest";
import type { Catalog } from "../src/catalog.js";
import { drive } from "../src/driver.js";
import { sameEpoch, version } from "../src/position.js";
import { WRONG } from "./support/catalogs.js";
import { FakeServer } from "./support/server.js";
import { World } from "./support/world.js";

const RUNS = process.env.TEST_GROUPS === "soak" ? 2_000 : 40;
// A run takes about 100 ms, and more beside a loaded machine.
const PATIENCE_MILLIS = 120_000 + RUNS * 300;

/** What happens, each after a pause. */
const fault = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("edit" as const), n: fc.integer({ min: 1, max: 8 }) }) },
  fc.record({ do: fc.constant("delete" as const), n: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    do: fc.constantFrom(
      "cut",
      "heal",
      "break",
      "silence",
      "stall",
      "flow",
      "garble",
      "restore",
      "postgres away",
      "postgres back",
      "lie",
      "truth",
      "503",
      "sleep",
      "wake",
      "freeze",
    ),
  }),
);
const script = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fault), {
  minLength: 20,
  maxLength: 40,
  size: "max",
});

function happen(world: World, driver: ReturnType<typeof drive>, what: { do: string; n?: number }) {
  const { server, time } = world;
  const n = what.n ?? 0;
  const happenings: Record<string, () => void> = {
    edit: () => server.edit(time, [n, n + 1]),
    delete: () => server.edit(time, [], n),
    cut: () => world.breakAll(true),
    heal: () => heal(world, driver),
    break: () => world.breakAll(false),
    silence: () => {
      world.silent = true;
    },
    stall: () => {
      world.stalled = true;
    },
    flow: () => world.flow(),
    garble: () => {
      server.garbles = true;
    },
    restore: () => server.restore(time),
    "postgres away": () => server.confirming(false, time),
    "postgres back": () => server.confirming(true, time),
    lie: () => {
      server.lie = WRONG;
    },
    truth: () => {
      server.lie = undefined;
    },
    "503": () => {
      server.status = 503;
    },
    sleep: () => driver.sleep(),
    wake: () => driver.wake(),
    freeze: () => world.freeze(120_000),
  };
  happenings[what.do]?.();
}

function heal(world: World, driver: ReturnType<typeof drive>) {
  world.silent = world.cut = world.server.garbles = false;
  world.flow();
  world.server.lie = world.server.status = undefined;
  world.server.confirming(true, world.time);
  driver.wake();
}

it("P2 P3 P4 P6 P7 P11 hold through any faults", { timeout: PATIENCE_MILLIS }, async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(script, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), async (steps, lots) => {
      const server = new FakeServer(0, 6);
      const world = new World(server, () => lots.next().value as number);
      const driver = drive(world.surroundings, { moved: check, changed: () => {} });
      let last: Catalog | undefined;

      function check() {
        const catalog = driver.catalog();
        const { state } = driver.freshness();
        reached.add(state);
        expect(!catalog && last, "P6 never blank again").toBeFalsy();
        if (!catalog) return;
        expect(catalog.digest, "P2 P7 it was committed").toBe(server.committed.get(catalog.position));
        if (last && sameEpoch(last.position, catalog.position)) {
          expect(version(catalog.position), "P3").toBeGreaterThanOrEqual(version(last.position));
        }
        last = catalog;
        if (state !== "live") return;
        expect(server.age(world.time), "P11 PostgreSQL confirmed it").toBeLessThanOrEqual(30_000);
        const old = server.headAt(world.time - 30_000);
        const isOfNow =
          !old || (sameEpoch(old.position, catalog.position) && version(old.position) <= version(catalog.position));
        const isOfLater = server.heads.some(
          (head) => head.since > world.time - 30_000 && head.catalog.position === catalog.position,
        );
        expect(isOfNow || isOfLater, "P11 it was the head within 30 s").toBe(true);
      }

      driver.wake();
      for (const [pause, what] of steps) {
        await world.run(pause, check);
        happen(world, driver, what);
      }
      heal(world, driver);
      await world.run(150_000, check);
      expect(driver.catalog()?.is(server.head), "P4 it arrives by itself").toBe(true);
      expect(driver.freshness().state).toBe("live");
    }),
    { numRuns: RUNS, seed: Number(process.env.SEED ?? 20_261_125) },
  );
  expect([...reached].sort(), "the faults bite").toEqual(["catching-up", "live", "offline", "stopped"]);
});
