import type { ClientValues } from "./fleet";

// Not among the drafts of products, whose number is limited. There are as few of these as client apps.
const PREFIX = "lender-sync.client-draft.";

/** What somebody typed and did not save: it survives a reload. */
export function draftOf(key: string): ClientValues | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

export function keepDraft(key: string, { name, baseUrl }: ClientValues) {
  localStorage.setItem(PREFIX + key, JSON.stringify({ name, baseUrl }));
}

export function forgetDraft(key: string) {
  localStorage.removeItem(PREFIX + key);
}
