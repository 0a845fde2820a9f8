import { useInfiniteQuery } from "@tanstack/react-query";
import { get } from "../api/http";
import type { PageOf } from "../api/types";

const PAGE_SIZE = 50;
const LOOK_MILLIS = 15_000;

/** A log, newest first, page after page. What comes in pushes entries on to later pages: each is shown once. */
export function useEntries<T extends { id: string | number; at: string }>(path: string, query: string) {
  return useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) =>
      get<PageOf<T>>(`${path}?${query && `${query}&`}page=${pageParam}&pageSize=${PAGE_SIZE}`, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * last.pageSize < last.total ? last.page + 1 : undefined),
    placeholderData: (before) => before,
    // Who reads further down would see the list move under his eyes.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? LOOK_MILLIS : false),
    select: ({ pages }) => ({
      items: [...new Map(pages.flatMap(({ items }) => items).map((item) => [item.id, item])).values()],
      total: pages[0]?.total ?? 0,
    }),
  });
}

const dayName = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const time = new Intl.DateTimeFormat("en", { timeStyle: "short" });

export const timeOf = (at: string) => time.format(new Date(at));

/** In the order that they came, one group for each day of who looks. */
export function byDay<T extends { at: string }>(items: readonly T[]): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = dayName.format(new Date(item.at));
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
