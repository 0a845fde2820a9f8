import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { actor, moment } from "../ui/format";
import { FieldValue } from "./FieldValue";
import { type Difference, type Field, fieldLabel, merged, type ProductValues, threeWay, toValues } from "./form";
import type { Overtaken } from "./useProductForm";

interface Props {
  overtaken: Overtaken;
  mine: ProductValues;
  isBusy: boolean;
  onSave: (values: ProductValues) => void;
  onDiscard: () => void;
  onClose: () => void;
}

/** Somebody else saved first: both edits against what both began with. Nothing is overwritten without a choice. */
export function ConflictDialog({ overtaken, mine, isBusy, onSave, onDiscard, onClose }: Props) {
  const other = toValues(overtaken.other);
  const differences = threeWay(overtaken.base, mine, other);
  const [choices, setChoices] = useState<Partial<Record<Field, "mine" | "other">>>({});
  const open = differences.filter(({ by, field }) => by === "both" && !choices[field]);
  const { updatedBy, updatedAt } = overtaken.other;
  return (
    <Modal
      opened
      onClose={onClose}
      size="52rem"
      zIndex={300}
      title={`${actor(updatedBy)} saved this product at ${moment(updatedAt)}`}
    >
      <Stack>
        <Text size="sm" className="quiet">
          Where only one of you changed a field, that change is taken. Choose where both did.
        </Text>
        <div style={{ overflowX: "auto" }}>
          <table className="simple">
            <thead>
              <tr>
                <th>Field</th>
                <th>Before</th>
                <th>Yours</th>
                <th>Theirs</th>
              </tr>
            </thead>
            <tbody>
              {differences.map((difference) => (
                <Row
                  key={difference.field}
                  difference={difference}
                  choice={choices[difference.field]}
                  onChoose={(choice) => setChoices({ ...choices, [difference.field]: choice })}
                />
              ))}
            </tbody>
          </table>
        </div>
        <Group justify="space-between">
          <Button variant="subtle" color="red" onClick={onDiscard}>
            Discard mine
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Go on editing
            </Button>
            <Button
              disabled={open.length > 0}
              loading={isBusy}
              onClick={() => onSave(merged(other, differences, choices))}
            >
              {open.length > 0 ? `${open.length} to choose` : "Save both edits"}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

function Row({
  difference,
  choice,
  onChoose,
}: {
  difference: Difference;
  choice: "mine" | "other" | undefined;
  onChoose: (choice: "mine" | "other") => void;
}) {
  const { field, by, base, mine, other } = difference;
  const name = fieldLabel(field);
  const cell = (side: "mine" | "other", value: unknown) =>
    by === "both" ? (
      <Radio
        name={field}
        aria-label={`${name}: ${side === "mine" ? "yours" : "theirs"}`}
        label={<FieldValue field={field} value={value} />}
        checked={choice === side}
        onChange={() => onChoose(side)}
      />
    ) : (
      <span style={{ fontWeight: (side === "mine") === (by === "me") ? 600 : 400 }}>
        <FieldValue field={field} value={value} />
      </span>
    );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="quiet">
        <FieldValue field={field} value={base} />
      </td>
      <td>{cell("mine", mine)}</td>
      <td>{cell("other", other)}</td>
    </tr>
  );
}
