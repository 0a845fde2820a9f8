import { createContext, useContext, useMemo } from "react";
import { humanized } from "./codes";
import { type ReferenceData, useReferenceData } from "./reference-data";
import { TEXTS } from "./texts";

/** How codes, money, numbers and times read in the applicant's country. */
export interface Words {
  /** The label of a code; of one that nobody named, the code itself made readable. */
  label(code: string): string;
  money(amount: string, currency: string): string;
  /** For estimates: cents would promise too much. */
  roundMoney(amount: string, currency: string): string;
  /** Money for each unit of it: a decimal text, to four decimals. */
  factor(value: string, currency: string): string;
  number(value: number): string;
  /** Of a decimal text, to four decimals. */
  percent(value: string): string;
  months(count: number): string;
  /** From one to the other, where a product states them. */
  range<T>(low: T | null, high: T | null, one: (value: T) => string): string;
  /** With the day, when it is not today's. */
  time(at: number | Date): string;
}

export function wordsFor(country: string | undefined, labels: ReadonlyMap<string, string>): Words {
  const locale = country ? `en-${country}` : "en";
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: "unit", unit: "percent", maximumFractionDigits: 4 });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23" });
  const clockAndDay = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const monies = new Map<string, Intl.NumberFormat>();
  const money = (amount: string, currency: string) => {
    let format = monies.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(locale, { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
      monies.set(currency, format);
    }
    // As text, so that nothing is rounded on the way.
    return format.format(amount as `${number}`);
  };
  const factor = (value: string, currency: string) =>
    new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 4 }).format(
      value as `${number}`,
    );
  const label = (code: string) => labels.get(code) ?? humanized(code);
  return {
    label,
    money,
    factor,
    roundMoney: (amount, currency) => money(`${Math.round(Number(amount))}`, currency),
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value as `${number}`),
    months: (count) => TEXTS.months(count, numbers.format(count)),
    range(low, high, one) {
      if (low === null) return high === null ? TEXTS.facts.notStated : TEXTS.facts.upTo(one(high));
      if (high === null) return TEXTS.facts.from(one(low));
      const [from, to] = [one(low), one(high)];
      return from === to ? from : TEXTS.facts.between(from, to);
    },
    time: (at) => (new Date(at).toDateString() === new Date().toDateString() ? clock : clockAndDay).format(at),
  };
}

const WordsContext = createContext<Words>(wordsFor(undefined, new Map()));

export const WordsProvider = WordsContext.Provider;
export const useWords = () => useContext(WordsContext);

export function useWordsFor(country: string | undefined): [Words, ReferenceData] {
  const reference = useReferenceData();
  return [useMemo(() => wordsFor(country, reference.labels), [country, reference]), reference];
}
