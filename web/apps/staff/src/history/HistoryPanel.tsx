import { Button, Group, Loader, Stack, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, send } from "../api/http";
import { queryClient } from "../api/queries";
import { useMay } from "../api/session";
import type { PageOf, Product } from "../api/types";
import { FieldValue } from "../products/FieldValue";
import { fieldLabel } from "../products/form";
import { productsChanged } from "../products/products";
import { actor, moment } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell, tellProblem } from "../ui/tell";

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

const VERBS = { INSERT: "added it", UPDATE: "changed it", DELETE: "deleted it" };
const SOURCES = { screen: "", api: " by the API", import: " by an import", sql: " in SQL" };

/** Who changed what, newest first; each earlier state can be brought back. */
export function HistoryPanel(props: { path: string; product?: Product; onSaved?: (position: string) => void }) {
  const { path, product, onSaved } = props;
  const mayEdit = useMay("editor");
  const [pageSize, setPageSize] = useState(25);
  const query = useQuery({
    queryKey: ["history", path, pageSize, product?.revision],
    queryFn: ({ signal }) => get<PageOf<HistoryEntry>>(`${path}?pageSize=${pageSize}`, signal),
    placeholderData: (before) => before,
  });
  if (query.isPending) return <Loader size="sm" aria-label="Loading the history" />;
  if (query.isError) return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />;

  async function restore(entry: HistoryEntry) {
    try {
      const restored = await send<Product>("POST", `${path}/${entry.id}/restore`, { ifMatch: product?.revision });
      tell(`As it was at ${moment(entry.at)}`);
      productsChanged();
      void queryClient.invalidateQueries({ queryKey: ["product", restored.id] });
      onSaved?.(restored.position ?? "");
    } catch (problem) {
      tellProblem("It was not restored", problem);
    }
  }

  const { items, total } = query.data;
  return (
    <Stack>
      <Timeline bulletSize={10} lineWidth={1}>
        {items.map((entry, index) => (
          <Timeline.Item
            key={entry.id}
            title={
              <Text size="sm">
                <b>{actor(entry.actor)}</b> {VERBS[entry.operation]}
                {SOURCES[entry.source]}
              </Text>
            }
          >
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div>
                <Text size="xs" className="quiet">
                  {moment(entry.at)}
                </Text>
                <Changes changes={entry.operation === "UPDATE" ? entry.changes : []} />
              </div>
              {index > 0 && mayEdit && product && entry.operation !== "DELETE" && (
                <Button variant="subtle" size="compact-xs" onClick={() => void restore(entry)}>
                  Restore this
                </Button>
              )}
            </Group>
          </Timeline.Item>
        ))}
      </Timeline>
      {items.length < total && (
        <Button variant="default" onClick={() => setPageSize(pageSize + 50)}>
          Show older
        </Button>
      )}
    </Stack>
  );
}

export function Changes({ changes }: { changes: HistoryEntry["changes"] }) {
  return (
    <ul style={{ margin: 0, paddingLeft: "1rem", fontSize: "0.8125rem" }}>
      {changes.map(({ field, from, to }) => {
        const name = field.replace(/^\//, "");
        return (
          <li key={field}>
            {fieldLabel(name)}:{" "}
            <s className="quiet">
              <FieldValue field={name} value={from} />
            </s>{" "}
            → <FieldValue field={name} value={to} />
          </li>
        );
      })}
    </ul>
  );
}
