import { Alert, Button, Drawer, Group, Loader, Stack, Tabs, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiProblem, errorsByField, idempotencyKey } from "../api/http";
import { useMay } from "../api/session";
import type { Lender } from "../api/types";
import { HistoryPanel } from "../history/HistoryPanel";
import { StatusBadge } from "../products/StatusBadge";
import { Confirm, type Question } from "../ui/confirm";
import { actor } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell, tellProblem } from "../ui/tell";
import { check, write } from "./lenders";

interface Props {
  open: string;
  lenders: readonly Lender[];
  onOpen: (id: string) => void;
  onClose: () => void;
}

export function LenderDrawer({ open, lenders, onOpen, onClose }: Props) {
  const lender = lenders.find(({ id }) => id === open);
  const isNew = open === "new";
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="32rem" closeOnClickOutside={false}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label="Lender">
        <Drawer.Header>
          <Drawer.Title fw={600} style={{ overflowWrap: "anywhere" }}>
            {isNew ? "New lender" : lender?.name} {lender && <StatusBadge status={lender.status} />}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          {isNew && <LenderForm lender={null} onSaved={(saved) => onOpen(saved.id)} />}
          {!isNew && !lender && <Loader size="sm" aria-label="Loading the lender" />}
          {lender && (
            <Tabs defaultValue="edit">
              <Tabs.List mb="sm">
                <Tabs.Tab value="edit">Lender</Tabs.Tab>
                <Tabs.Tab value="history">History</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="edit">
                <LenderForm lender={lender} onSaved={() => {}} />
                <LenderActions lender={lender} onClose={onClose} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <HistoryPanel path={`/api/lenders/${lender.id}/history`} />
              </Tabs.Panel>
            </Tabs>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

const FIELDS = ["name", "website", "contactName", "contactEmail", "contactPhone", "notes"] as const;
type Values = Record<(typeof FIELDS)[number], string>;

const valuesOf = (lender: Lender | null) =>
  Object.fromEntries(FIELDS.map((field) => [field, lender?.[field] ?? ""])) as Values;

function LenderForm({ lender, onSaved }: { lender: Lender | null; onSaved: (lender: Lender) => void }) {
  const form = useForm<Values>({ initialValues: valuesOf(lender) });
  const [began, setBegan] = useState(lender);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const mayEdit = useMay("editor");
  const key = useRef(idempotencyKey());
  const [name] = useDebouncedValue(form.values.name, 350);
  const word = useQuery({
    queryKey: ["check-lender", lender?.id ?? null, name],
    queryFn: ({ signal }) => check({ name, ...(lender && { id: lender.id }) }, signal),
    enabled: name.length > 1 && name !== began?.name,
    retry: false,
  }).data;

  async function save(values: Values, revision = began?.revision) {
    const body = Object.fromEntries(FIELDS.map((field) => [field, values[field].trim() || null])) as Values;
    setBusy(true);
    setProblem(null);
    try {
      const saved =
        lender && revision !== undefined
          ? await write.edit(lender.id, revision, { ...body, status: lender.status })
          : await write.create({ ...body, status: "ACTIVE" }, key.current);
      key.current = idempotencyKey();
      setBegan(saved);
      form.setValues(valuesOf(saved));
      tell(`Saved: ${saved.name}`);
      onSaved(saved);
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      if (failure.status === 422) form.setErrors(errorsByField(failure.problem.errors));
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  }

  const current = problem?.status === 412 ? (problem.problem.current as Lender | undefined) : undefined;
  return (
    <form noValidate onSubmit={form.onSubmit((values) => void save(values))}>
      <Stack gap="xs">
        <TextInput label="Name" withAsterisk data-autofocus readOnly={!mayEdit} {...form.getInputProps("name")} />
        {word?.conflictsWith && (
          <Alert p="xs" color="red">
            {word.conflictsWith.name} is there already.
          </Alert>
        )}
        {word && word.similar.length > 0 && (
          <Alert p="xs" color="yellow">
            Is it {word.similar.map(({ lender: near }) => near.name).join(" or ")}?
          </Alert>
        )}
        <TextInput label="Website" readOnly={!mayEdit} {...form.getInputProps("website")} />
        <TextInput label="Contact" readOnly={!mayEdit} {...form.getInputProps("contactName")} />
        <TextInput label="Contact's e-mail" readOnly={!mayEdit} {...form.getInputProps("contactEmail")} />
        <TextInput label="Contact's phone" readOnly={!mayEdit} {...form.getInputProps("contactPhone")} />
        <Textarea
          label="Notes (staff only)"
          autosize
          minRows={2}
          readOnly={!mayEdit}
          {...form.getInputProps("notes")}
        />
        {current ? (
          <Alert p="xs" color="yellow" title={`${actor(current.updatedBy)} saved this lender meanwhile`}>
            <ul style={{ margin: "0 0 0.5rem", paddingLeft: "1rem" }}>
              {FIELDS.filter((field) => (current[field] ?? "") !== (began?.[field] ?? "")).map((field) => (
                <li key={field}>
                  {field}: {current[field] ?? "not stated"}
                </li>
              ))}
            </ul>
            <Group gap="xs">
              <Button
                variant="default"
                onClick={() => {
                  setBegan(current);
                  form.setValues(valuesOf(current));
                  setProblem(null);
                }}
              >
                Take theirs
              </Button>
              <Button onClick={() => void save(form.values, current.revision)}>Save mine over it</Button>
            </Group>
          </Alert>
        ) : (
          problem && <ProblemAlert problem={problem} />
        )}
        {mayEdit && (
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function LenderActions({ lender, onClose }: { lender: Lender; onClose: () => void }) {
  const mayEdit = useMay("editor");
  const mayDelete = useMay("admin");
  const [question, setQuestion] = useState<Question | null>(null);

  async function attempt(what: string, work: () => Promise<unknown>) {
    try {
      await work();
      tell(`${what}: ${lender.name}`);
    } catch (problem) {
      tellProblem(`${lender.name} was not changed`, problem);
    }
  }

  if (!mayEdit) return null;
  return (
    <Group gap="xs" mt="md" pt="sm" style={{ borderTop: "1px solid var(--line)" }}>
      {lender.status === "ARCHIVED" ? (
        <Button variant="default" onClick={() => void attempt("Restored", () => write.move(lender, "restore"))}>
          Restore
        </Button>
      ) : (
        <Button
          variant="default"
          onClick={() =>
            setQuestion({
              title: `Archive ${lender.name}?`,
              text: "Its published products go from every client app until it is restored.",
              button: "Archive",
              onYes: () => void attempt("Archived", () => write.move(lender, "archive")),
            })
          }
        >
          Archive…
        </Button>
      )}
      {mayDelete && (
        <Button
          variant="subtle"
          color="red"
          onClick={() =>
            setQuestion({
              title: `Delete ${lender.name}?`,
              text: "Only a lender without products can be deleted. It can't be brought back.",
              sure: "I want to delete it for good",
              button: "Delete",
              onYes: () =>
                void attempt("Deleted", async () => {
                  await write.remove(lender);
                  onClose();
                }),
            })
          }
        >
          Delete…
        </Button>
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </Group>
  );
}
