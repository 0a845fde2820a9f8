import { Button, Checkbox, Group, Select } from "@mantine/core";
import { useState } from "react";
import { tellProblem } from "../ui/tell";
import { FIELD_LABELS } from "./fields";
import { check, type Import } from "./imports";

const MEMBERS = Object.entries(FIELD_LABELS).map(([member, label]) => ({ value: `/${member}`, label }));
const YES_NO = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];
const COUNTRIES = [
  { value: "CA", label: "Canada" },
  { value: "US", label: "United States" },
];

/** Which column holds what, and what is taken where a row says nothing. */
export function MappingForm({ found }: { found: Import }) {
  const [columns, setColumns] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(found.columns.map(({ index, member }) => [String(index), member])),
  );
  const [defaults, setDefaults] = useState<Record<string, string>>(found.defaults ?? {});
  const [createLenders, setCreateLenders] = useState(found.mapping.createLenders ?? true);
  const [isSending, setSending] = useState(false);

  async function send() {
    setSending(true);
    try {
      await check(found.id, { columns, defaults, createLenders });
    } catch (problem) {
      tellProblem("The rows were not checked", problem);
    } finally {
      setSending(false);
    }
  }

  const otherwise = (member: string, value: string | null) =>
    setDefaults(({ [member]: _, ...others }) => (value ? { ...others, [member]: value } : others));
  // What the file can't leave out, and often does.
  const isMapped = (member: string) => Object.values(columns).includes(`/${member}`);
  return (
    <>
      <table className="simple">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Holds</th>
            <th scope="col" className="wide">
              For example
            </th>
          </tr>
        </thead>
        <tbody>
          {found.columns.map(({ index, header, samples }) => (
            <tr key={index}>
              <td>{header || <span className="quiet">column {index + 1}</span>}</td>
              <td>
                <Select
                  aria-label={`What ${header || `column ${index + 1}`} holds`}
                  placeholder="left out"
                  size="xs"
                  searchable
                  clearable
                  data={MEMBERS}
                  value={columns[index] ?? null}
                  onChange={(member) => setColumns((before) => ({ ...before, [index]: member }))}
                />
              </td>
              <td className="quiet wide">{samples.filter(Boolean).slice(0, 3).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt="sm" align="end">
        {!isMapped("country") && (
          <Select
            label="Country of all rows"
            size="xs"
            clearable
            data={COUNTRIES}
            value={defaults.country ?? null}
            onChange={(value) => otherwise("country", value)}
          />
        )}
        {!isMapped("requiresReceivables") && (
          <Select
            label="Receivables needed, all rows"
            size="xs"
            clearable
            data={YES_NO}
            value={defaults.requiresReceivables ?? null}
            onChange={(value) => otherwise("requiresReceivables", value)}
          />
        )}
        <Checkbox
          label="Add lenders that are not there yet"
          checked={createLenders}
          onChange={(event) => setCreateLenders(event.currentTarget.checked)}
        />
        <Button loading={isSending} onClick={() => void send()}>
          Check the rows
        </Button>
      </Group>
    </>
  );
}
