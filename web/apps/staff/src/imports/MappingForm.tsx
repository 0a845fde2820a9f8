import { Alert, Button, Checkbox, Group, Select } from "@mantine/core";
import { useState } from "react";
import { DefaultInput } from "./DefaultInput";
import { FIELD_LABELS, NEEDED, WITHOUT_DEFAULT } from "./fields";
import classes from "./ImportPage.module.css";
import type { Import } from "./imports";
import { useMapping } from "./useMapping";

const MEMBERS = Object.entries(FIELD_LABELS).map(([member, label]) => ({ value: `/${member}`, label }));

type Mapping = ReturnType<typeof useMapping>;

/** Which column holds what, and what is taken where a row says nothing. */
export function MappingForm({ found }: { found: Import }) {
  const mapping = useMapping(found);
  const { choice, isSending } = mapping;
  const isNamed = Object.values(choice.columns).some((member) => member === "/name" || member === "/id");
  return (
    <>
      {!isNamed && (
        <Alert color="yellow" p="xs" mb="xs">
          No column holds the name of the product. Say below which one does.
        </Alert>
      )}
      <table className={`simple ${classes.columns}`}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Holds</th>
            <th scope="col">Where it is blank</th>
            <th scope="col" className="wide">
              For example
            </th>
          </tr>
        </thead>
        <tbody>
          {found.columns.map((column) => (
            <Column key={column.index} column={column} mapping={mapping} />
          ))}
        </tbody>
      </table>
      <ForAllRows mapping={mapping} />
      <Group mt="md" gap="lg">
        <Checkbox
          label="Add lenders that are not there yet"
          data-new-lenders
          checked={choice.createLenders}
          onChange={(event) => mapping.setCreateLenders(event.currentTarget.checked)}
        />
        <Button loading={isSending} onClick={() => void mapping.send()}>
          Check the rows
        </Button>
      </Group>
    </>
  );
}

function Column({ column, mapping }: { column: Import["columns"][number]; mapping: Mapping }) {
  const { index, header, samples } = column;
  const { choice, errors, take, otherwise } = mapping;
  const name = header || `column ${index + 1}`;
  const member = choice.columns[index]?.slice(1);
  return (
    <tr>
      <td className="stored">{header || <span className="quiet">{name}</span>}</td>
      <td>
        <Select
          aria-label={`What ${name} holds`}
          data-column={index}
          placeholder="left out"
          size="xs"
          searchable
          clearable
          data={MEMBERS}
          error={errors[`columns.${index}`]}
          value={choice.columns[index] ?? null}
          onChange={(next) => take(index, next)}
        />
      </td>
      <td>
        {member && !WITHOUT_DEFAULT.has(member) && (
          <DefaultInput
            member={member}
            value={choice.defaults[member]}
            error={errors[`defaults.${member}`]}
            placeholder="not stated"
            onChange={(text) => otherwise(member, text || null)}
          />
        )}
      </td>
      <td className="quiet wide stored">{samples.filter(Boolean).slice(0, 3).join(" · ")}</td>
    </tr>
  );
}

/** What no column holds, and is the same in each row. */
function ForAllRows({ mapping }: { mapping: Mapping }) {
  const { choice, errors, otherwise } = mapping;
  const [added, setAdded] = useState<readonly string[]>([]);
  const held = new Set(Object.values(choice.columns).map((member) => member?.slice(1)));
  const isShown = (member: string) => NEEDED.has(member) || member in choice.defaults || added.includes(member);
  const free = Object.keys(FIELD_LABELS).filter((member) => !held.has(member) && !WITHOUT_DEFAULT.has(member));
  const others = free.filter((member) => !isShown(member));
  return (
    <fieldset className={classes.all}>
      <legend>In all rows</legend>
      {free.filter(isShown).map((member) => (
        <DefaultInput
          key={member}
          member={member}
          value={choice.defaults[member]}
          error={errors[`defaults.${member}`]}
          isLabelled
          placeholder={NEEDED.has(member) ? "each product needs one" : "not stated"}
          onChange={(text) => otherwise(member, text || null)}
        />
      ))}
      <Select
        label="Another field"
        placeholder="Choose a field"
        size="xs"
        searchable
        value={null}
        data={others.map((member) => ({ value: member, label: FIELD_LABELS[member] ?? member }))}
        onChange={(member) => member && setAdded([...added, member])}
      />
    </fieldset>
  );
}
