import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type ReactNode, useEffect, useState } from "react";
import { ApiProblem, errorsByField } from "../api/http";
import { ProblemAlert } from "../ui/ProblemAlert";
import { draftOf, forgetDraft, keepDraft } from "./draft";
import type { ClientValues } from "./fleet";

interface Props {
  /** What was typed under it before is there again. */
  draftKey: string;
  initial: ClientValues;
  button: string;
  /** Above the fields. */
  children?: ReactNode;
  /** Tells whether it took the problem; the form shows those that it did not. */
  onProblem?: (problem: ApiProblem) => boolean;
  onSave: (values: ClientValues) => Promise<void>;
  onClose: () => void;
}

export function ClientForm({ draftKey, initial, button, children, onProblem, onSave, onClose }: Props) {
  const form = useForm<ClientValues>({ initialValues: draftOf(draftKey) ?? initial });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { values } = form;
  useEffect(() => {
    if (values.name === initial.name && values.baseUrl === initial.baseUrl) forgetDraft(draftKey);
    else keepDraft(draftKey, values);
  }, [values, initial.name, initial.baseUrl, draftKey]);

  async function save(typed: ClientValues) {
    setBusy(true);
    setProblem(null);
    try {
      await onSave(typed);
      forgetDraft(draftKey);
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
              forgetDraft(draftKey);
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
