import type { Product } from "../api/types";

export const NOT_STATED = "–";

/** "10000.00" is "10,000", "10000.50" keeps its cents. Never by way of a binary fraction. */
export function amount(text: string | null | undefined): string | null {
  if (text == null) return null;
  const [whole = "0", cents = "00"] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return /^0*$/.test(cents) ? grouped : `${grouped}.${cents}`;
}

/** "7.9900" is "7.99". */
export function plainNumber(text: string | null | undefined): string | null {
  if (text == null) return null;
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function range(from: string | null, to: string | null): string {
  if (from === null && to === null) return NOT_STATED;
  if (to === null) return `from ${from}`;
  if (from === null) return `up to ${to}`;
  return from === to ? from : `${from} – ${to}`;
}

export function amounts(product: Pick<Product, "amountMin" | "amountMax">): string {
  const from = amount(product.amountMin);
  const to = amount(product.amountMax);
  return range(from === null ? null : `$${from}`, to === null ? null : `$${to}`);
}

export function rates(product: Pick<Product, "rateKind" | "rateMin" | "rateMax" | "rateIndex">, index = ""): string {
  const values = range(plainNumber(product.rateMin), plainNumber(product.rateMax));
  if (values === NOT_STATED) return NOT_STATED;
  if (product.rateKind === "FACTOR") return `${values} factor`;
  const unit = product.rateKind === "MONTHLY_PERCENT" ? " % a month" : " %";
  return index ? `${values}${unit} + ${index}` : `${values}${unit}`;
}

export function terms(product: Pick<Product, "termMinMonths" | "termMaxMonths">): string {
  const text = (months: number | null | undefined) => (months == null ? null : String(months));
  const values = range(text(product.termMinMonths), text(product.termMaxMonths));
  return values === NOT_STATED ? NOT_STATED : `${values} mo`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const precise = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

/** "5 min. ago"; what is older than a week by its day. */
export function ago(at: string, now: number): string {
  const millis = Date.parse(at) - now;
  if (millis < -7 * 86_400_000) return day.format(new Date(at));
  for (const [unit, length] of STEPS) {
    if (Math.abs(millis) >= length) return relative.format(Math.trunc(millis / length), unit);
  }
  return "just now";
}

export const moment = (at: string) => precise.format(new Date(at));

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export function millis(value: number): string {
  return value < 1_000 ? `${value} ms` : `${(value / 1_000).toFixed(1)} s`;
}

/** "staff:ana@example.com" as a person reads it. */
export const actor = (text: string) => text.replace(/^(staff|token|user):/, "");
