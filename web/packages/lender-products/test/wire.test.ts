import { describe, expect, it } from "vitest";
import { sha256 } from "../src/sha256.js";
import { MAX_FRAME, readDelta, readFrame, readKept, readSnapshot, writeKept } from "../src/wire.js";
import { at, catalog, delta, id, product, WRONG } from "./support/catalogs.js";
import { SPEC, shared } from "./support/vectors.js";

const POSITION = "k3v9q2xw7b:124";
const ZEROS = "0".repeat(64);

describe("the golden files that Java writes", () => {
  it("snapshot.json", async () => {
    const { catalog, claimed } = await readSnapshot(shared("golden/snapshot.json"), sha256);
    expect(catalog.digest).toBe(claimed);
    expect(catalog.position).toBe(POSITION);
    expect(catalog.products.map(({ id }) => id)).toEqual(
      JSON.parse(shared("golden/snapshot.json")).products.map(({ id }: { id: string }) => id),
    );
  });

  it("delta.json", async () => {
    const read = await readDelta(shared("golden/delta.json"), sha256);
    expect([read.from, read.to, read.upserts.length, read.deletes.length]).toEqual(["k3v9q2xw7b:120", POSITION, 2, 2]);
  });

  it("live-server.jsonl", async () => {
    const frames = shared("golden/live-server.jsonl").trim().split("\n");
    const read = await Promise.all(frames.map((frame) => readFrame(frame, sha256)));
    const where = { position: POSITION, digest: ZEROS };
    expect(read.map(({ type }) => type)).toEqual([
      "hello",
      "hello",
      "delta",
      "heartbeat",
      "heartbeat",
      "resync",
      "goodbye",
    ]);
    expect(read[0]).toMatchObject({ type: "hello", ...where, ageMillis: 12 });
    expect(read[3]).toMatchObject({ type: "heartbeat", ...where, ageMillis: 7 });
    expect(read[4]).toMatchObject({ type: "heartbeat", ...where, n: 3 });
    expect(read[5]).toMatchObject({ type: "resync", full: true });
    expect(read[6]).toMatchObject({ type: "goodbye", reconnectAfterMillis: 1234 });
  });
});

it("reads the frames that SPEC shows", async () => {
  const [, block = ""] = /```frames\n([^`]*)```/.exec(SPEC) ?? [];
  const read = await Promise.all(
    block
      .trim()
      .split("\n")
      .map((frame) => readFrame(frame, sha256)),
  );
  expect(read.map(({ type }) => type)).toEqual(["hello", "delta", "heartbeat", "resync", "goodbye", "ping", "applied"]);
});

describe("what is kept", () => {
  it("is read again", async () => {
    const read = await readKept(await writeKept(catalog(5), sha256), sha256);
    expect(read.is(catalog(5))).toBe(true);
  });

  it.each([
    ["torn", (text: string) => text.slice(0, -1)],
    ["without its seal", (text: string) => text.slice(0, -64)],
    ["at another version", (text: string) => text.replace(at(5), at(6))],
    ["of another epoch", (text: string) => text.replace(at(5), at(5, "e2"))],
    ["of another content", (text: string) => text.replace("terme 2", "terme X")],
    ["longer", (text: string) => `${text} `],
  ])("is not believed when it is %s", async (_, damage) => {
    const text = await writeKept(catalog(5), sha256);
    expect(damage(text)).not.toBe(text);
    await expect(readKept(damage(text), sha256)).rejects.toThrow();
  });
});

const SOME = { from: at(5), to: at(6), digest: WRONG, upserts: [], deletes: [] };

it.each([
  ["no JSON", "{"],
  ["no object", "null"],
  ["a list", "[]"],
  ["no type", "{}"],
  ["a hello without a position", JSON.stringify({ type: "hello", digest: ZEROS })],
  ["a digest that is none", JSON.stringify({ type: "hello", position: POSITION, digest: "abc" })],
  ["an age below zero", JSON.stringify({ type: "hello", position: POSITION, digest: ZEROS, ageMillis: -1 })],
  ["an age that is a text", JSON.stringify({ type: "heartbeat", position: POSITION, digest: ZEROS, ageMillis: "1" })],
  ["a delta that stays", JSON.stringify({ type: "delta", ...SOME, to: at(5) })],
  ["a delta into another epoch", JSON.stringify({ type: "delta", ...SOME, to: "e2:6" })],
  ["a delta without lists", JSON.stringify({ type: "delta", ...SOME, upserts: undefined })],
  ["a deletion of what is no id", JSON.stringify({ type: "delta", ...SOME, deletes: ["1"] })],
  ["a product twice", JSON.stringify({ type: "delta", ...SOME, upserts: [product(1)], deletes: [id(1)] })],
  ["a product without version", JSON.stringify({ type: "delta", ...SOME, upserts: [{ id: id(1) }] })],
  ["a product that is none", JSON.stringify({ type: "delta", ...SOME, upserts: [null] })],
  ["a goodbye without a time", JSON.stringify({ type: "goodbye", reason: "" })],
  ["a frame too long", JSON.stringify({ type: "news", text: "x".repeat(MAX_FRAME) })],
])("refuses %s", async (_, text) => {
  await expect(readFrame(text, sha256)).rejects.toThrow();
});

it("keeps members that it does not know, and hashes them", async () => {
  const newer = { ...product(1), unheardOf: { a: [1, "x"] } };
  const text = JSON.stringify({ position: at(1), digest: WRONG, products: [newer] });
  const { catalog } = await readSnapshot(text, sha256);
  expect(catalog.get(id(1))).toEqual(newer);
  expect(catalog.digest).not.toBe(delta(0, 1).digest);
});
