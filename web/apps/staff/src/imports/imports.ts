import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get, send } from "../api/http";
import { queryClient } from "../api/queries";
import type { PageOf } from "../api/types";

export type Status = "READY" | "CHECKING" | "CHECKED" | "COMMITTING" | "COMMITTED" | "CANCELLED" | "FAILED";
export type Outcome = "new" | "changed" | "unchanged" | "conflict" | "invalid";

export interface Column {
  index: number;
  header: string;
  samples: string[];
  member: string | null;
}

export interface Import {
  id: string;
  filename: string;
  status: Status;
  rows: number;
  columns: Column[];
  mapping: { createLenders?: boolean };
  defaults: Record<string, string>;
  progress: { done: number; total: number };
  counts: Partial<Record<Outcome, number>> | null;
  newLenders: string[];
  position: string | null;
  problems: { detail?: string }[] | null;
}

export interface Row {
  row: number;
  outcome: Outcome;
  name: string | null;
  changes: { field: string; from: unknown; to: unknown }[];
  problems: { column: string | null; cell: string | null; detail: string; value: string | null }[];
}

export const OUTCOMES: { value: Outcome; label: string }[] = [
  { value: "new", label: "New" },
  { value: "changed", label: "Changed" },
  { value: "unchanged", label: "Unchanged" },
  { value: "conflict", label: "In conflict" },
  { value: "invalid", label: "With problems" },
];

const RUNNING: readonly Status[] = ["CHECKING", "COMMITTING"];
const LOOK_MILLIS = 500;

export const isRunning = (found: Import) => RUNNING.includes(found.status);

/** How many rows keep the file from being imported. */
export const inTheWay = ({ counts }: Import) => (counts?.conflict ?? 0) + (counts?.invalid ?? 0);

export function useImport(id: string | undefined) {
  return useQuery({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => get<Import>(`/api/imports/${id}`, signal),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data && isRunning(query.state.data) ? LOOK_MILLIS : false),
  });
}

export function useRows(found: Import, outcome: Outcome | null, page: number) {
  return useQuery({
    queryKey: ["imports", found.id, "rows", found.status, found.position, outcome, page],
    queryFn: ({ signal }) =>
      get<PageOf<Row>>(
        `/api/imports/${found.id}/rows?page=${page}&pageSize=50${outcome ? `&outcome=${outcome}` : ""}`,
        signal,
      ),
    enabled: found.status === "CHECKED" || found.status === "COMMITTED",
    // A new dry run at the same position finds other rows.
    staleTime: 0,
    refetchOnMount: "always",
    placeholderData: keepPreviousData,
  });
}

const moved = (id: string) => queryClient.invalidateQueries({ queryKey: ["imports", id] });

export function upload(file: File, idempotencyKey: string): Promise<Import> {
  const isXlsx = /\.xlsx$/i.test(file.name);
  return send<Import>("POST", `/api/imports?kind=products&filename=${encodeURIComponent(file.name)}`, {
    body: file,
    contentType: isXlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv",
    idempotencyKey,
  });
}

export interface MappingChoice {
  columns: Record<string, string | null>;
  defaults: Record<string, string>;
  createLenders: boolean;
}

export async function check(id: string, mapping: MappingChoice) {
  await send("PUT", `/api/imports/${id}/mapping`, { body: mapping });
  await moved(id);
}

/** A catalog that moved meanwhile has started a new dry run, so the import is read again in any case. */
export async function commit(found: Import) {
  try {
    await send("POST", `/api/imports/${found.id}/commit`, { body: { position: found.position } });
  } finally {
    await moved(found.id);
  }
}

export async function cancel(id: string) {
  await send("DELETE", `/api/imports/${id}`);
  await moved(id);
}
