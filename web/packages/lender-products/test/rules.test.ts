import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CATEGORIES,
  COUNTRIES,
  changedMembers,
  documentUnion,
  type Enquiry,
  eligibility,
  estimateCost,
  type LenderProduct,
  matching,
  money,
  PURPOSES,
  relaxations,
} from "../src/rules/index.js";
import { sharedJson } from "./support/vectors.js";

const who = sharedJson("rules/eligibility.json");
const documents = sharedJson("rules/documents.json");
const cost = sharedJson("rules/cost.json");
const BASE: LenderProduct = who.base;
const of = (members: Partial<LenderProduct>): LenderProduct => ({ ...BASE, ...members });

interface Named {
  readonly name: string;
}

describe("eligibility, as in Java", () => {
  it.each(who.cases as (Named & { product: object; enquiry: Enquiry; verdict: string; reasons: object[] })[])(
    "$name",
    ({ product, enquiry, verdict, reasons }) => {
      expect(eligibility(of(product), enquiry)).toEqual({ verdict, reasons });
    },
  );

  it.each(who.lists as (Named & { products: object[]; enquiry: Enquiry; matching: string[]; relaxations: object[] })[])(
    "$name",
    (list) => {
      const products = list.products.map(of);
      expect(matching(products, list.enquiry).map(({ id }) => id)).toEqual(list.matching);
      expect(relaxations(products, list.enquiry)).toEqual(list.relaxations);
    },
  );

  it("asking for less never makes a product ineligible", () => {
    const products = fc.constantFrom(...who.cases.map(({ product }: { product: object }) => of(product)));
    const enquiries = fc.constantFrom(...(who.cases.map((one: { enquiry: Enquiry }) => one.enquiry) as Enquiry[]));
    fc.assert(
      fc.property(products, enquiries, (product: LenderProduct, enquiry: Enquiry) => {
        if (eligibility(product, enquiry).verdict === "not-eligible") return;
        for (const filter of Object.keys(enquiry)) {
          expect(eligibility(product, { ...enquiry, [filter]: undefined }).verdict).not.toBe("not-eligible");
        }
      }),
    );
  });

  it.each(["10,000", "", "-1", "1e3", "10000.001", "NaN"])("an amount of %j is an error, never a guess", (amount) => {
    expect(() => eligibility(of({ amountMin: "1.00" }), { amount })).toThrow(RangeError);
  });
});

describe("the union of documents, as in Java", () => {
  it.each(documents.cases as (Named & { products: object[]; amount?: string; needs: object[] })[])(
    "$name",
    ({ products, amount, needs }) => {
      expect(documentUnion(products.map(of), amount)).toEqual(needs);
    },
  );
});

describe("the estimate of cost, as in Java", () => {
  it.each(cost.cases as (Named & { product: object; amount?: string; termMonths?: number })[])(
    "$name",
    ({ name: _, product, amount, termMonths, ...estimate }) => {
      expect(estimateCost(of(product), { amount, termMonths })).toEqual({ isEstimate: true, ...estimate });
    },
  );

  it("never calls a factor a rate", () => {
    expect(estimateCost(of({ rateKind: "FACTOR", rateMin: "1.24" }), {}).text).not.toMatch(/%|rate|interest/);
  });
});

it("the code lists are those of Java", () => {
  const codes = sharedJson("rules/codes.json");
  expect([CATEGORIES, PURPOSES, COUNTRIES]).toEqual([codes.categories, codes.purposes, codes.countries]);
});

it.each([
  ["0.00", "CAD", "$0"],
  ["999.90", "USD", "$999.90"],
  ["1000.00", "USD", "$1,000"],
  ["123456789012.34", "CAD", "$123,456,789,012.34"],
  ["1000.00", "EUR", "EUR 1,000"],
])("%s %s is %s", (amount, currency, text) => {
  expect(money(amount, currency)).toBe(text);
});

it("names the members that changed, but not the version", () => {
  const before = of({ requiredDocuments: [], version: 1 });
  const after = of({
    name: "Other",
    requiredDocuments: [{ code: "X", required: true, stage: null, amountFrom: null }],
  });
  expect(changedMembers(before, { ...after, version: 2 })).toEqual(["name", "requiredDocuments"]);
  expect(changedMembers(before, { ...before, version: 9 })).toEqual([]);
});
