import { Button, Group, Pagination, Text } from "@mantine/core";
import { useState } from "react";
import { ProblemAlert } from "../ui/ProblemAlert";
import { FIELD_LABELS } from "./fields";
import classes from "./ImportPage.module.css";
import { type Import, OUTCOMES, type Outcome, type Row, useRows } from "./imports";

const text = (value: unknown) =>
  value === null || value === undefined || value === ""
    ? "not stated"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

const fieldName = (pointer: string) => FIELD_LABELS[pointer.slice(1)] ?? pointer.slice(1);

/** What the dry run found, the rows with problems first. */
export function Outcomes({ found }: { found: Import }) {
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
      {rows.isPending && <Text className="quiet">Loading the rows …</Text>}
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
              <OutcomeRow key={row.row} row={row} />
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

function OutcomeRow({ row }: { row: Row }) {
  return (
    <tr>
      <td className="numbers">{row.row}</td>
      <td>{row.name ?? <span className="quiet">no name</span>}</td>
      <td>
        <span data-outcome={row.outcome} className={classes.outcome}>
          {OUTCOMES.find(({ value }) => value === row.outcome)?.label}
        </span>
        {row.problems.map((problem) => (
          <Text key={`${problem.cell}${problem.detail}`} size="sm">
            {problem.cell && <span className="code">{problem.cell}</span>} {problem.column && <b>{problem.column}: </b>}
            {problem.detail}
          </Text>
        ))}
        {row.outcome === "changed" &&
          row.changes.map((change) => (
            <Text key={change.field} size="sm">
              {fieldName(change.field)}: <del>{text(change.from)}</del> → <ins>{text(change.to)}</ins>
            </Text>
          ))}
      </td>
    </tr>
  );
}
