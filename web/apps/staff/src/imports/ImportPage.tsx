import { Button, FileButton, Text } from "@mantine/core";
import { IconArrowLeft, IconUpload } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import { idempotencyKey } from "../api/http";
import { useMay } from "../api/session";
import { PageHead } from "../ui/PageHead";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Waiting } from "../ui/Waiting";
import classes from "./ImportPage.module.css";
import { ImportSteps } from "./ImportSteps";
import { upload, useImport } from "./imports";

/** From a file to a report: what each column means, what would happen to each row, and then all of it or nothing. */
export function ImportPage() {
  const { id } = useSearch({ from: "/lenders/import" });
  const navigate = useNavigate({ from: "/lenders/import" });
  const mayEdit = useMay("editor");
  const found = useImport(id);
  return (
    <div className="page">
      <PageHead title="Import products">
        <Button
          component={Link}
          to="/lenders/products"
          variant="subtle"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
        >
          Lender products
        </Button>
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={`scroll ${classes.page}`} aria-label="Import" tabIndex={0}>
        {!mayEdit && <Text className="quiet">To import products takes the role editor. Ask an admin for it.</Text>}
        {mayEdit && !id && <DropFile onUploaded={(made) => void navigate({ search: { id: made } })} />}
        {id && found.isPending && <Waiting label="Loading the import" />}
        {id && found.isError && (
          <>
            <ProblemAlert problem={found.error} onRetry={() => void found.refetch()} />
            <Button variant="light" mt="sm" onClick={() => void navigate({ search: {} })}>
              Another file
            </Button>
          </>
        )}
        {found.data && <ImportSteps found={found.data} onAnother={() => void navigate({ search: {} })} />}
      </section>
    </div>
  );
}

function DropFile({ onUploaded }: { onUploaded: (id: string) => void }) {
  const [isOver, setOver] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);

  async function take(file: File | null | undefined) {
    if (!file || isSending) return;
    setSending(true);
    setProblem(null);
    try {
      onUploaded((await upload(file, idempotencyKey())).id);
    } catch (failure) {
      setProblem(failure as Error);
    } finally {
      setSending(false);
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  return (
    <>
      <section
        className={classes.drop}
        data-over={isOver || undefined}
        aria-label="Drop a file here"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={28} aria-hidden />
        <p>Drop a CSV or XLSX file here, or</p>
        <FileButton accept=".csv,.tsv,.txt,.xlsx,text/csv" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} loading={isSending}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <p className="quiet">
          At most 50 MB. Nothing is changed until you have seen what would happen to each row. An import never deletes.
        </p>
      </section>
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
