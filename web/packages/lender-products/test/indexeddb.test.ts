import "fake-indexeddb/auto";
import { afterEach, expect, it } from "vitest";
import { indexedDbCache } from "../src/cache.js";

const cache = indexedDbCache("http://a.test");
afterEach(() => cache.clear());

const text = (position: string, name = "") => JSON.stringify({ position, name });

it("gives back what was saved, for each server", async () => {
  expect(await cache.load()).toBeUndefined();
  await cache.save("e:1", text("e:1", "one"));
  await indexedDbCache("http://b.test").save("e:9", text("e:9", "other"));
  expect(await cache.load()).toContain("one");
});

it("another tab that is behind does not overwrite a later catalog", async () => {
  await cache.save("e:5", text("e:5", "five"));
  await cache.save("e:4", text("e:4", "four"));
  expect(await cache.load()).toContain("five");
  await cache.save("e:5", text("e:5", "five mended"));
  expect(await cache.load()).toContain("five mended");
  await cache.save("e:6", text("e:6", "six"));
  expect(await cache.load()).toContain("six");
  await cache.save("f:1", text("f:1", "a new history"));
  expect(await cache.load()).toContain("a new history");
});

it("two tabs at once don't hurt each other", async () => {
  const tabs = [indexedDbCache("http://a.test"), indexedDbCache("http://a.test")];
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => tabs[n % 2]?.save(`e:${(n * 7) % 40}`, text(`e:${(n * 7) % 40}`))),
  );
  expect(await cache.load()).toContain("e:39");
});

it("a database that another program made is replaced", async () => {
  await new Promise<void>((resolve) => {
    const request = indexedDB.open("lender-products", 1);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  await expect(cache.load()).rejects.toThrow();
  await cache.clear();
  await cache.save("e:1", text("e:1", "one"));
  expect(await cache.load()).toContain("one");
});

it("a database of a later version is replaced", async () => {
  await new Promise<void>((resolve) => {
    const request = indexedDB.open("lender-products", 2);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  await expect(cache.load()).rejects.toThrow();
  await cache.clear();
  expect(await cache.load()).toBeUndefined();
});

it("a position that was edited is found, for tabs go by it", async () => {
  await cache.save("e:99", text("e:9"));
  await expect(cache.load()).rejects.toThrow();
});
