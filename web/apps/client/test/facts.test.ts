import { describe, expect, it } from "vitest";
import { changes, FACTS, MAIN_FACTS, MORE_FACTS } from "../src/facts";
import { referenceData } from "../src/reference-data";
import { wordsFor } from "../src/words";
import { product } from "./products";

const labels = referenceData({ rateIndexes: [{ code: "US_PRIME", label: "US prime rate" }] }).labels;
const words = wordsFor("CA", labels);
const [amount, cost, term] = MAIN_FACTS.map(
  (fact) => (stated: Parameters<typeof product>[0]) => fact.text(product(stated), words),
);

describe("what a product says", () => {
  it("says that it states nothing, never zero", () => {
    for (const fact of [...MAIN_FACTS, ...MORE_FACTS]) {
      expect(fact.text(product(), words)).not.toMatch(/0|null|undefined|NaN/);
    }
    expect(amount?.({})).toBe("not stated");
  });

  it("says amounts in the applicant's currency, to the cent and no further", () => {
    expect(amount?.({ amountMin: "10000.00", amountMax: "999999999999.99" })).toBe("$10,000 to $999,999,999,999.99");
    expect(amount?.({ amountMax: "50000.00" })).toBe("up to $50,000");
    expect(amount?.({ amountMin: "50000.00", amountMax: "50000.00" })).toBe("$50,000");
    expect(amount?.({ amountMin: "5.00", currency: "USD" })).toBe("from US$5");
  });

  it("says costs in neutral words, and the index by its label", () => {
    expect(cost?.({ rateKind: "FACTOR", rateMin: "1.2400", rateMax: "1.2400" })).toBe("repay $1.24 for each $1");
    expect(cost?.({ rateKind: "APR", rateIndex: "US_PRIME", rateMin: "2.0000" })).toBe(
      "from US prime rate plus 2% a year",
    );
    expect(cost?.({ rateKind: "FACTOR", rateMin: "1.1000", rateMax: "1.2345" })).toBe(
      "repay $1.10 to $1.2345 for each $1",
    );
    expect(cost?.({ rateKind: "APR", rateIndex: "US_PRIME", rateMin: "2.5000", rateMax: "4.0000" })).toBe(
      "US prime rate plus 2.5% to 4% a year",
    );
    expect(cost?.({ rateKind: "MONTHLY_PERCENT", rateMax: "2.0000" })).toBe("up to 2% a month");
  });

  it("says terms in one unit", () => {
    expect(term?.({ termMinMonths: 6, termMaxMonths: 36 })).toBe("6 to 36 months");
    expect(term?.({ termMinMonths: 1, termMaxMonths: 1 })).toBe("1 month");
  });
});

describe("what changed", () => {
  const before = product({ amountMin: "1000.00", amountMax: "2000.00", description: "old" });

  it("is told once for each fact, before and after", () => {
    const after = { ...before, amountMin: "1500.00", amountMax: "2500.00", description: null, version: 2 };
    expect(changes(before, after, words)).toEqual([
      { label: "Amount", before: "$1,000 to $2,000", after: "$1,500 to $2,500" },
      { label: "Description", before: "old", after: "not stated" },
    ]);
  });

  it("is nothing when only the version differs", () => {
    expect(changes(before, { ...before, version: 9 }, words)).toEqual([]);
  });

  it("is told even of what this version does not know", () => {
    expect(changes(before, { ...before, bonus: 1 } as typeof before, words)).toHaveLength(1);
  });

  it("has words for every member of the wire", () => {
    const told = new Set<string>(FACTS.flatMap(({ members }) => members));
    expect(Object.keys(before).filter((member) => !told.has(member))).toEqual(["id", "version"]);
  });
});
