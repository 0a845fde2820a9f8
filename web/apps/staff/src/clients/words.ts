import type { Client, Delivery } from "../api/types";
import { isReached } from "../products/proof";
import { ago, plural } from "../ui/format";

export interface Words {
  word: string;
  color: "good" | "moving" | "warning" | "bad" | "quiet";
  meaning: string;
}

export const STATES: Record<Client["state"], Words> = {
  "in-step": { word: "In step", color: "good", meaning: "It proved that it holds the newest catalog." },
  accepted: {
    word: "Told",
    color: "moving",
    meaning: "Its endpoint took the newest position, but it has proven nothing yet.",
  },
  behind: { word: "Behind", color: "moving", meaning: "It is on its way to the newest catalog." },
  retrying: {
    word: "Retrying",
    color: "warning",
    meaning: "It could not be told. The Staff App tries again by itself.",
  },
  failing: {
    word: "Failing",
    color: "bad",
    meaning: "It could not be told for three days. The Staff App still tries.",
  },
  suspended: {
    word: "Stopped",
    color: "bad",
    meaning:
      "Its endpoint answered 410: it wants no more. It is told again when somebody resends or changes its address.",
  },
  paused: {
    word: "Paused",
    color: "quiet",
    meaning: "It is told nothing, and its API key is refused, until it is resumed.",
  },
};

export const OUTCOMES: Record<Delivery["outcome"], Words> = {
  accepted: { word: "Accepted", color: "moving", meaning: "Its endpoint took the notice." },
  applied: { word: "Applied", color: "good", meaning: "It proved that it holds this position." },
  failed: { word: "Failed", color: "bad", meaning: "Its endpoint did not take the notice." },
  "satisfied-by-feed": {
    word: "By the feed",
    color: "quiet",
    meaning: "It had the position before a notice was needed.",
  },
};

/** The part of a position that people compare: "1,234". */
export function version(position: string): string {
  return Number(position.slice(position.lastIndexOf(":") + 1)).toLocaleString("en");
}

/** How news reaches it now. */
export function transport(client: Client): string {
  if (client.status === "PAUSED") return "None";
  if (client.live) return "Live feed";
  if (client.accepted && !client.delivery.failures) return "Webhook";
  return client.fetched ? "Polling" : "None yet";
}

export function instancesOf({ instances }: Client): string {
  const live = instances.filter((instance) => instance.live).length;
  return instances.length === 0 ? "None yet" : `${live} of ${instances.length} live`;
}

/** How far what it proved is from the newest catalog; null when there is nothing to say. */
export function distance(client: Client): string | null {
  if (!client.applied) return "Nothing proven yet";
  if (client.versionsBehind == null) return "Proved an earlier catalog, from before a restore";
  return client.versionsBehind > 0 ? `${plural(client.versionsBehind, "version")} behind` : null;
}

/** "in 12 sec.", "in 3 min."; what is due is due now. */
export function due(at: string, now: number): string {
  const seconds = Math.ceil((Date.parse(at) - now) / 1_000);
  if (seconds <= 0) return "now";
  return seconds < 60 ? `in ${seconds} s` : ago(at, now);
}

/** Why notices fail; null when they don't, or none are sent. */
export function failure({ delivery, status }: Client): string | null {
  if (status === "PAUSED" || (!delivery.failures && !delivery.suspendedAt)) return null;
  return delivery.lastError ?? (delivery.lastStatus ? `Its endpoint answered ${delivery.lastStatus}` : "No answer");
}

/** How often, since when, and what happens next. */
export function attempts({ delivery }: Client, now: number): string {
  const parts: string[] = [];
  const since = delivery.failingSince && ago(delivery.failingSince, now);
  if (delivery.failures === 1) parts.push(since ? `failed once, ${since}` : "failed once");
  else if (delivery.failures) parts.push(`failed ${delivery.failures} times${since ? `, the first ${since}` : ""}`);
  if (delivery.suspendedAt) parts.push("not tried again by itself");
  else if (delivery.nextAttemptAt) parts.push(`next attempt ${due(delivery.nextAttemptAt, now)}`);
  return parts.join(" · ");
}

/** "2 of 3 in step"; paused apps don't count. */
export function summary(clients: readonly Client[], position: string): string {
  const active = clients.filter((client) => client.status === "ACTIVE");
  const paused = clients.length - active.length;
  const inStep = active.filter((client) => isReached(client.applied?.position, position)).length;
  return `${inStep} of ${active.length} in step${paused > 0 ? ` · ${paused} paused` : ""}`;
}

const DEFAULT_PORT = "8081";

export interface Credentials {
  apiKey?: string;
  webhookSecret?: string;
}

/**
 * What a Client App reads from its environment, to paste: all of it for a new one, else what was made anew. Behind a
 * proxy the port of its URL is not its own.
 */
export function environment(staffUrl: string, baseUrl: string, { apiKey, webhookSecret }: Credentials): string {
  if (!webhookSecret) return `STAFF_API_KEY=${apiKey}`;
  if (!apiKey) return `WEBHOOK_SECRET=${webhookSecret}`;
  const { protocol, port } = new URL(baseUrl);
  return [
    `STAFF_API_URL=${staffUrl}`,
    `STAFF_API_KEY=${apiKey}`,
    `WEBHOOK_SECRET=${webhookSecret}`,
    `CLIENT_PORT=${protocol === "http:" && port ? port : DEFAULT_PORT}`,
  ].join("\n");
}
