/** A decimal text such as `"10000.00"`, or a number of at most two decimals. */
export type Amount = string | number;

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,4}))?$/;

/** The value times 10^`scale`, exactly. @throws RangeError naming what is no decimal number of that scale */
export function scaled(value: Amount, scale: number, what: string): bigint {
  const [, whole, fraction = ""] = DECIMAL.exec(String(value)) ?? [];
  if (whole === undefined || /[1-9]/.test(fraction.slice(scale))) {
    throw new RangeError(`${what}: not a decimal number of at most ${scale} decimals: ${value}`);
  }
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
}

export const cents = (value: Amount, what: string): bigint => scaled(value, 2, what);

/** `"1234.50"` of 123450 cents. */
export function decimal(amount: bigint): string {
  const digits = amount.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `$10,000`, or `$10,000.50`; another currency than dollars is named. */
export function money(value: Amount, currency: string): string {
  const [whole = "", fraction] = decimal(cents(value, "an amount")).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = fraction === "00" ? grouped : `${grouped}.${fraction}`;
  return currency === "CAD" || currency === "USD" ? `$${text}` : `${currency} ${text}`;
}
