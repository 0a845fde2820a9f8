/** What somebody typed and did not save. Survives a reload, a crash and a lost session. */
export interface Draft<V> {
  values: V;
  /** What he began with: the three-way comparison needs it when somebody else saved meanwhile. */
  base: V;
  revision: number | null;
  at: string;
}

const MAX_DRAFTS = 20;
const PREFIX = "lender-sync.draft.";

export const drafts = {
  read<V>(key: string): Draft<V> | null {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    } catch {
      return null;
    }
  },
  /** A browser may have no room, or allow no storage: the form goes on without. */
  write<V>(key: string, draft: Draft<V>) {
    try {
      makeRoom(key);
      localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    } catch (failure) {
      console.warn("What is typed is not kept beyond this page", failure);
    }
  },
  forget(key: string) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // What keeps nothing has nothing to forget.
    }
  },
};

/** The oldest goes: drafts that nobody came back to must not fill the browser's storage. */
function makeRoom(key: string) {
  const keys = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  if (keys.length < MAX_DRAFTS || keys.includes(PREFIX + key)) return;
  const oldest = keys.sort((a, b) => written(a).localeCompare(written(b)))[0];
  if (oldest) localStorage.removeItem(oldest);
}

function written(name: string): string {
  return drafts.read(name.slice(PREFIX.length))?.at ?? "";
}
