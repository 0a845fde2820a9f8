import { describe, expect, it } from "vitest";
import type { ReferenceData } from "../src/api/types";
import { columnOf, placeOf, wordsOf } from "../src/imports/problems";

const codes = { categories: [{ code: "TERM_LOAN", label: "Term loan" }] } as unknown as ReferenceData;
const problem = (detail: string, cell: string | null = null) => ({ column: null, cell, detail, value: null });

describe("a problem of a row", () => {
  it("is mended at the column of its cell, as spreadsheets count them", () => {
    expect(["A1", "Z20", "AA3", "AB12", "ZZ9"].map(columnOf)).toEqual([0, 25, 26, 27, 701]);
    expect(placeOf(problem("is no amount", "C12"))).toEqual({ column: 2 });
  });

  it("without a cell is mended for all rows, when it is about a member", () => {
    expect(placeOf(problem("country must be stated"))).toEqual({ member: "country" });
    expect(placeOf(problem("the row says the same as row 3"))).toBeNull();
  });

  it("that is a lender who is not there is mended by letting lenders in", () => {
    const unknown = problem("is no lender that is there; set createLenders to add it", "A2");
    expect(placeOf(unknown)).toBe("new lenders");
    expect(wordsOf(unknown, codes)).toBe("is no lender that is there");
  });

  it("is told with the screen's names of fields and codes", () => {
    expect(wordsOf(problem("requiresReceivables must be stated"), codes)).toBe("Needs receivables must be stated");
    expect(wordsOf(problem("means none of TERM_LOAN, OTHER_LOAN", "C2"), codes)).toBe(
      "means none of Term loan, OTHER_LOAN",
    );
    expect(wordsOf(problem("must be at least amountMin", "D2"), codes)).toBe("must be at least minimum amount");
    expect(wordsOf(problem("must be CAD", "D2"), undefined)).toBe("must be CAD");
  });
});
