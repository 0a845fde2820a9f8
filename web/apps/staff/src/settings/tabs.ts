export const TABS = ["users", "tokens", "sessions", "password"] as const;
export type Tab = (typeof TABS)[number];

export interface SettingsSearch {
  tab?: Tab;
}

export function readSearch(search: Record<string, unknown>): SettingsSearch {
  const tab = TABS.find((known) => known === search.tab);
  return tab ? { tab } : {};
}
