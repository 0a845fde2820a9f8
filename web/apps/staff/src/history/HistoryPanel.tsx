import { Button, Group, Stack, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, send } from "../api/http";
import { queryClient } from "../api/queries";
import { useMay } from "../api/session";
import type { PageOf, Product } from "../api/types";
import { productsChanged } from "../products/products";
import { actor, moment } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell, tellProblem } from "../ui/tell";
import { Waiting } from "../ui/Waiting";
import { ChangedFields } from "./ChangedFields";
import { BY_WAY, type HistoryEntry } from "./entries";

const VERBS = { INSERT: "added it", UPDATE: "changed it", DELETE: "deleted it" };

interface Props {
  path: string;
  /** With another one the history is read anew. */
  revision: number;
  /** What an earlier state can be brought back of. */
  product?: Product;
  onSaved?: (position: string) => void;
}

/** Who changed what, newest first; each earlier state can be brought back. */
export function HistoryPanel({ path, revision, product, onSaved }: Props) {
  const mayEdit = useMay("editor");
  const [pageSize, setPageSize] = useState(25);
  const query = useQuery({
    queryKey: ["history", path, pageSize, revision],
    queryFn: ({ signal }) => get<PageOf<HistoryEntry>>(`${path}?pageSize=${pageSize}`, signal),
    placeholderData: (before) => before,
  });
  if (query.isPending) return <Waiting label="Loading the history" />;
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
                <b>{actor(entry.actor)}</b> {VERBS[entry.operation]} {BY_WAY[entry.source]}
              </Text>
            }
          >
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div>
                <Text size="xs" className="quiet">
                  {moment(entry.at)}
                </Text>
                {entry.operation === "UPDATE" && <ChangedFields entry={entry} />}
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
