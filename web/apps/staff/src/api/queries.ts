import { QueryClient, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { ApiProblem, get } from "./http";
import type { Client, Lender, PageOf, ReferenceData } from "./types";

const worthAnotherTry = (failures: number, problem: Error) =>
  failures < 3 && problem instanceof ApiProblem && (problem.status === 0 || problem.status >= 500);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: worthAnotherTry, refetchOnWindowFocus: "always" } },
});

/** All pages of a list, the first alone, since it says how many there are. An entry that moved between two pages is
 * there once. */
export async function allPages<T extends { id: string }>(
  path: string,
  signal?: AbortSignal,
  onFirst?: (items: T[]) => void,
): Promise<T[]> {
  const pageSize = 500;
  const read = (page: number) => get<PageOf<T>>(`${path}?page=${page}&pageSize=${pageSize}`, signal);
  const first = await read(1);
  const pages = Math.ceil(first.total / pageSize);
  if (pages > 1) onFirst?.(first.items);
  const rest: PageOf<T>[] = [];
  for (let page = 2; page <= pages; page += 4) {
    const together = Array.from({ length: Math.min(4, pages - page + 1) }, (_, index) => read(page + index));
    rest.push(...(await Promise.all(together)));
  }
  const byId = new Map<string, T>();
  for (const page of [first, ...rest]) for (const item of page.items) byId.set(item.id, item);
  return [...byId.values()];
}

export const LENDERS = ["lenders"] as const;
export const CLIENTS = ["clients"] as const;

export function useLenders() {
  return useQuery({ queryKey: LENDERS, queryFn: ({ signal }) => allPages<Lender>("/api/lenders", signal) });
}

export interface Fleet {
  position: string;
  items: Client[];
}

export function useFleet() {
  return useQuery({ queryKey: CLIENTS, queryFn: ({ signal }) => get<Fleet>("/api/clients", signal) });
}

export function useReferenceData(): ReferenceData | undefined {
  return useQuery({
    queryKey: ["reference-data"],
    queryFn: ({ signal }) => get<ReferenceData>("/api/reference-data", signal),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

type CodeList = Exclude<keyof ReferenceData, never>;

/** The label of a code; the code itself while the lists are on their way. The same function while the lists are. */
export function useLabels(): (list: CodeList, code: string | null | undefined) => string {
  const data = useReferenceData();
  return useCallback(
    (list, code) => (code ? (data?.[list].find((entry) => entry.code === code)?.label ?? code) : ""),
    [data],
  );
}
