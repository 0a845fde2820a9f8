import { ActionIcon, Checkbox, Fieldset, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useReferenceData } from "../api/queries";
import type { Form } from "./ProductForm";

export function DocumentsEditor({ form }: { form: Form }) {
  const codes = useReferenceData();
  const documents = form.values.requiredDocuments;
  const taken = new Set(documents.map(({ code }) => code));
  const free = codes?.documents.filter(({ code }) => !taken.has(code)) ?? [];
  return (
    <Fieldset legend="Required documents" p="sm" pt="xs">
      <Stack gap="xs">
        {documents.length === 0 && (
          <Text className="quiet" size="xs">
            None stated.
          </Text>
        )}
        {documents.map((document, index) => {
          const label = codes?.documents.find(({ code }) => code === document.code)?.label ?? document.code;
          const at = `requiredDocuments.${index}`;
          return (
            <Group key={document.code} gap="xs" wrap="wrap" role="group" aria-label={label}>
              <Text size="sm" fw={500} style={{ flex: "1 1 11rem" }}>
                {label}
              </Text>
              <Checkbox label="Required" {...form.getInputProps(`${at}.required`, { type: "checkbox" })} />
              <Select
                aria-label={`${label}: stage`}
                w="12rem"
                allowDeselect={false}
                data={codes?.documentStages.map(({ code, label: text }) => ({ value: code, label: text })) ?? []}
                {...form.getInputProps(`${at}.stage`)}
              />
              <TextInput
                aria-label={`${label}: from which amount`}
                placeholder="from amount"
                w="8rem"
                inputMode="decimal"
                {...form.getInputProps(`${at}.amountFrom`)}
              />
              <ActionIcon
                aria-label={`Remove ${label}`}
                onClick={() => form.removeListItem("requiredDocuments", index)}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
          );
        })}
        <Select
          aria-label="Add a document"
          placeholder="Add a document"
          leftSection={<IconPlus size={14} aria-hidden />}
          searchable
          maw="18rem"
          value={null}
          data={free.map(({ code, label }) => ({ value: code, label }))}
          onChange={(code) =>
            code &&
            form.insertListItem("requiredDocuments", { code, required: true, stage: "APPLICATION", amountFrom: "" })
          }
        />
      </Stack>
    </Fieldset>
  );
}
