import type { components } from "staff-api";
import type { Client } from "../api/types";

export type AuditEntry = Omit<components["schemas"]["AuditEntry"], "detail"> & { detail: Record<string, unknown> };
type Action = AuditEntry["action"];

/** What somebody did, after his name. */
export const ACTIONS: Record<Action, string> = {
  login: "signed in",
  "login-failed": "failed to sign in",
  "login-throttled": "was refused after too many failures",
  logout: "signed out",
  "session-ended": "ended a session",
  "password-changed": "changed the password",
  "password-change-failed": "gave a wrong current password",
  "invite-accepted": "accepted an invitation",
  "invite-failed": "tried an invitation that is no good",
  "admin-granted": "gave the admin role",
  "user-created": "added a user",
  "user-edited": "changed a user",
  "user-removed": "removed a user",
  "user-invited": "made a new invitation link",
  "token-created": "made an API token",
  "token-revoked": "revoked an API token",
  "client-registered": "registered a client app",
  "client-edited": "changed a client app",
  "client-paused": "paused a client app",
  "client-resumed": "resumed a client app",
  "client-removed": "removed a client app",
  "api-key-rotated": "rotated an API key",
  "webhook-secret-rotated": "rotated a webhook secret",
  "delivery-resent": "sent a notice again",
  push: "pushed updates to all client apps",
  "import-committed": "committed an import",
};

/** Between what was done and to whom. */
export const PREPOSITIONS: Partial<Record<Action, string>> = {
  "login-failed": "as",
  "login-throttled": "as",
  "admin-granted": "to",
};

/** Of an action that is newer than this page, its code. */
export const actionWords = (action: string): string => ACTIONS[action as Action] ?? action.replaceAll("-", " ");

/** What it was done to, by the name it has now; an empty text for what is gone and what has no name. */
export function subjectName(
  subject: string,
  users: readonly { id: string; email: string }[],
  clients: readonly Pick<Client, "id" | "name">[],
): string {
  const [kind, id] = subject.split(":");
  if (kind === "user") return users.find((user) => user.id === id)?.email ?? "";
  if (kind === "client") return clients.find((client) => client.id === id)?.name ?? "";
  return "";
}

const NAMES: Record<string, string> = { baseUrl: "base URL", email: "e-mail" };

function value(of: unknown): string {
  if (of === true) return "yes";
  if (of === false) return "no";
  return typeof of === "string" || typeof of === "number" ? String(of) : JSON.stringify(of);
}

/** "role editor · active no" */
export function detailWords(detail: Record<string, unknown>, shown: string): string {
  return Object.entries(detail)
    .filter(([, of]) => of !== shown && of !== null)
    .map(([name, of]) => `${NAMES[name] ?? name} ${value(of)}`)
    .join(" · ");
}
