import { searchText } from "../ui/search";

/** What the address of the page says: the tab and what it is narrowed to. Days are days of who looks. */
export interface ActivityView {
  tab: "catalog" | "audit";
  actor: string;
  subject: string;
  source: string;
  operation: string;
  action: string;
  from: string;
  to: string;
}

type Filter = Exclude<keyof ActivityView, "tab">;

const OF: Record<ActivityView["tab"], readonly Filter[]> = {
  catalog: ["subject", "actor", "source", "operation", "from", "to"],
  audit: ["actor", "action", "from", "to"],
};
const NOTHING = { actor: "", subject: "", source: "", operation: "", action: "", from: "", to: "" };

/** As the address has it: without what is as it is anyway. */
export type ActivitySearch = Partial<ActivityView>;

export function readView(search: { readonly [Member in keyof ActivityView]?: unknown }): ActivityView {
  const view: ActivityView = { tab: search.tab === "audit" ? "audit" : "catalog", ...NOTHING };
  for (const filter of OF[view.tab]) view[filter] = searchText(search[filter]) ?? "";
  return view;
}

export function writeView(view: ActivityView): ActivitySearch {
  const search: ActivitySearch = view.tab === "audit" ? { tab: "audit" } : {};
  for (const filter of OF[view.tab]) if (view[filter]) search[filter] = view[filter];
  return search;
}

export const isNarrowed = (view: ActivityView) => OF[view.tab].some((filter) => view[filter] !== "");

export const cleared = (view: ActivityView): ActivityView => ({ ...NOTHING, tab: view.tab });

/** What of an address is known; the rest is left out, for addresses are typed and outlive versions. */
export const readSearch = (search: Record<string, unknown>): ActivitySearch => writeView(readView(search));

/** The first moment of a day, or of the one after it, where the browser is; null for half a date. */
export function startOf(day: string, daysLater = 0): string | null {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}

/** The query that the server takes; `to` is the last day that counts, the server's `to` the first that doesn't. */
export function queryOf(view: ActivityView): string {
  const query = new URLSearchParams();
  for (const filter of OF[view.tab]) {
    const value = filter === "from" ? startOf(view.from) : filter === "to" ? startOf(view.to, 1) : view[filter];
    if (value) query.set(filter, value);
  }
  return query.toString();
}

/** People type a name or an e-mail address; the server wants who it is: `staff:ana@example.com`. */
export function actorOf(typed: string, known: readonly string[]): string {
  const text = typed.trim();
  if (text === "" || known.includes(text)) return text;
  return (
    known.find((actor) => actor.slice(actor.indexOf(":") + 1) === text) ?? (text.includes(":") ? text : `staff:${text}`)
  );
}
