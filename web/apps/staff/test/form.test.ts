import { describe, expect, it } from "vitest";
import { errorsByField } from "../src/api/http";
import { EMPTY, errorInWords, inWords, toInput, toValues } from "../src/products/form";
import { product } from "./products";

describe("the form's values", () => {
  it("come from a product as a person would type them", () => {
    const values = toValues(
      product("a", { amountMin: "10000.00", rateMin: "7.9900", amountMax: null, minCreditScore: 640 }),
    );
    expect(values).toMatchObject({ amountMin: "10000", rateMin: "7.99", amountMax: "", minCreditScore: "640" });
  });

  it("go back as the API writes them, and nothing stated is null, never zero", () => {
    const input = toInput({ ...EMPTY, amountMin: "$10,000", rateMin: " 7.99 %", termMinMonths: "12" });
    expect(input).toMatchObject({
      amountMin: "10000",
      rateMin: "7.99",
      termMinMonths: 12,
      amountMax: null,
      minCreditScore: null,
    });
  });

  it("let the server say what is wrong with other text", () => {
    expect(toInput({ ...EMPTY, amountMin: "ten", minCreditScore: "good" })).toMatchObject({
      amountMin: "ten",
      minCreditScore: "good",
    });
  });

  it("survive the way there and back", () => {
    const requiredDocuments = [
      { code: "INVOICES" as const, required: false, stage: "CLOSING" as const, amountFrom: "500.50" },
    ];
    const values = toValues(product("a", { requiredDocuments, amountMin: "100.10", industriesExcluded: ["53"] }));
    expect(toValues({ ...product("a"), ...toInput(values) } as ReturnType<typeof product>)).toEqual(values);
  });

  it("get each error at its field", () => {
    const errors = [
      { pointer: "/requiredDocuments/0/amountFrom", detail: "must be an amount" },
      { pointer: "/name", detail: "first" },
      { pointer: "/name", detail: "second" },
    ];
    expect(errorsByField(errors)).toEqual({ "requiredDocuments.0.amountFrom": "must be an amount", name: "first" });
  });
});

describe("the server's words", () => {
  it("say which field is wrong as the screen names it", () => {
    const error = { pointer: "/requiredDocuments/0/amountFrom", detail: "must not be above amountMax" };
    expect(errorInWords(error)).toBe("Required documents must not be above maximum amount");
  });

  it("name fields as the screen does", () => {
    expect(inWords("must be at least amountMin, which is 50000")).toBe(
      "must be at least minimum amount, which is 50000",
    );
    expect(inWords("iPhone is no field")).toBe("iPhone is no field");
  });
});
