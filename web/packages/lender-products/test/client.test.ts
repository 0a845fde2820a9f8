import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CatalogCache } from "../src/cache.js";
import { type CatalogChange, createLenderProducts } from "../src/client.js";
import { sharedLenderProducts } from "../src/index.js";
import { id } from "./support/catalogs.js";
import { FakeServer } from "./support/server.js";
import { settle, World } from "./support/world.js";

class MemoryCache implements CatalogCache {
  saves = 0;

  constructor(public text?: string) {}

  load = async () => this.text;
  clear = async () => {
    this.text = undefined;
  };
  save = async (_: string, text: string) => {
    this.saves++;
    this.text = text;
  };
}

let world: World;
let server: FakeServer;
let cache: MemoryCache;

beforeEach(() => {
  server = new FakeServer(0, 5);
  world = new World(server);
  cache = new MemoryCache();
});
afterEach(() => vi.restoreAllMocks());

const kept = () => JSON.parse((cache.text as string).slice(0, -64));
const create = (where: CatalogCache | false = cache) =>
  createLenderProducts({ surroundings: world.surroundings, cache: where });

describe("a client", () => {
  it("does nothing until somebody subscribes", async () => {
    const client = create();
    await world.run(60_000);
    expect(world.pulls).toBe(0);
    expect(client.view().catalog).toBeUndefined();
    expect(client.view().freshness.state).toBe("catching-up");
  });

  it("shows the catalog, and each edit as it comes, without pulling", async () => {
    const client = create();
    const told = vi.fn();
    client.subscribe(told);
    await world.run(2_000);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    expect(client.view().freshness.state).toBe("live");
    const { pulls } = world;
    told.mockClear();
    server.edit(world.time, [3]);
    await world.run(300);
    expect(told).toHaveBeenCalled();
    expect(client.view().catalog?.get(id(3))?.name).toBe("edit 2 3");
    await world.run(120_000);
    expect(world.pulls).toBe(pulls);
    expect(client.view().freshness.state).toBe("live");
  });

  it("gives the same view until something changes", async () => {
    const client = create();
    client.subscribe(() => {});
    await world.run(2_000);
    const view = client.view();
    expect(client.view()).toBe(view);
    await world.run(1);
    expect(client.view()).toBe(view);
    server.edit(world.time, [1]);
    await world.run(300);
    expect(client.view()).not.toBe(view);
  });

  it("P11 tells that live ended, though nothing happened, and though somebody looked before", async () => {
    const client = create();
    const told = vi.fn();
    client.subscribe(told);
    await world.run(2_000);
    world.silent = true;
    world.freeze(40_000);
    expect(client.view().freshness.state).toBe("offline");
    told.mockClear();
    await world.run(10);
    expect(told).toHaveBeenCalled();
    expect(client.view().catalog, "P6").toBeDefined();
  });

  it("falls back to conditional polling when there is no live feed", async () => {
    world.surroundings.follow = (_, listener) => {
      world.surroundings.after(1, () => listener.ended());
      return { send: () => {}, close: () => {} };
    };
    const client = create();
    client.subscribe(() => {});
    await world.run(2_000);
    server.edit(world.time, [2]);
    await world.run(11_000);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    await world.run(100_000);
    expect(world.pulls).toBeLessThan(14);
    expect(client.view().freshness.state).toBe("live");
  });

  it("says why there is nothing, and goes on trying", async () => {
    server.status = 503;
    const client = create();
    client.subscribe(() => {});
    await world.run(2_000);
    expect(client.view()).toMatchObject({ catalog: undefined, freshness: { state: "offline" } });
    expect(client.view().error?.message).toBe("The server answered 503");
    server.status = undefined;
    await world.run(30_000);
    expect(client.view()).toMatchObject({ error: undefined, freshness: { state: "live" } });
  });

  it("rests when nobody subscribes any more, and goes on when somebody does", async () => {
    const client = create();
    const stop = client.subscribe(() => {});
    await world.run(2_000);
    stop();
    stop();
    await world.run(29_000);
    expect(client.view().freshness.state, "pages that follow each other share it").toBe("live");
    await world.run(120_000);
    const { pulls } = world;
    await world.run(600_000);
    expect(world.pulls).toBe(pulls);
    expect(client.view().freshness.state).toBe("offline");
    server.edit(world.time, [1]);
    client.subscribe(() => {});
    await world.run(1_000);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    expect(client.view().freshness.state).toBe("live");
  });

  it("one of two subscribers that leaves takes nothing from the other", async () => {
    const client = create();
    const told = vi.fn();
    const leave = client.subscribe(told);
    client.subscribe(told);
    leave();
    await world.run(120_000);
    expect(client.view().freshness.state).toBe("live");
  });

  it("ready() waits for the first catalog; refetch() pulls", async () => {
    const client = create();
    const ready = client.ready();
    await world.run(2_000);
    expect((await ready).is(server.head)).toBe(true);
    const { pulls } = world;
    const pulled = client.refetch();
    await world.run(1_000);
    expect((await pulled).is(server.head)).toBe(true);
    expect(world.pulls).toBe(pulls + 1);
  });

  it("ready() and refetch() fail when nothing can be had", async () => {
    server.status = 503;
    const client = create();
    const failures = Promise.all([
      expect(client.ready()).rejects.toThrow("The server answered 503"),
      expect(client.refetch()).rejects.toThrow("The server answered 503"),
    ]);
    await world.run(40_000);
    await failures;
  });

  it("P10 calls have a limit", async () => {
    world.silent = true;
    const client = create();
    const calls = Array.from({ length: 1_001 }, () => client.refetch().catch((error: Error) => error.message));
    await settle();
    expect(await calls[1_000]).toBe("Too many calls are waiting");
    client.close();
    expect(await calls[0]).toBe("The replica was closed");
  });

  it("tells each step, with what changed", async () => {
    const client = create();
    const steps: CatalogChange[] = [];
    const stop = client.onChange((step) => steps.push(step));
    client.subscribe(() => {});
    await world.run(2_000);
    server.edit(world.time, [2, 9], 3);
    await world.run(500);
    stop();
    server.edit(world.time, [1]);
    await world.run(500);
    expect(steps.map(({ before, after }) => [before?.position, after.position])).toEqual([
      [undefined, "epoch1:1"],
      ["epoch1:1", "epoch1:2"],
    ]);
    expect([...(steps[1]?.changed ?? [])].sort()).toEqual([id(2), id(3), id(9)]);
  });

  it("after close nothing happens, and the last catalog can be read", async () => {
    const client = create();
    client.subscribe(() => {});
    await world.run(2_000);
    client.close();
    const { pulls } = world;
    client.subscribe(() => {});
    await world.run(60_000);
    expect(world.pulls).toBe(pulls);
    expect(client.view()).toMatchObject({ freshness: { state: "stopped" } });
    expect(client.view().catalog?.size).toBe(5);
    await expect(client.refetch()).rejects.toThrow("The replica was closed");
  });

  it("is one for each address", () => {
    expect(sharedLenderProducts("http://a.test")).toBe(sharedLenderProducts("http://a.test"));
    expect(sharedLenderProducts("http://a.test")).not.toBe(sharedLenderProducts());
  });
});

