import { get } from "./http";
import { queryClient } from "./queries";
import type { PageOf } from "./types";

interface Kept {
  id: string;
  revision: number;
}

/** Mostly one entry changed, so a short page comes first, which is quick. */
const LOOKS = [{ size: 10, page: 1 }, ...Array.from({ length: 10 }, (_, index) => ({ size: 50, page: index + 1 }))];

/** A list with what was written over what it held, the newest revision of each. */
export function withNewest<T extends Kept>(held: readonly T[], written: readonly T[]): T[] {
  const byId = new Map(held.map((entry) => [entry.id, entry]));
  for (const entry of written) {
    if ((byId.get(entry.id)?.revision ?? -1) <= entry.revision) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

/** Writes entries over those that a cached list holds. */
export function put<T extends Kept>(queryKey: readonly string[], ...written: T[]) {
  queryClient.setQueryData<T[]>(queryKey, (held) => held && withNewest(held, written));
}

/**
 * Brings a cached list up to date without reading all of it: the latest edits, page by page, until a page holds nothing
 * new. When the counts then differ (something was deleted) or there is too much news, the whole list is read.
 */
export async function catchUp<T extends Kept>(queryKey: readonly string[], path: string): Promise<void> {
  // A read under way may be older than the news.
  if (queryClient.isFetching({ queryKey }) > 0) {
    await queryClient.refetchQueries({ queryKey }, { cancelRefetch: false });
  }
  const before = queryClient.getQueryData<T[]>(queryKey);
  if (!before) return;
  const revisions = new Map(before.map((entry) => [entry.id, entry.revision]));
  for (const { size, page } of LOOKS) {
    const latest = await get<PageOf<T>>(`${path}?sort=-updatedAt&pageSize=${size}&page=${page}`);
    const news = latest.items.filter((entry) => (revisions.get(entry.id) ?? -1) < entry.revision);
    if (news.length > 0) put(queryKey, ...news);
    if (news.length < latest.items.length || latest.items.length < size) {
      if (queryClient.getQueryData<T[]>(queryKey)?.length === latest.total) return;
      break;
    }
  }
  await queryClient.invalidateQueries({ queryKey });
}
