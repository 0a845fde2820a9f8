import { beforeEach, describe, expect, it, vi } from "vitest";
import { drafts } from "../src/forms/drafts";
import { changedFields, merged, threeWay, withTyped } from "../src/forms/merge";
import { EMPTY as NO_LENDER } from "../src/lenders/form";
import { EMPTY } from "../src/products/form";

describe("two edits of one product", () => {
  const base = { ...EMPTY, name: "Flex", amountMin: "1", amountMax: "5", description: "old" };
  const mine = { ...base, name: "Flex Mine", amountMin: "2", description: "same" };
  const other = { ...base, name: "Flex Theirs", amountMax: "9", description: "same" };
  const differences = threeWay(base, mine, other);

  it("are told apart by who changed what", () => {
    expect(differences.map(({ field, by }) => [field, by])).toEqual([
      ["name", "both"],
      ["amountMin", "me"],
      ["amountMax", "other"],
    ]);
  });

  it("become one, with a choice where both changed the same", () => {
    expect(merged(other, differences, { name: "mine" })).toMatchObject({
      name: "Flex Mine",
      amountMin: "2",
      amountMax: "9",
    });
    expect(merged(other, differences, { name: "other" })).toMatchObject({ name: "Flex Theirs", amountMin: "2" });
  });

  it("never overwrite theirs without a choice", () => {
    expect(merged(other, differences, {}).name).toBe("Flex Theirs");
  });
});

describe("what is typed while a save is under way", () => {
  it("stays, over what was saved", () => {
    const sent = { ...EMPTY, name: "Flex", amountMax: "5,000" };
    const saved = { ...sent, amountMax: "5000" };
    expect(withTyped(saved, sent, { ...sent, feesNote: "later" })).toEqual({ ...saved, feesNote: "later" });
    expect(withTyped(saved, sent, sent)).toEqual(saved);
  });
});

describe("two edits of one lender", () => {
  it("are told apart the same way", () => {
    const mine = { ...NO_LENDER, name: "Mine", notes: "call Ana" };
    const other = { ...NO_LENDER, name: "Theirs", website: "https://example.com" };
    const differences = threeWay(NO_LENDER, mine, other);
    expect(differences.map(({ field, by }) => [field, by])).toEqual([
      ["name", "both"],
      ["website", "other"],
      ["notes", "me"],
    ]);
    expect(merged(other, differences, { name: "mine" })).toEqual({
      ...NO_LENDER,
      name: "Mine",
      website: "https://example.com",
      notes: "call Ana",
    });
    expect(changedFields(NO_LENDER, mine)).toEqual(["name", "notes"]);
  });
});

describe("a draft", () => {
  const draft = (minute: number) => ({
    values: { name: `Flex ${minute}` },
    base: { name: "" },
    revision: null,
    at: new Date(2026, 10, 25, 12, minute).toISOString(),
  });

  beforeEach(() => {
    vi.stubGlobal("localStorage", storage());
    return () => vi.unstubAllGlobals();
  });

  it("is there until it is forgotten", () => {
    drafts.write("new", draft(1));
    expect(drafts.read("new")).toEqual(draft(1));
    drafts.forget("new");
    expect(drafts.read("new")).toBeNull();
  });

  it("goes when twenty younger ones are there, and not for its own next word", () => {
    for (let minute = 0; minute < 20; minute++) drafts.write(`p${minute}`, draft(minute));
    drafts.write("p3", draft(30));
    expect(drafts.read("p0")).not.toBeNull();
    drafts.write("p20", draft(31));
    expect(drafts.read("p0")).toBeNull();
    expect(drafts.read("p1")).not.toBeNull();
  });

  it("that another version wrote otherwise is none", () => {
    localStorage.setItem("lender-sync.draft.new", "{");
    expect(drafts.read("new")).toBeNull();
  });
});

/** As a browser's, whose keys are its properties. */
function storage() {
  return Object.defineProperties({} as Record<string, string>, {
    getItem: {
      value(this: Record<string, string>, key: string) {
        return this[key] ?? null;
      },
    },
    setItem: {
      value(this: Record<string, string>, key: string, text: string) {
        this[key] = text;
      },
    },
    removeItem: {
      value(this: Record<string, string>, key: string) {
        delete this[key];
      },
    },
  });
}
