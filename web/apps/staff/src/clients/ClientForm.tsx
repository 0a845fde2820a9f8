import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ApiProblem, errorsByField } from "../api/http";
import { RestoredDraft } from "../forms/RestoredDraft";
import { useKeptForm } from "../forms/useKeptForm";
import { ProblemAlert } from "../ui/ProblemAlert";
import type { ClientValues } from "./fleet";

interface Props {
  /** What was typed under it before is there again. */
  draftKey: string;
  initial: ClientValues;
  /** null for a new one. */
  revision: number | null;
  button: string;
  /** Above the fields. */
  children?: ReactNode;
  /** Tells whether it took the problem; the form shows those that it did not. */
  onProblem?: (problem: ApiProblem) => boolean;
  /** Given the revision that what was typed is about. */
  onSave: (values: ClientValues, revision: number | null) => Promise<void>;
  onClose: () => void;
}

export function ClientForm({ draftKey, initial, revision, button, children, onProblem, onSave, onClose }: Props) {
  const kept = useKeptForm(`client.${draftKey}`, initial, revision);
  const { form } = kept;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function save(typed: ClientValues) {
    setBusy(true);
    setProblem(null);
    try {
      await onSave(typed, kept.revision);
      kept.forget();
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      const errors = errorsByField(failure.problem.errors);
      form.setErrors(errors);
      const isInPlace = "name" in errors || "baseUrl" in errors;
      if (!isInPlace && !onProblem?.(failure)) setProblem(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={form.onSubmit((typed) => void save(typed))} noValidate>
      <Stack gap="sm">
        {kept.restored && <RestoredDraft at={kept.restored.at} onDiscard={kept.discard} />}
        {children}
        {problem && <ProblemAlert problem={problem} />}
        <TextInput label="Name" placeholder="Brokers of the north" data-autofocus {...form.getInputProps("name")} />
        <TextInput
          label="Base URL"
          description="Where the Staff App reaches it. Notices go to /webhooks/lender-products/update under it."
          placeholder="https://portal.example.com"
          type="url"
          inputMode="url"
          spellCheck={false}
          {...form.getInputProps("baseUrl")}
        />
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              kept.forget();
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
