import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "../src/canonical.js";
import { hash, sha256, toDigest } from "../src/digest.js";
import { sha256 as ours } from "../src/sha256.js";
import { readSnapshot } from "../src/wire.js";
import { shared, sharedJson } from "./support/vectors.js";

const vectors = sharedJson("vectors/digest.json");

describe.each([
  ["crypto.subtle", sha256],
  ["ours", ours],
])("the vectors that Java passes, with the SHA-256 of %s", (_, by) => {
  it.each(vectors.products as { product: unknown; canonical: string; hash: string }[])("$hash", async (vector) => {
    expect(canonical(vector.product)).toBe(vector.canonical);
    expect(toDigest(await hash(vector.canonical, by))).toBe(vector.hash);
  });

  it.each(vectors.cases as { name: string; products: unknown[]; digest: string }[])("$name", async (vector) => {
    const text = JSON.stringify({ position: "e:1", digest: vector.digest, products: vector.products });
    expect((await readSnapshot(text, by)).catalog.digest).toBe(vector.digest);
  });
});

describe("canonical JSON", () => {
  it("writes numbers as ECMAScript does", () => {
    const view = new DataView(new ArrayBuffer(8));
    let read = 0;
    for (const line of shared("vectors/ecmascript-numbers.txt").trim().split("\n")) {
      const [bits, text] = line.split(" ") as [string, string];
      view.setBigUint64(0, BigInt(`0x${bits}`));
      const value = view.getFloat64(0);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        expect(() => canonical(value)).toThrow("malformed");
      } else {
        expect(canonical(value)).toBe(text);
        read++;
      }
    }
    expect(read).toBeGreaterThan(1000);
  });

  it.each([
    ["an integer beyond 2^53-1", "9007199254740993"],
    ["the same in another form", "1e16"],
    ["a negative one", "-9007199254740992"],
    ["a number beyond all", "1e999"],
    ["half of a surrogate pair", '"\\ud800"'],
    ["half of one in a name", '{"\\udc00":1}'],
    ["a nesting that never ends", "[".repeat(70) + "]".repeat(70)],
  ])("refuses %s", (_, json) => {
    expect(() => canonical(JSON.parse(json))).toThrow("malformed");
  });

  it("freezes what it walks", () => {
    const value = { a: [{ b: 1 }] };
    canonical(value);
    expect(() => value.a.push({ b: 2 })).toThrow(TypeError);
    expect(() => Object.assign(value.a[0] as object, { b: 2 })).toThrow(TypeError);
  });

  it("does not depend on the order of members", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 2 })), (object) => {
        fc.pre(isWritable(object));
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonical(reversed)).toBe(canonical(object));
        expect(JSON.parse(canonical(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  const isWritable = (value: unknown) => {
    try {
      return !!canonical(structuredClone(value));
    } catch {
      return false;
    }
  };
});

it("our SHA-256 is SHA-256", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(ours(bytes)).toString("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
    { numRuns: 500 },
  );
});
