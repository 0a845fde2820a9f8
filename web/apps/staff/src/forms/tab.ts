import { idempotencyKey } from "../api/http";

const KEY = "lender-sync.tab";

/**
 * The name of this tab, the same after a reload. It is in the tab's storage only between two pages: a tab that is
 * duplicated gets a copy of that, and must not take this one's name.
 */
export function thisTab(page: EventTarget, session: () => Storage): string {
  const tab = taken(session) ?? idempotencyKey();
  page.addEventListener("pagehide", () => {
    try {
      session().setItem(KEY, tab);
    } catch {
      // A tab that can keep nothing is another one after a reload.
    }
  });
  // The same page again, out of the browser's memory.
  page.addEventListener("pageshow", () => taken(session));
  return tab;
}

function taken(session: () => Storage): string | null {
  try {
    const tab = session().getItem(KEY);
    session().removeItem(KEY);
    return tab;
  } catch {
    return null;
  }
}
