import type { LenderProduct } from "../product.js";
import { type Amount, cents, decimal, scaled } from "./money.js";

/** The lowest and the highest, where the product states them. */
export interface Range {
  readonly min: string | null;
  readonly max: string | null;
}

/** What a product would cost: an estimate, and to be shown as one. */
export interface CostEstimate {
  readonly isEstimate: true;
  /** In neutral words: "repay $1.24 for each $1", never a factor as a rate of interest. */
  readonly text: string;
  /** All that is paid back, as decimal texts; null when it cannot be estimated. */
  readonly total: Range | null;
  /** Each month's payment, for loans at a yearly rate. */
  readonly monthly: Range | null;
  /** Why there is no total. */
  readonly missing: "rate" | "index" | "amount" | "term" | null;
}

/**
 * Estimates the cost of borrowing `amount` for `termMonths`. A yearly rate is taken for a loan paid back in equal
 * months; a monthly one is charged each month on the whole amount.
 */
export function estimateCost(
  product: LenderProduct,
  { amount, termMonths }: { readonly amount?: Amount | undefined; readonly termMonths?: number | undefined },
): CostEstimate {
  const { rateKind, rateIndex, rateMin, rateMax } = product;
  const estimate = (missing: CostEstimate["missing"], total: Range | null = null, monthly: Range | null = null) =>
    ({ isEstimate: true, text: text(product), total, monthly, missing }) as const;
  if (rateKind === null || (rateMin === null && rateMax === null)) return estimate("rate");
  if (rateIndex !== null) return estimate("index");
  if (amount === undefined) return estimate("amount");
  const borrowed = cents(amount, "amount");
  const range = (of: (rate: string) => bigint): Range => ({
    min: rateMin === null ? null : decimal(of(rateMin)),
    max: rateMax === null ? null : decimal(of(rateMax)),
  });
  if (rateKind === "FACTOR")
    return estimate(
      null,
      range((rate) => share(borrowed * rate4(rate), 10_000n)),
    );
  if (termMonths === undefined || termMonths < 1) return estimate("term");
  if (rateKind === "MONTHLY_PERCENT") {
    const months = BigInt(termMonths);
    return estimate(
      null,
      range((rate) => share(borrowed * (1_000_000n + rate4(rate) * months), 1_000_000n)),
    );
  }
  if (rateKind !== "APR") return estimate("rate");
  return estimate(
    null,
    range((rate) => inCents(payment(borrowed, rate, termMonths) * termMonths)),
    range((rate) => inCents(payment(borrowed, rate, termMonths))),
  );
}

/** A rate times 10,000. */
const rate4 = (rate: string) => scaled(rate, 4, "a rate");

/** Rounded half up. */
const share = (dividend: bigint, divisor: bigint) => (2n * dividend + divisor) / (2n * divisor);

/** The monthly payment of an annuity, in cents. Multiplies rather than to use a power, which no standard pins down. */
function payment(borrowed: bigint, rate: string, months: number): number {
  const monthly = Number(rate4(rate)) / 12_000_000;
  let growth = 1;
  for (let month = 0; month < months; month++) growth *= 1 + monthly;
  return monthly === 0 ? Number(borrowed) / months : (Number(borrowed) * monthly * growth) / (growth - 1);
}

const inCents = (amount: number) => BigInt(Math.floor(amount + 0.5));

function text({ rateKind, rateIndex, rateMin, rateMax }: LenderProduct): string {
  const low = rateMin ?? rateMax;
  if (rateKind === null || low === null) return "the cost is not stated";
  const isFactor = rateKind === "FACTOR";
  const one = (rate: string) => (isFactor ? `$${plain(rate, 2)}` : `${plain(rate, 0)} %`);
  const isRange = rateMin !== null && rateMax !== null && rate4(rateMin) !== rate4(rateMax);
  const prefix = rateMax === null ? "from " : rateMin === null ? "up to " : "";
  const rates = isRange ? `${one(rateMin)} to ${one(rateMax)}` : `${prefix}${one(low)}`;
  if (isFactor) return `repay ${rates} for each $1`;
  const over = rateIndex === null ? "" : `${rateIndex} plus `;
  return `${over}${rates} ${rateKind === "MONTHLY_PERCENT" ? "a month" : "a year"}`;
}

/** Without zeros at the end, beyond so many decimals. */
function plain(rate: string, decimals: number): string {
  const [whole, fraction = ""] = rate.split(".");
  const kept = fraction.replace(/0+$/, "").padEnd(decimals, "0");
  return kept === "" ? String(whole) : `${whole}.${kept}`;
}