describe("the cache", () => {
  async function filled(): Promise<string> {
    const client = create();
    client.subscribe(() => {});
    await world.run(3_000);
    client.close();
    return cache.text as string;
  }

  it("starts offline from it, and says so", async () => {
    await filled();
    world.breakAll(true);
    const client = create();
    client.subscribe(() => {});
    await world.run(1_500);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    expect(client.view().freshness.state).toBe("offline");
    expect(client.view().error, "there is something to show").toBeUndefined();
    expect((await client.ready()).is(server.head)).toBe(true);
    server.edit(world.time, [1]);
    world.cut = false;
    await world.run(30_000);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    expect(client.view().freshness.state).toBe("live");
  });

  it("is asked about, not downloaded again", async () => {
    await filled();
    const client = create();
    const sizes: number[] = [];
    client.onChange(({ changed }) => sizes.push(changed.size));
    client.subscribe(() => {});
    server.edit(world.time, [4]);
    await world.run(2_000);
    expect(sizes).toEqual([1]);
  });

  it.each([
    ["torn", (text: string) => text.slice(0, -20)],
    ["of another version", (text: string) => text.replace("epoch1:1", "epoch1:9")],
    ["changed", (text: string) => text.replace("first 2", "first X")],
    ["no catalog", () => "{}"],
  ])("what is %s is ignored and replaced", async (_, damage) => {
    cache.text = damage(await filled());
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const client = create();
    const shown: unknown[] = [];
    client.onChange(({ before }) => shown.push(before));
    client.subscribe(() => {});
    await world.run(3_000);
    expect(warned).toHaveBeenCalledOnce();
    expect(shown).toEqual([undefined]);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    expect(kept().digest).toBe(server.head.digest);
  });

  it("that never answers delays the start by a second, and is still of use offline", async () => {
    const text = await filled();
    world.breakAll(true);
    const slow = new MemoryCache(text);
    slow.load = () => new Promise((resolve) => world.surroundings.after(5_000, () => resolve(text)));
    const client = create(slow);
    client.subscribe(() => {});
    const { pulls } = world;
    await world.run(1_500);
    expect(world.pulls).toBeGreaterThan(pulls);
    await world.run(5_000);
    expect(client.view().catalog?.is(server.head)).toBe(true);
    world.cut = false;
    server.edit(world.time, [1]);
    await world.run(31_000);
    expect(client.view().catalog?.is(server.head)).toBe(true);
  });

  it("that fails costs nothing else", async () => {
    const broken: CatalogCache = {
      load: () => Promise.reject(Error("forbidden")),
      save: () => Promise.reject(Error("full")),
      clear: () => Promise.reject(Error("forbidden")),
    };
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const client = create(broken);
    client.subscribe(() => {});
    await world.run(5_000);
    expect(client.view().freshness.state).toBe("live");
  });

  it("saves a burst once", async () => {
    const client = create();
    client.subscribe(() => {});
    await world.run(3_000);
    const { saves } = cache;
    for (let i = 0; i < 50; i++) server.edit(world.time, [1 + (i % 5)]);
    await world.run(2_000);
    expect(cache.saves).toBe(saves + 1);
    expect(kept().position).toBe(server.head.position);
  });

  it("may be none", async () => {
    const client = create(false);
    client.subscribe(() => {});
    await world.run(3_000);
    expect(client.view().freshness.state).toBe("live");
  });
});
