import { Alert, Button, Group, Progress, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { LiveLine } from "../products/LiveLine";
import { plural } from "../ui/format";
import { saveFile } from "../ui/saveFile";
import { tellProblem } from "../ui/tell";
import classes from "./ImportPage.module.css";
import { cancel, commit, type Import, inTheWay, isRunning } from "./imports";
import { MappingForm } from "./MappingForm";
import { Outcomes } from "./Outcomes";
import type { Place } from "./problems";

const WORDS: Record<Import["status"], string> = {
  READY: "Look at what each column was taken for, then check the rows.",
  CHECKING: "Checking each row …",
  CHECKED: "This is what the import would do. Nothing has been changed yet.",
  COMMITTING: "Importing …",
  COMMITTED: "Imported. Every client app is told.",
  CANCELLED: "Cancelled. Nothing was changed.",
  FAILED: "The import failed. Nothing was changed.",
};

export function ImportSteps({ found, onAnother }: { found: Import; onAnother: () => void }) {
  const details = useRef<HTMLDetailsElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const { status } = found;
  // What was found is above the button that asked for it.
  useEffect(() => {
    if (status === "CHECKED" || status === "COMMITTED") head.current?.scrollIntoView({ block: "end" });
  }, [status]);
  function mend(place: Place) {
    if (!details.current) return;
    details.current.open = true;
    details.current.querySelector<HTMLInputElement>(selectorOf(place))?.focus();
  }
  const isOver = found.status === "COMMITTED" || found.status === "CANCELLED";
  return (
    <>
      <Group ref={head} justify="space-between" mb="sm">
        <div>
          <b className="stored">{found.filename}</b> <span className="quiet">{plural(found.rows, "row")}</span>
          <Text size="sm" role="status">
            {WORDS[found.status]}
          </Text>
          {found.status === "COMMITTED" && found.position && <LiveLine position={found.position} />}
        </div>
        <Actions found={found} onAnother={onAnother} />
      </Group>
      {found.status === "CHECKED" && inTheWay(found) > 0 && (
        <Text size="sm" mb="sm">
          {inTheWay(found) === 1
            ? "One row can't be imported, so none is."
            : `${inTheWay(found)} rows can't be imported, so none is.`}{" "}
          Correct the columns below or the file.
        </Text>
      )}
      {isRunning(found) && (
        <Progress.Root mb="sm">
          <Progress.Section
            value={found.progress.total ? (100 * found.progress.done) / found.progress.total : 0}
            animated
            aria-label={`${found.progress.done} of ${plural(found.progress.total, "row")}`}
          />
        </Progress.Root>
      )}
      {(found.problems ?? []).map(({ detail }) => (
        <Alert key={detail} color="yellow" p="xs" mb="sm">
          {detail}
        </Alert>
      ))}
      {found.newLenders.length > 0 && (
        <Text size="sm" mb="sm">
          Lenders that are added: {found.newLenders.join(", ")}
        </Text>
      )}
      {(found.status === "CHECKED" || found.status === "COMMITTED") && (
        <Outcomes key={JSON.stringify(found.counts)} found={found} onMend={found.status === "CHECKED" ? mend : null} />
      )}
      {!isOver && !isRunning(found) && (
        <details ref={details} open={found.status !== "CHECKED" || inTheWay(found) > 0} className={classes.mapping}>
          <summary>Columns</summary>
          <MappingForm key={found.position ?? "first"} found={found} />
        </details>
      )}
    </>
  );
}

function selectorOf(place: Place): string {
  if (place === "new lenders") return "[data-new-lenders]";
  return "column" in place ? `[data-column="${place.column}"]` : `[data-default="${place.member}"]`;
}

function Actions({ found, onAnother }: { found: Import; onAnother: () => void }) {
  const [isSending, setSending] = useState(false);
  const wrong = inTheWay(found);
  const written = (found.counts?.new ?? 0) + (found.counts?.changed ?? 0);

  async function run(work: () => Promise<void>, failure: string) {
    setSending(true);
    try {
      await work();
    } catch (problem) {
      tellProblem(failure, problem);
    } finally {
      setSending(false);
    }
  }

  return (
    <Group gap="xs">
      {found.status === "CHECKED" && (
        <Button
          disabled={wrong > 0 || written === 0}
          loading={isSending}
          onClick={() => void run(() => commit(found), "The import was not started")}
        >
          {written === 0 ? "Nothing to import" : `Import ${plural(written, "product")}`}
        </Button>
      )}
      {isRunning(found) && (
        <Button
          variant="light"
          color="red"
          loading={isSending}
          onClick={() => void run(() => cancel(found.id), "The import was not cancelled")}
        >
          Cancel
        </Button>
      )}
      {(found.status === "CHECKED" || found.status === "COMMITTED") && (
        <Button component="a" variant="light" href={`/api/imports/${found.id}/report`} download onClick={saveFile}>
          Report
        </Button>
      )}
      {!isRunning(found) && (
        <Button variant="subtle" onClick={onAnother}>
          Another file
        </Button>
      )}
    </Group>
  );
}
