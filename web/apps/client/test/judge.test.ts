import { describe, expect, it } from "vitest";
import { grouped, hints, inCountry, judgeFor } from "../src/judge";
import { product } from "./products";

const enquiry = { country: "CA", category: "TERM_LOAN", amount: "50000" };
const fits = product({ id: "1", category: "TERM_LOAN", amountMin: "1000.00", amountMax: "90000.00" });
const open = product({ id: "2", category: "TERM_LOAN", lenderName: "Érable" });
const small = product({ id: "3", category: "TERM_LOAN", amountMax: "10000.00" });
const other = product({ id: "4", category: "LINE_OF_CREDIT" });
const american = product({ id: "5", country: "US", category: "TERM_LOAN", amountMin: "1.00" });
const all = [fits, open, small, other, american];

const ids = (search = "") => {
  const groups = grouped(inCountry(all, "CA"), enquiry, search, judgeFor(enquiry));
  return Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, group.map((one) => one.product.id)]));
};

describe("the list", () => {
  it("groups what is of the wanted kind, and leaves out other countries", () => {
    expect(ids()).toEqual({ eligible: ["1"], "ask-us": ["2"], "not-eligible": ["3"] });
  });

  it("is searched by every word, in product and lender", () => {
    expect(ids("flex ÉRABLE")).toEqual({ eligible: [], "ask-us": ["2"], "not-eligible": [] });
    expect(ids("erable flex"), "without its accent").toEqual(ids("flex ÉRABLE"));
    expect(ids("nothing")).toEqual({ eligible: [], "ask-us": [], "not-eligible": [] });
  });

  it("judges each state of a product once", () => {
    const judge = judgeFor(enquiry);
    expect(judge(fits)).toBe(judge(fits));
    expect(judge({ ...fits })).not.toBe(judge(fits));
  });

  it("hints at filters to relax, never at another country", () => {
    const found = hints(inCountry([small, american], "CA"), enquiry, 3);
    expect(found).toEqual([{ filter: "amount", matches: 1 }]);
    expect(hints([american], enquiry, 3)).toEqual([]);
  });
});
