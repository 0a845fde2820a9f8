// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { createLenderProducts } from "../src/client.js";
import { watchPage } from "../src/page.js";
import { FakeServer } from "./support/server.js";
import { World } from "./support/world.js";

const happens = (target: EventTarget, event: string) => target.dispatchEvent(new Event(event));

it("tells when the page sleeps and wakes, until it is ended", () => {
  const sleep = vi.fn();
  const wake = vi.fn();
  const end = watchPage({ sleep, wake });
  happens(document, "freeze");
  happens(window, "pagehide");
  expect([sleep.mock.calls.length, wake.mock.calls.length]).toEqual([2, 0]);
  happens(document, "resume");
  happens(window, "pageshow");
  happens(window, "online");
  happens(document, "visibilitychange");
  expect([sleep.mock.calls.length, wake.mock.calls.length]).toEqual([2, 4]);
  end();
  happens(document, "freeze");
  happens(window, "pageshow");
  expect([sleep.mock.calls.length, wake.mock.calls.length]).toEqual([2, 4]);
});

it("a page that sleeps holds nothing, and is live again soon after it wakes", async () => {
  const server = new FakeServer(0, 5);
  const world = new World(server);
  const client = createLenderProducts({ surroundings: world.surroundings, cache: false });
  client.subscribe(() => {});
  await world.run(2_000);
  happens(document, "freeze");
  const { pulls } = world;
  world.freeze(3_600_000);
  server.edit(world.time, [1]);
  await world.run(3_600_000);
  expect(world.pulls).toBe(pulls);
  expect(client.view().freshness.state, "P11").toBe("offline");
  happens(document, "resume");
  await world.run(1_000);
  expect(client.view().catalog?.is(server.head)).toBe(true);
  expect(client.view().freshness.state).toBe("live");
});

it("the network's return is not slept through", async () => {
  const server = new FakeServer(0, 5);
  const world = new World(server, () => 0.999);
  const client = createLenderProducts({ surroundings: world.surroundings, cache: false });
  client.subscribe(() => {});
  await world.run(3_000);
  world.breakAll(true);
  await world.run(100_000);
  world.cut = false;
  happens(window, "online");
  await world.run(1_000);
  expect(client.view().freshness.state).toBe("live");
});
