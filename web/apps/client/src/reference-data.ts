import { CATEGORIES, COUNTRIES, PURPOSES } from "lender-products/rules";
import { useEffect, useState } from "react";
import { humanized } from "./codes";
import { stored } from "./stored";

interface Coded {
  readonly code: string;
  readonly label: string;
  readonly country?: string;
}

/** The code lists with their labels, as the Client App gives them. */
export interface ReferenceData {
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
  readonly countries: readonly string[];
  /** Empty until they are known. */
  readonly regions: readonly Coded[];
  readonly labels: ReadonlyMap<string, string>;
}

const LISTS = ["categories", "countries", "regions", "documents", "documentStages", "fundsPurposes", "rateIndexes"];

type Lists = Readonly<Record<string, readonly Coded[]>>;

/** The last answer, for offline starts. */
const kept = stored<Lists>("portal.reference-data", readLists, {});

function readLists(json: unknown): Lists {
  const lists = (json ?? {}) as Record<string, unknown>;
  const isCoded = (item: unknown): item is Coded =>
    typeof (item as Coded)?.code === "string" && typeof (item as Coded).label === "string";
  return Object.fromEntries(LISTS.map((name) => [name, Array.isArray(lists[name]) ? lists[name].filter(isCoded) : []]));
}

/** Without lists, the codes that the npm package knows; their labels are then the codes made readable. */
export function referenceData(lists: Lists): ReferenceData {
  const codes = (name: string, fallback: readonly string[]) =>
    lists[name]?.length ? lists[name].map(({ code }) => code) : fallback;
  const countryNames = new Intl.DisplayNames("en", { type: "region" });
  return {
    categories: codes("categories", CATEGORIES),
    purposes: codes("fundsPurposes", PURPOSES),
    countries: codes("countries", COUNTRIES),
    regions: lists.regions ?? [],
    labels: new Map([
      ...COUNTRIES.map((code) => [code, countryNames.of(code) ?? code] as const),
      ...[...CATEGORIES, ...PURPOSES].map((code) => [code, humanized(code)] as const),
      ...LISTS.flatMap((name) => lists[name] ?? []).map(({ code, label }) => [code, label] as const),
    ]),
  };
}

export function useReferenceData(): ReferenceData {
  const [data, setData] = useState(() => referenceData(kept.get()));
  useEffect(() => {
    const ended = new AbortController();
    fetchLists(ended.signal).then(
      (lists) => {
        kept.set(lists);
        setData(referenceData(lists));
      },
      // Offline: what was kept has to do, or the codes themselves.
      () => {},
    );
    return () => ended.abort();
  }, []);
  return data;
}

async function fetchLists(signal: AbortSignal): Promise<Lists> {
  const response = await fetch("/api/reference-data", { signal });
  if (!response.ok) throw new Error(`reference data: ${response.status}`);
  return readLists(await response.json());
}
