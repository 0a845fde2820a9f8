import type { Enquiry } from "lender-products/rules";
import { useCallback, useMemo, useSyncExternalStore } from "react";

/** What the page's address says: so it can be kept, shared and gone back to. */
export interface Address {
  readonly enquiry: Enquiry;
  readonly search: string;
  readonly view: "list" | "selection";
}

const NAMES = {
  country: "country",
  region: "region",
  category: "category",
  amount: "amount",
  termMonths: "term",
  purpose: "purpose",
  creditScore: "credit",
  monthsInBusiness: "months",
  monthlyRevenue: "revenue",
  hasReceivables: "receivables",
  industry: "industry",
} as const satisfies Record<keyof Enquiry, string>;

const CODE = /^[A-Z][A-Z0-9_-]{1,40}$/;
const MOST_MONTHS = 1_200;
const MOST_SEARCH = 120;

const UNITS: Record<string, number> = { k: 1_000, m: 1_000_000 };

/** Money as somebody types it: `50,000`, `$50 000.50`, `50k`, `1.5m`. undefined: it is none. */
export function readAmount(text: string): string | undefined {
  const plain = text.replace(/[$,\s]/g, "").toLowerCase();
  const [, number = "", unit = ""] = /^(\d{1,12}(?:\.\d{1,2})?)([km]?)$/.exec(plain) ?? [];
  const amount = Number(number) * (UNITS[unit] ?? 1);
  if (!(amount > 0 && amount < 1e12)) return undefined;
  return unit ? `${Math.round(amount * 100) / 100}` : number;
}

/** A whole number from `least` to `most`. */
export function readCount(text: string, least: number, most: number): number | undefined {
  const plain = text.replace(/[,\s]/g, "");
  const count = /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
  return count >= least && count <= most ? count : undefined;
}

export const readTerm = (text: string) => readCount(text, 1, 600);
export const readScore = (text: string) => readCount(text, 300, 900);
export const readMonths = (text: string) => readCount(text, 0, MOST_MONTHS);

/** A NAICS code, two to six digits. */
export const readIndustry = (text: string) => (/^\d{2,6}$/.test(text.trim()) ? text.trim() : undefined);

/** What is malformed in an address is as if it were not there. */
export function readAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const read = <T>(name: keyof Enquiry, of: (text: string) => T | undefined) => {
    const text = parameters.get(NAMES[name]);
    const value = text === null ? undefined : of(text);
    return value === undefined ? {} : { [name]: value };
  };
  const code = (text: string) => (CODE.test(text) ? text : undefined);
  const yesOrNo = (text: string) => (text === "yes" ? true : text === "no" ? false : undefined);
  return {
    enquiry: {
      ...read("country", (text) => (/^[A-Z]{2}$/.test(text) ? text : undefined)),
      ...read("region", code),
      ...read("category", code),
      ...read("amount", readAmount),
      ...read("termMonths", readTerm),
      ...read("purpose", code),
      ...read("creditScore", readScore),
      ...read("monthsInBusiness", readMonths),
      ...read("monthlyRevenue", readAmount),
      ...read("hasReceivables", yesOrNo),
      ...read("industry", readIndustry),
    },
    search: (parameters.get("q") ?? "").slice(0, MOST_SEARCH),
    view: parameters.get("view") === "selection" ? "selection" : "list",
  };
}

export function writeAddress({ enquiry, search, view }: Address): string {
  const parameters = new URLSearchParams();
  for (const [name, parameter] of Object.entries(NAMES)) {
    const value = enquiry[name as keyof Enquiry];
    if (value !== undefined) parameters.set(parameter, value === true ? "yes" : value === false ? "no" : `${value}`);
  }
  if (search) parameters.set("q", search);
  if (view !== "list") parameters.set("view", view);
  return parameters.size === 0 ? "" : `?${parameters}`;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

export interface Navigation extends Address {
  /** Changes the enquiry, in place: going back does not undo each letter. undefined leaves a part open. */
  ask(change: { readonly [Name in keyof Enquiry]?: Enquiry[Name] | undefined }): void;
  find(search: string): void;
  /** Goes to another page, from which one can go back. */
  go(change: Partial<Address>): void;
}

export function useAddress(): Navigation {
  const query = useSyncExternalStore(subscribe, () => location.search);
  const address = useMemo(() => readAddress(query), [query]);
  const move = useCallback((next: Address, how: "pushState" | "replaceState") => {
    history[how](null, "", `${location.pathname}${writeAddress(next)}`);
    for (const listener of [...listeners]) listener();
  }, []);
  return useMemo(
    () => ({
      ...address,
      // Read anew each time: two changes may come before the next drawing.
      ask: (change) => {
        const now = readAddress(location.search);
        move({ ...now, enquiry: { ...now.enquiry, ...change } }, "replaceState");
      },
      find: (search) => move({ ...readAddress(location.search), search }, "replaceState"),
      go: (change) => move({ ...readAddress(location.search), ...change }, "pushState"),
    }),
    [address, move],
  );
}
