import { Button, Group, Modal, Paper, Select, Stack, Text, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { ApiProblem, idempotencyKey } from "../api/http";
import { useReferenceData } from "../api/queries";
import type { Coded, FieldError, Product } from "../api/types";
import { plural } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell } from "../ui/tell";
import classes from "./BulkBar.module.css";
import { errorInWords, type Field, fieldLabel, toMember } from "./form";
import { write } from "./products";

type Change = Parameters<typeof write.bulk>[0];
/** What can be the same in many products: not their names, amounts of a tier or lists. */
const SETTABLE: readonly Field[] = [
  "category",
  "country",
  "rateKind",
  "rateType",
  "rateIndex",
  "rateMin",
  "rateMax",
  "termMinMonths",
  "termMaxMonths",
  "minCreditScore",
  "minMonthsInBusiness",
  "minMonthlyRevenue",
  "requiresReceivables",
  "description",
  "feesNote",
  "commissionPercent",
  "internalNotes",
];
/** As many as the server takes in one change. */
const MOST = 500;
const YES_NO = [
  { code: "yes", label: "Yes" },
  { code: "no", label: "No" },
];

/** What can be done with all the chosen products at once: all of it, or nothing. */
export function BulkBar(props: { products: Product[]; onDone: (position: string) => void; onClear: () => void }) {
  const { products, onDone, onClear } = props;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSetting, setSetting] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const sent = useRef({ text: "", key: "" });

  async function run(action: Change["action"], set?: Record<string, unknown>) {
    const chosen = products.map(({ id, revision }) => ({ id, revision }));
    const body: Change = { action, products: chosen, ...(set && { set }) };
    const text = JSON.stringify(body);
    // A second press of the same is the same request.
    if (sent.current.text !== text) sent.current = { text, key: idempotencyKey() };
    setBusy(true);
    try {
      const answer = await write.bulk(body, sent.current.key);
      tell(
        `${plural(answer.changed, "product")} changed${answer.unchanged ? `, ${answer.unchanged} were so already` : ""}`,
      );
      setSetting(false);
      onDone(answer.position);
      onClear();
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  }

  const isTooMany = products.length > MOST;
  return (
    <Paper shadow="md" withBorder p="xs" className={classes.bar} role="region" aria-label="Chosen products">
      <Group gap="xs">
        <Text size="sm" fw={600} className="numbers">
          {products.length} chosen{isTooMany && `, at most ${MOST} at once`}
        </Text>
        <Button variant="default" loading={isBusy} disabled={isTooMany} onClick={() => void run("publish")}>
          Publish
        </Button>
        <Button variant="default" loading={isBusy} disabled={isTooMany} onClick={() => void run("archive")}>
          Archive
        </Button>
        <Button variant="default" loading={isBusy} disabled={isTooMany} onClick={() => void run("restore")}>
          Restore
        </Button>
        <Button variant="default" disabled={isTooMany} onClick={() => setSetting(true)}>
          Change a field…
        </Button>
        <Button variant="subtle" color="gray" onClick={onClear}>
          Clear
        </Button>
      </Group>
      <Modal
        opened={isSetting}
        onClose={() => setSetting(false)}
        title={`Change one field of ${plural(products.length, "product")}`}
      >
        <SetField isBusy={isBusy} onSet={(field, value) => void run("set", { [field]: value })} />
      </Modal>
      <Modal opened={problem !== null} onClose={() => setProblem(null)} title="Nothing was changed">
        {problem && <Refused problem={problem} />}
      </Modal>
    </Paper>
  );
}

function SetField({ isBusy, onSet }: { isBusy: boolean; onSet: (field: string, value: unknown) => void }) {
  const codes = useReferenceData();
  const [field, setField] = useState<Field | null>(null);
  const [value, setValue] = useState("");
  const lists: Partial<Record<Field, Coded[]>> = {
    category: codes?.categories ?? [],
    country: codes?.countries ?? [],
    rateKind: codes?.rateKinds ?? [],
    rateType: codes?.rateTypes ?? [],
    rateIndex: codes?.rateIndexes ?? [],
    requiresReceivables: YES_NO,
  };
  const list = field ? lists[field] : undefined;
  return (
    <Stack>
      <Select
        label="Field"
        value={field}
        data={SETTABLE.map((name) => ({ value: name, label: fieldLabel(name) }))}
        onChange={(next) => {
          setField(next);
          setValue("");
        }}
      />
      {list ? (
        <Select
          label="New value"
          value={value || null}
          data={list.map(({ code, label }) => ({ value: code, label }))}
          onChange={(next) => setValue(next ?? "")}
        />
      ) : (
        <TextInput
          label="New value"
          description="Empty: not stated"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end">
        <Button
          disabled={!field || (field === "requiresReceivables" && value === "")}
          loading={isBusy}
          onClick={() =>
            field && onSet(field, toMember(field, field === "requiresReceivables" ? value === "yes" : value))
          }
        >
          Change
        </Button>
      </Group>
    </Stack>
  );
}

function Refused({ problem }: { problem: ApiProblem }) {
  const rows = (problem.problem.rows ?? []) as { id: string; name: string; detail: string; errors?: FieldError[] }[];
  return (
    <Stack>
      <ProblemAlert problem={problem} />
      {rows.length > 0 && (
        <table className="simple">
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{row.name}</td>
                <td>{row.errors?.map(errorInWords).join("; ") ?? row.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Stack>
  );
}
