import { readFileSync } from "node:fs";
import type { LenderProduct } from "lender-products";
import { type Enquiry, eligibility } from "lender-products/rules";
import { describe, expect, it } from "vitest";
import { reasonText } from "../src/reasons";
import { wordsFor } from "../src/words";

interface Case {
  readonly name: string;
  readonly product: Partial<LenderProduct>;
  readonly enquiry: Enquiry;
}

const SHARED = new URL("../../../../protocol/src/test/resources/rules/eligibility.json", import.meta.url);
const { base, cases } = JSON.parse(readFileSync(SHARED, "utf8")) as { base: LenderProduct; cases: Case[] };
const labels = new Map([
  ["CA", "Canada"],
  ["US", "the United States"],
  ["CA-QC", "Quebec"],
]);

function said(members: Partial<LenderProduct>, enquiry: Enquiry): string[] {
  const product = { ...base, ...members };
  const judged = { product, enquiry, eligibility: eligibility(product, enquiry) };
  const words = wordsFor("CA", labels);
  // Whatever the rules write in English is not to be seen.
  return judged.eligibility.reasons.map((reason) => reasonText({ ...reason, text: "RULES" }, judged, words));
}

describe("reasons", () => {
  it.each(cases.map(({ name, product, enquiry }) => [name, product, enquiry] as const))(
    "are said in the portal's own words: %s",
    (_, product, enquiry) => {
      for (const text of said(product, enquiry)) expect(text).not.toMatch(/[A-Z]{2,}|_|null|undefined| of $| of 0/);
    },
  );

  it("name the product's limit, or what was asked for", () => {
    expect(said({ amountMin: "10000.00", termMaxMonths: 1 }, { amount: 5000, termMonths: 12 })).toEqual([
      "below the minimum amount of $10,000",
      "above the longest term of 1 month",
    ]);
    expect(said({ country: "US" }, { country: "CA" })).toEqual(["only for businesses in the United States"]);
    expect(said({ industriesExcluded: ["4841"] }, { industry: "484110" })).toEqual([
      "not offered to this industry: 484110",
    ]);
    expect(said({ minMonthlyRevenue: null }, { monthlyRevenue: "5000" })).toEqual([
      "the minimum monthly revenue is not stated",
    ]);
  });
});
