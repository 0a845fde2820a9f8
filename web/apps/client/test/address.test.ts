import { describe, expect, it } from "vitest";
import { readAddress, readAmount, readCount, writeAddress } from "../src/address";

describe("the address", () => {
  it("holds every filter, and gives it back", () => {
    const enquiry = {
      country: "CA",
      region: "CA-QC",
      category: "TERM_LOAN",
      amount: "50000.50",
      termMonths: 24,
      purpose: "EQUIPMENT",
      creditScore: 640,
      monthsInBusiness: 0,
      monthlyRevenue: "12000",
      hasReceivables: false,
      industry: "4841",
    };
    const query = writeAddress({ enquiry, search: "maple & sons", view: "selection" });
    expect(readAddress(query)).toEqual({ enquiry, search: "maple & sons", view: "selection" });
  });

  it("is short when nothing is asked", () => {
    expect(writeAddress({ enquiry: {}, search: "", view: "list" })).toBe("");
    expect(writeAddress({ enquiry: { country: "US" }, search: "", view: "list" })).toBe("?country=US");
  });

  it("never guesses a country, and ignores what is malformed", () => {
    const query = "?country=canada&amount=1e5&term=-3&credit=9000&receivables=maybe&category=%3Cb%3E&view=x&industry=1";
    expect(readAddress(query)).toEqual({ enquiry: {}, search: "", view: "list" });
  });
});

describe("typed numbers", () => {
  it.each([
    ["50,000", "50000"],
    ["$ 50 000.50", "50000.50"],
    ["50k", "50000"],
    ["$1.25 M", "1250000"],
    ["2 mio", undefined],
    ["9999999999k", undefined],
    ["0", undefined],
    ["-5", undefined],
    ["1.234", undefined],
    ["1e9", undefined],
    ["9".repeat(13), undefined],
    ["", undefined],
  ])("the amount %j is %j", (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  it.each([
    ["300", 300],
    ["299", undefined],
    ["901", undefined],
    ["6 40", 640],
    ["640.5", undefined],
  ])("the score %j is %j", (text, score) => {
    expect(readCount(text, 300, 900)).toBe(score);
  });
});
