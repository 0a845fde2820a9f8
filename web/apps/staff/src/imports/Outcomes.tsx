import { Button, Group, Pagination, Text } from "@mantine/core";
import { useState } from "react";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Waiting } from "../ui/Waiting";
import { type Import, OUTCOMES, type Outcome, useRows } from "./imports";
import { OutcomeRow } from "./OutcomeRow";
import type { Place } from "./problems";

interface Props {
  found: Import;
  onMend: ((place: Place) => void) | null;
}

/** What the dry run found, the rows with problems first. */
export function Outcomes({ found, onMend }: Props) {
  const counts = found.counts ?? {};
  const worst = OUTCOMES.findLast(({ value }) => (value === "invalid" || value === "conflict") && counts[value]);
  const [outcome, setOutcome] = useState<Outcome | null>(worst?.value ?? null);
  const [page, setPage] = useState(1);
  const rows = useRows(found, outcome, page);
  const show = (next: Outcome | null) => {
    setOutcome(next);
    setPage(1);
  };
  return (
    <>
      <Group gap="xs" mb="xs" role="group" aria-label="Rows by what becomes of them">
        <Button
          size="compact-sm"
          variant={outcome ? "default" : "light"}
          aria-pressed={!outcome}
          onClick={() => show(null)}
        >
          All {found.rows}
        </Button>
        {OUTCOMES.map(({ value, label }) => (
          <Button
            key={value}
            size="compact-sm"
            variant={outcome === value ? "light" : "default"}
            aria-pressed={outcome === value}
            disabled={!counts[value]}
            onClick={() => show(value)}
          >
            {label} {counts[value] ?? 0}
          </Button>
        ))}
      </Group>
      {rows.isError && <ProblemAlert problem={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Waiting label="Loading the rows" />}
      {rows.data?.items.length === 0 && <Text className="quiet">No rows.</Text>}
      {rows.data && rows.data.items.length > 0 && (
        <table className="simple">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Product</th>
              <th scope="col">What becomes of it</th>
            </tr>
          </thead>
          <tbody>
            {rows.data.items.map((row) => (
              <OutcomeRow key={row.row} row={row} onMend={onMend} />
            ))}
          </tbody>
        </table>
      )}
      {rows.data && rows.data.total > rows.data.pageSize && (
        <Pagination
          mt="sm"
          size="sm"
          value={page}
          onChange={setPage}
          total={Math.ceil(rows.data.total / rows.data.pageSize)}
          getControlProps={(control) => ({ "aria-label": `${control} page` })}
        />
      )}
    </>
  );
}
