/** One write of one lender or product, as the server keeps it. */
export interface HistoryEntry {
  id: string;
  subject: "lender" | "lender_product";
  subjectId: string;
  name: string;
  operation: "INSERT" | "UPDATE" | "DELETE";
  at: string;
  actor: string;
  databaseUser: string;
  source: "screen" | "api" | "import" | "sql";
  version: number | null;
  changes: { field: string; from: unknown; to: unknown }[];
}

/** The way by which it was written; the screen is the usual one, and not worth a word. */
export const BY_WAY: Record<HistoryEntry["source"], string> = {
  screen: "",
  api: "by the API",
  import: "by an import",
  sql: "in SQL",
};
