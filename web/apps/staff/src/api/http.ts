import { session } from "./session";
import type { Problem } from "./types";

/** What the server, or the way to it, answered instead of what was asked for; `message` is for people. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title ?? `The Staff App answered ${status}.`);
  }

  /** The last part of its type: `invalid`, `stale-revision`, … */
  get code(): string {
    return this.problem.type?.split(":").at(-1) ?? "";
  }
}

const UNREACHABLE = "The Staff App can't be reached. Try again in a moment.";
/** The request may have arrived, and only its answer be lost. */
const UNANSWERED = "The Staff App did not answer. What you typed is kept; try again in a moment.";

export interface SendOptions {
  body?: unknown;
  ifMatch?: number | undefined;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Of a file that is sent as it is. */
  contentType?: string;
  /** A 401 is an answer (a wrong password), not a lost session. */
  isLogin?: boolean;
}

function request(method: string, options: SendOptions): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json" };
  const csrfToken = session.csrfToken();
  if (csrfToken && method !== "GET") headers["X-CSRF-Token"] = csrfToken;
  if (options.ifMatch !== undefined) headers["If-Match"] = `"${options.ifMatch}"`;
  if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
  const init: RequestInit = { method, headers, credentials: "same-origin", signal: options.signal ?? null };
  if (options.contentType) {
    headers["Content-Type"] = options.contentType;
    init.body = options.body as BodyInit;
  } else if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  return init;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const problem = await response.json().catch(() => ({}));
  return new ApiProblem(response.status, problem);
}

/**
 * One request. A session that was lost meanwhile is not an error: the request waits until somebody has signed in
 * again, and is then sent once more.
 *
 * @throws ApiProblem for everything but 2xx; status 0 when there was no answer
 */
export async function fetchResponse(method: string, path: string, options: SendOptions = {}): Promise<Response> {
  for (;;) {
    let response: Response;
    try {
      response = await fetch(path, request(method, options));
    } catch (failure) {
      if (options.signal?.aborted) throw failure;
      throw new ApiProblem(0, { detail: method === "GET" ? UNREACHABLE : UNANSWERED });
    }
    if (response.ok) return response;
    if (response.status !== 401 || options.isLogin) throw await problemOf(response);
    session.lose();
    await session.untilOpen();
  }
}

export async function send<T>(method: string, path: string, options: SendOptions = {}): Promise<T> {
  const response = await fetchResponse(method, path, options);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

/** A file, kept where the browser keeps files. */
export async function download(path: string): Promise<void> {
  const response = await fetchResponse("GET", path);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = filenameOf(response.headers.get("Content-Disposition"));
  link.click();
  URL.revokeObjectURL(link.href);
}

const filenameOf = (disposition: string | null) => /filename="?([^";]+)/.exec(disposition ?? "")?.[1] ?? "download";

export const get = <T>(path: string, signal?: AbortSignal) => send<T>("GET", path, { signal });

/** Random, also on pages that are served without TLS, where `randomUUID` is missing. */
export function idempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `/requiredDocuments/0/amountFrom` as forms name it: `requiredDocuments.0.amountFrom`. */
export function fieldOf(pointer: string): string {
  return pointer.replace(/^\//, "").split("/").join(".");
}

export type FieldErrors = Record<string, string>;

export function errorsByField(errors: readonly { pointer: string; detail: string }[] = []): FieldErrors {
  const byField: FieldErrors = {};
  for (const { pointer, detail } of errors) byField[fieldOf(pointer)] ??= detail;
  return byField;
}
