import { beforeEach, describe, expect, it, vi } from "vitest";
import { draftsOf } from "../src/forms/drafts";
import { changedFields, merged, threeWay, withTyped } from "../src/forms/merge";
import { thisTab } from "../src/forms/tab";
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

const draft = (minute: number, name = `Flex ${minute}`) => ({
  values: { name },
  base: { name: "" },
  revision: null,
  at: new Date(2026, 10, 25, 12, minute).toISOString(),
});

beforeEach(() => {
  vi.stubGlobal("localStorage", storage());
  return () => vi.unstubAllGlobals();
});

describe("a draft", () => {
  it("is there until it is forgotten, after a reload too", () => {
    const drafts = draftsOf("a");
    drafts.write("new", draft(1));
    expect(drafts.read("new")).toMatchObject(draft(1));
    expect(draftsOf("a").open("new")).toMatchObject(draft(1));
    drafts.forget("new");
    expect(drafts.read("new")).toBeNull();
    expect(draftsOf("a").open("new")).toBeNull();
  });

  it("is as old as what was typed last", () => {
    const drafts = draftsOf("a");
    drafts.write("new", draft(1, "Flex"));
    drafts.write("new", draft(2, "Flex"));
    expect(drafts.read("new")?.at).toBe(draft(1).at);
  });

  it("goes when fifty younger ones are there, and not for its own next word", () => {
    const drafts = draftsOf("a");
    for (let minute = 0; minute < 50; minute++) drafts.write(`p${minute}`, draft(minute));
    drafts.write("p3", draft(51));
    expect(drafts.read("p0")).not.toBeNull();
    drafts.write("p50", draft(52));
    expect(drafts.read("p0")).toBeNull();
    expect(drafts.read("p1")).not.toBeNull();
  });

  it("that another version wrote otherwise is none", () => {
    localStorage.setItem("lender-sync.draft.new~a", "{");
    localStorage.setItem("lender-sync.draft.new~b", "{");
    expect(draftsOf("a").open("new")).toBeNull();
  });
});

describe("two tabs with the same form", () => {
  it("take nothing from each other", () => {
    const a = draftsOf("a");
    const b = draftsOf("b");
    a.open("p");
    b.open("p");
    a.write("p", draft(1, "typed in a"));
    b.write("p", draft(2, "typed in b"));
    expect(draftsOf("a").open("p")).toMatchObject(draft(1, "typed in a"));
    expect(draftsOf("b").open("p")).toMatchObject(draft(2, "typed in b"));
  });

  it("know what is in their own", () => {
    const a = draftsOf("a");
    const b = draftsOf("b");
    a.open("p");
    b.open("p");
    a.write("p", draft(1, "typed in a"));
    expect(b.read("p")).toBeNull();
  });

  it("keep what the other typed when one saves", () => {
    const a = draftsOf("a");
    const b = draftsOf("b");
    a.write("p", draft(1, "typed in a"));
    expect(b.open("p")).toMatchObject(draft(1, "typed in a"));
    b.write("p", draft(2, "typed on in b"));
    a.write("p", draft(3, "typed on in a"));
    b.forget("p");
    expect(a.read("p")).toMatchObject(draft(3, "typed on in a"));
    expect(draftsOf("a").open("p")).toMatchObject(draft(3, "typed on in a"));
  });

  it("leave nothing behind of what is in both and saved in one", () => {
    draftsOf("a").write("p", draft(1));
    const b = draftsOf("b");
    b.write("p", b.open("p") ?? draft(2));
    draftsOf("a").forget("p");
    expect(draftsOf("c").open("p")).toBeNull();
  });
});

describe("the draft of a tab that was closed", () => {
  it("goes on in the next, and is gone when that saves", () => {
    draftsOf("closed").write("p", draft(1));
    const next = draftsOf("next");
    expect(next.open("p")).toMatchObject(draft(1));
    expect(next.read("p")).toMatchObject(draft(1));
    next.forget("p");
    expect(draftsOf("later").open("p")).toBeNull();
  });

  it("is gone too when it went through more tabs and reloads", () => {
    draftsOf("first").write("p", draft(1));
    const second = draftsOf("second");
    second.open("p");
    second.write("p", draft(2));
    const third = draftsOf("third");
    expect(third.open("p")).toMatchObject(draft(2));
    third.write("p", draft(3));
    const reloaded = draftsOf("third");
    expect(reloaded.open("p")).toMatchObject(draft(3));
    reloaded.write("p", draft(4));
    reloaded.forget("p");
    expect(draftsOf("later").open("p")).toBeNull();
  });

  it("is the newest of several", () => {
    draftsOf("older").write("p", draft(1));
    draftsOf("newer").write("p", draft(2));
    draftsOf("elsewhere").write("pq", draft(3));
    expect(draftsOf("next").open("p")).toMatchObject(draft(2));
  });
});

describe("a tab", () => {
  it("is the same after a reload, and its duplicate another one", () => {
    const session = storage();
    const first = openPage(session);
    const duplicate = openPage(session);
    expect(duplicate.tab).not.toBe(first.tab);
    first.hide();
    expect(openPage(session).tab).toBe(first.tab);
  });

  it("has a name without storage too", () => {
    expect(thisTab(new EventTarget(), () => undefined as never)).not.toBe("");
  });

  function openPage(session: Record<string, string>) {
    const page = new EventTarget();
    return {
      tab: thisTab(page, () => session as unknown as Storage),
      hide: () => page.dispatchEvent(new Event("pagehide")),
    };
  }
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
