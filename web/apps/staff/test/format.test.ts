import { describe, expect, it } from "vitest";
import type { Client } from "../src/api/types";
import { proofOf } from "../src/products/proof";
import { ago, amounts, rates, terms } from "../src/ui/format";

describe("what a product states", () => {
  it("is a range, and what is not stated is never $0", () => {
    expect(amounts({ amountMin: "10000.00", amountMax: "250000.50" })).toBe("$10,000 – $250,000.50");
    expect(amounts({ amountMin: null, amountMax: null })).toBe("–");
    expect(amounts({ amountMin: "5000.00", amountMax: null })).toBe("from $5,000");
    expect(terms({ termMinMonths: null, termMaxMonths: 60 })).toBe("up to 60 mo");
  });

  it("never calls a factor a percentage", () => {
    expect(rates({ rateKind: "FACTOR", rateMin: "1.2400", rateMax: null, rateIndex: null })).toBe("from 1.24 factor");
    expect(rates({ rateKind: "APR", rateMin: "2.0000", rateMax: "3.5000", rateIndex: "SOFR" }, "SOFR")).toBe(
      "2 – 3.5 % + SOFR",
    );
  });

  it("keeps whole numbers whole", () => {
    expect(rates({ rateKind: "MONTHLY_PERCENT", rateMin: "10.0000", rateMax: "10.0000", rateIndex: null })).toBe(
      "10 % a month",
    );
  });
});

describe("ago", () => {
  const now = Date.parse("2026-06-10T12:00:00Z");
  it.each([
    ["2026-06-10T11:59:40Z", "just now"],
    ["2026-06-10T11:55:00Z", "5 min. ago"],
    ["2026-06-09T12:00:00Z", "yesterday"],
    ["2026-05-01T12:00:00Z", "May 1, 2026"],
  ])("%s is %s", (at, words) => {
    expect(ago(at, now)).toBe(words);
  });
});

describe("the proof of a save", () => {
  const client = (status: string, position: string | null, lagMillis = 5) =>
    ({ status, applied: position && { position, at: "", lagMillis } }) as unknown as Client;

  it("counts active apps that hold the position or a later one, of the same epoch", () => {
    const clients = [
      client("ACTIVE", "e:7", 42),
      client("ACTIVE", "e:8"),
      client("ACTIVE", "f:9"),
      client("ACTIVE", null),
      client("PAUSED", "e:7"),
    ];
    expect(proofOf("e:7", clients, null)).toEqual({ apps: 4, proven: 2, lagMillis: 42 });
  });

  it("does not forget a lag when the app moves on", () => {
    expect(proofOf("e:7", [client("ACTIVE", "e:9", 3)], { apps: 1, proven: 1, lagMillis: 42 }).lagMillis).toBe(42);
  });

  it("compares versions as numbers", () => {
    expect(proofOf("e:10", [client("ACTIVE", "e:9")], null).proven).toBe(0);
  });
});
