import { describe, expect, it } from "vitest";
import { withNewest } from "../src/api/latest";
import { listItems, matching, readSearch, sorted, steady } from "../src/products/view";
import { product } from "./products";

const label = (code: string) => ({ TERM_LOAN: "Term loan", LINE_OF_CREDIT: "Line of credit" })[code] ?? code;
const ids = (products: { id: string }[]) => products.map(({ id }) => id).join("");

describe("the view in the URL", () => {
  it("keeps what is known and leaves out the rest", () => {
    const read = readSearch({
      q: "flex",
      lender: "l1",
      category: ["A", 7],
      sort: "nonsense",
      group: "lender",
      desc: "yes",
      x: 1,
    });
    expect(read).toEqual({ q: "flex", lender: ["l1"], category: ["A"], group: "lender" });
  });
});

describe("matching", () => {
  const products = [
    product("a", { name: "Flex Line", lenderName: "Crédit Côté", category: "LINE_OF_CREDIT" }),
    product("b", { name: "Flex Loan", internalNotes: "ask Amélie", country: "US" }),
    product("c", { status: "DRAFT" }),
  ];
  const found = (view: Parameters<typeof matching>[1]) => ids(matching(products, view, label));

  it("wants each word, somewhere, without regard to accents and case", () => {
    expect(found({ q: "CREDIT cote flex" })).toBe("a");
    expect(found({ q: "amelie" })).toBe("b");
    expect(found({ q: "flex nowhere" })).toBe("");
    expect(found({ q: "line of" })).toBe("a");
  });

  it("takes either of a filter's values, and all of the filters", () => {
    expect(found({ country: ["CA", "US"] })).toBe("abc");
    expect(found({ country: ["CA"], status: ["DRAFT"] })).toBe("c");
    expect(found({ category: [] })).toBe("");
  });
});

describe("sorted", () => {
  const products = [
    product("a", { amountMin: "90.00", name: "Tier 10" }),
    product("b", { amountMin: null, name: "Tier 9" }),
    product("c", { amountMin: "1000.00", name: "tier 1" }),
  ];

  it("compares numbers as numbers, and puts what is not stated last in both directions", () => {
    expect(ids(sorted(products, { sort: "amountMin" }, label))).toBe("acb");
    expect(ids(sorted(products, { sort: "amountMin", desc: true }, label))).toBe("cab");
  });

  it("reads the numbers in names", () => {
    expect(ids(sorted(products, {}, label))).toBe("cba");
  });

  it("is the same for every order that it was given", () => {
    const same = [product("z", { name: "One" }), product("y", { name: "One" })];
    expect(ids(sorted(same, { sort: "country" }, label))).toBe("yz");
  });
});

describe("steady", () => {
  const before = [product("c"), product("a"), product("d")];

  it("keeps rows where they were, and adds new ones last", () => {
    const fresh = [product("a"), product("b"), product("c"), product("d")];
    expect(ids(steady(before, fresh, fresh))).toBe("cadb");
  });

  it("keeps one that was deleted, and one that the view wants no more, so that those below stay", () => {
    const all = [product("c", { name: "New", status: "ARCHIVED" }), product("d")];
    const shown = steady(before, [product("d")], all);
    expect(ids(shown)).toBe("cad");
    expect(shown[0]?.name).toBe("New");
  });
});

describe("groups", () => {
  const products = [product("a"), product("b", { category: "LINE_OF_CREDIT" }), product("c")];

  it("heads each group with its count, by label", () => {
    const items = listItems(products, "category", new Set(["TERM_LOAN"]), label);
    const text = items.map((item) => (item.kind === "group" ? `${item.label} ${item.count}` : item.product.id));
    expect(text).toEqual(["Line of credit 1", "b", "Term loan 2"]);
  });
});

describe("groups while rows keep their places", () => {
  it("stay as they were, and what was added comes below all", () => {
    const before = product("a", { status: "DRAFT" });
    const products = [product("a", { status: "PUBLISHED" }), product("z")];
    const items = listItems(products, "status", new Set(), label, new Map([["a", before]]));
    const text = items.map((item) => (item.kind === "group" ? item.label : item.product.status));
    expect(text).toEqual(["DRAFT", "PUBLISHED", "Just added", "PUBLISHED"]);
  });
});

describe("news about products", () => {
  it("never replaces a newer revision by an older one", () => {
    const held = [product("a", { revision: 3, name: "New" })];
    const next = withNewest(held, [product("a", { revision: 2, name: "Old" }), product("b")]);
    expect(next.map(({ id, name }) => [id, name])).toEqual([
      ["a", "New"],
      ["b", "Product b"],
    ]);
  });
});
