import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Catalog } from "../src/catalog.js";
import { hasReached, isPosition } from "../src/position.js";
import { at, catalog, delta, entry, id, product, WRONG } from "./support/catalogs.js";

describe("a catalog", () => {
  it("is ordered by the code points of the name, then by id", async () => {
    const names = ["z", "😀", "דּ", "ab", "a", "", "a"];
    const entries = await Promise.all(names.map((name, i) => entry(product(i + 1, name))));
    const ordered = Catalog.of(at(1), entries).products.map(({ name, id }) => [name, id]);
    expect(ordered).toEqual([
      ["", id(6)],
      ["a", id(5)],
      ["a", id(7)],
      ["ab", id(4)],
      ["z", id(1)],
      ["דּ", id(3)],
      ["😀", id(2)],
    ]);
  });

  it("takes no product twice", async () => {
    const twice = [await entry(product(1)), await entry(product(1, "again"))];
    expect(() => Catalog.of(at(1), twice)).toThrow();
  });

  it("keeps the objects of what did not change", () => {
    const before = catalog(5);
    const list = before.products;
    const after = before.apply(delta(5, 6)) as Catalog;
    expect(after.products.filter((one) => list.includes(one))).toHaveLength(5);
    expect(before.products).toBe(list);
  });

  it("keeps the list when nothing changed but the position", () => {
    const before = catalog(5);
    const list = before.products;
    expect(before.with(at(6), [], []).products).toBe(list);
  });

  it("takes a snapshot's news and keeps the rest", async () => {
    const held = catalog(5);
    const same = await Promise.all([1, 2, 3, 4].map((n) => entry(product(n))));
    const came = Catalog.of(at(9), [...same, await entry(product(7, "new"))]);
    const shared = came.sharing(held);
    expect(shared.is(came)).toBe(true);
    expect(shared.get(id(2))).toBe(held.get(id(2)));
    expect(shared.get(id(5))).toBeUndefined();
    expect([...shared.changedSince(held)].sort()).toEqual([id(5), id(7)]);
    expect(catalog(5).sharing(held)).toBe(held);
  });

  it("P5 applies a delta in its epoch, from at or before it, to beyond it", () => {
    expect((catalog(5).apply(delta(2, 7)) as Catalog).is(catalog(7))).toBe(true);
    expect(catalog(5).apply(delta(2, 5))).toBe("Duplicate");
    expect(catalog(5).apply(delta(6, 7))).toBe("Gap");
    expect(catalog(5).apply({ ...delta(5, 6), from: "e2:5", to: "e2:6" })).toBe("OtherEpoch");
    expect(catalog(5).apply({ ...delta(5, 6), digest: WRONG })).toBe("DigestMismatch");
  });

  it("has the digest of its content, however it came about", async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map((n) => entry(product(n))));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.boolean())), (steps) => {
        let grown = Catalog.of(at(0), []);
        const model = new Map<number, (typeof all)[number]>();
        for (const [n, isThere] of steps) {
          const one = all[n] as (typeof all)[number];
          grown = isThere ? grown.with(at(1), [one], []) : grown.with(at(1), [], [one.product.id]);
          if (isThere) model.set(n, one);
          else model.delete(n);
        }
        expect(grown.is(Catalog.of(at(steps.length ? 1 : 0), [...model.values()]))).toBe(true);
      }),
    );
  });
});

it.each([
  ["k3v9q2xw7b:124", true],
  ["e:0", true],
  ["e:9007199254740991", true],
  ["e:9007199254740992", false],
  ["e:01", false],
  ["e:", false],
  [":1", false],
  ["e 1:1", false],
  ["e:1:2", false],
  [undefined, false],
])("%s is a position: %s", (text, is) => {
  expect(isPosition(text)).toBe(is);
});

it("a position is reached within its epoch only", () => {
  expect(hasReached("e:10", "e:9")).toBe(true);
  expect(hasReached("e:9", "e:10")).toBe(false);
  expect(hasReached("f:10", "e:9")).toBe(false);
});
