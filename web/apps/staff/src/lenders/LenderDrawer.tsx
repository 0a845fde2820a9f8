import { Button, Drawer, Group, Tabs } from "@mantine/core";
import { useState } from "react";
import { useMay } from "../api/session";
import type { Lender } from "../api/types";
import { drafts } from "../forms/drafts";
import { HistoryPanel } from "../history/HistoryPanel";
import { StatusBadge } from "../products/StatusBadge";
import { Confirm, type Question } from "../ui/confirm";
import { tell, tellProblem } from "../ui/tell";
import { useReturnFocus } from "../ui/useReturnFocus";
import { Waiting } from "../ui/Waiting";
import { draftKeyOf, LenderForm } from "./LenderForm";
import { write } from "./lenders";

interface Props {
  open: string;
  /** Undefined while they are on their way. */
  lenders: readonly Lender[] | undefined;
  onOpen: (id: string) => void;
  onClose: () => void;
}

export function LenderDrawer({ open, lenders, onOpen, onClose }: Props) {
  useReturnFocus();
  const lender = lenders?.find(({ id }) => id === open);
  const isNew = open === "new";
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="32rem" closeOnClickOutside={false}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label="Lender">
        <Drawer.Header>
          <Drawer.Title fw={600} style={{ overflowWrap: "anywhere" }}>
            {isNew ? "New lender" : (lender?.name ?? "Lender")} {lender && <StatusBadge status={lender.status} />}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          {isNew && <LenderForm lender={null} onSaved={(saved) => onOpen(saved.id)} />}
          {!isNew && !lenders && <Waiting label="Loading the lender" />}
          {!isNew && lenders && !lender && "This lender is not there. It was deleted meanwhile, or the link is wrong."}
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
                <HistoryPanel path={`/api/lenders/${lender.id}/history`} revision={lender.revision} />
              </Tabs.Panel>
            </Tabs>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
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
                  drafts.forget(draftKeyOf(lender));
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
