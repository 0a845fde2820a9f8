import { thisTab } from "./tab";

/** What somebody typed and did not save. Survives a reload, a crash and a lost session. */
export interface Draft<V> {
  values: V;
  /** What he began with: the three-way comparison needs it when somebody else saved meanwhile. */
  base: V;
  revision: number | null;
  at: string;
}

/** Where a draft is, and from when: written again, it is another one. */
interface Place {
  name: string;
  at: string;
}

interface Kept<V> extends Draft<V> {
  /** Drafts of other tabs that this one went on from. */
  after: Place[];
}

const MAX_DRAFTS = 50;
const PREFIX = "lender-sync.draft.";

/**
 * Each tab keeps what is typed in it in a place of its own, so that two with the same form take nothing from each other.
 * A form begins with its own tab's draft, else with the newest of another tab, which may be closed. With what was typed
 * the drafts go that it went on from, unless more was typed in them since.
 */
export function draftsOf(tab: string) {
  /** Drafts of other tabs that forms of this one began with. */
  const taken = new Map<string, Kept<unknown> & Place>();

  const ownName = (key: string) => `${PREFIX}${key}~${tab}`;
  const placesOf = (key: string): Place[] => {
    const other = taken.get(key);
    return other ? [{ name: other.name, at: other.at }, ...other.after] : (kept(ownName(key))?.after ?? []);
  };

  function read<V>(key: string): Draft<V> | null {
    return kept<V>(ownName(key)) ?? (taken.get(key) as Draft<V> | undefined) ?? null;
  }

  return {
    /** What a form begins with that is being opened. */
    open<V>(key: string): Draft<V> | null {
      taken.delete(key);
      const other = kept(ownName(key)) ? null : newest(`${PREFIX}${key}~`);
      if (other) taken.set(key, other);
      return read<V>(key);
    },
    /** What is typed in this tab's form. */
    read,
    /** A browser may have no room, or allow no storage: the form goes on without. */
    write<V>(key: string, draft: Draft<V>) {
      const before = read<V>(key);
      if (before && textOf(before) === textOf(draft)) return;
      try {
        makeRoom(ownName(key));
        localStorage.setItem(ownName(key), JSON.stringify({ ...draft, after: placesOf(key) }));
        taken.delete(key);
      } catch (failure) {
        console.warn("What is typed is not kept beyond this page", failure);
      }
    },
    /** It was saved or given up. */
    forget(key: string) {
      try {
        for (const { name, at } of placesOf(key)) if (kept(name)?.at === at) localStorage.removeItem(name);
        localStorage.removeItem(ownName(key));
        taken.delete(key);
      } catch {
        // What keeps nothing has nothing to forget.
      }
    },
  };
}

// Tests of what imports this have no window.
export const drafts = draftsOf(thisTab(globalThis.window ?? new EventTarget(), () => sessionStorage));

const textOf = ({ values, base, revision }: Draft<unknown>) => JSON.stringify([values, base, revision]);

function kept<V>(name: string): Kept<V> | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function names(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

function newest(prefix: string): (Kept<unknown> & Place) | null {
  const all = names(prefix).flatMap((name) => {
    const draft = kept(name);
    return draft ? [{ ...draft, name }] : [];
  });
  return all.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null;
}

/** The oldest goes: drafts that nobody came back to must not fill the browser's storage. */
function makeRoom(name: string) {
  const all = names(PREFIX);
  if (all.length < MAX_DRAFTS || all.includes(name)) return;
  const oldest = all.sort((a, b) => written(a).localeCompare(written(b)))[0];
  if (oldest) localStorage.removeItem(oldest);
}

const written = (name: string) => kept(name)?.at ?? "";
