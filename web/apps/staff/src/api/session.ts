import { useSyncExternalStore } from "react";
import type { Role, Session } from "./types";

/** `lost` is a session that ended while somebody worked: what is on the screen stays there, under a login. */
export type SessionState =
  | { kind: "unknown" }
  | { kind: "none" }
  | { kind: "open"; session: Session }
  | { kind: "lost"; session: Session };

let state: SessionState = { kind: "unknown" };
const listeners = new Set<() => void>();

function become(next: SessionState) {
  state = next;
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const session = {
  now: () => state,
  csrfToken: () => (state.kind === "open" ? state.session.csrfToken : null),
  open: (opened: Session) => become({ kind: "open", session: opened }),
  close: () => become({ kind: "none" }),
  /** The server knows the session no more. */
  lose() {
    if (state.kind === "open") become({ kind: "lost", session: state.session });
    else if (state.kind === "unknown") become({ kind: "none" });
  },
  /** Resolves when somebody is signed in (again). */
  untilOpen(): Promise<void> {
    return new Promise((resolve) => {
      const stop = subscribe(() => {
        if (state.kind !== "open") return;
        stop();
        resolve();
      });
    });
  },
};

export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, session.now);
}

const RANK: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 };

/** Whether the signed-in user has at least that role. */
export function useMay(role: Role): boolean {
  const now = useSessionState();
  return (now.kind === "open" || now.kind === "lost") && RANK[now.session.user.role] >= RANK[role];
}
