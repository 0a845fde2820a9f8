import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useMay } from "../api/session";
import type { Product } from "../api/types";
import { drafts } from "../forms/drafts";
import { Confirm, type Question } from "../ui/confirm";
import { tell, tellProblem } from "../ui/tell";
import { write } from "./products";

interface Props {
  product: Product;
  onOpen: (id: string) => void;
  onSaved: (position: string) => void;
  onClose: () => void;
}

const DONE = { publish: "Published", archive: "Archived", restore: "Restored" };
const VERBS = { publish: "Publish", archive: "Archive", restore: "Restore" };

export function ProductActions({ product, onOpen, onSaved, onClose }: Props) {
  const mayEdit = useMay("editor");
  const mayDelete = useMay("admin");
  const [question, setQuestion] = useState<Question | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function move(action: keyof typeof DONE) {
    setBusy(true);
    try {
      const moved = await write.move(product, action);
      tell(`${DONE[action]}: ${moved.name}`);
      onSaved(moved.position ?? "");
    } catch (problem) {
      tellProblem(`${product.name} was not changed`, problem);
    } finally {
      setBusy(false);
    }
  }

  /** What was typed and is not saved stays behind: he should know. */
  function ask(action: keyof typeof DONE) {
    if (drafts.read(product.id) === null) {
      void move(action);
      return;
    }
    setQuestion({
      title: `${VERBS[action]} without your changes?`,
      text: "What you typed is not saved yet. It stays in the form; save it first to have it in.",
      button: `${VERBS[action]} without them`,
      onYes: () => void move(action),
    });
  }

  async function remove() {
    try {
      await write.remove(product);
      drafts.forget(product.id);
      tell(`Deleted: ${product.name}`);
      onClose();
    } catch (problem) {
      tellProblem(`${product.name} was not deleted`, problem);
    }
  }

  if (!mayEdit) return null;
  return (
    <Group gap={6}>
      {product.status === "DRAFT" && (
        <Button loading={isBusy} onClick={() => ask("publish")}>
          Publish
        </Button>
      )}
      {product.status === "ARCHIVED" ? (
        <Button variant="default" loading={isBusy} onClick={() => ask("restore")}>
          Restore
        </Button>
      ) : (
        <Button variant="default" loading={isBusy} onClick={() => ask("archive")}>
          Archive
        </Button>
      )}
      <Button variant="default" onClick={() => onOpen(`copy:${product.id}`)}>
        Duplicate…
      </Button>
      {mayDelete && (
        <Button
          variant="subtle"
          color="red"
          onClick={() =>
            setQuestion({
              title: `Delete ${product.name}?`,
              text: "It goes from every client app at once and can't be brought back. Archiving keeps it.",
              sure: "I want to delete it for good",
              button: "Delete",
              onYes: () => void remove(),
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
