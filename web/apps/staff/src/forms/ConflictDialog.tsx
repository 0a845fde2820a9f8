import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { actor, moment } from "../ui/format";
import { type Choices, type Difference, type FieldOf, merged, threeWay } from "./merge";

interface Props<V> {
  /** "product" */
  what: string;
  /** Who saved first, and when. */
  by: string;
  at: string;
  base: V;
  mine: V;
  other: V;
  label: (field: FieldOf<V>) => string;
  show: (field: FieldOf<V>, value: unknown) => ReactNode;
  isBusy: boolean;
  onSave: (values: V) => void;
  onDiscard: () => void;
  onClose: () => void;
}

/** Somebody else saved first: both edits against what both began with. Nothing is overwritten without a choice. */
export function ConflictDialog<V extends object>(props: Props<V>) {
  const { what, by, at, base, mine, other, label, show, isBusy, onSave, onDiscard, onClose } = props;
  const differences = threeWay(base, mine, other);
  const [choices, setChoices] = useState<Choices<V>>({});
  const open = differences.filter((difference) => difference.by === "both" && !choices[difference.field]);
  return (
    <Modal
      opened
      onClose={onClose}
      size="52rem"
      zIndex={300}
      title={`${actor(by)} saved this ${what} at ${moment(at)}`}
    >
      <Stack>
        <Text size="sm" className="quiet">
          Where only one of you changed a field, that change is taken. Choose where both did.
        </Text>
        <div style={{ overflowX: "auto" }}>
          <table className="simple">
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Before</th>
                <th scope="col">Yours</th>
                <th scope="col">Theirs</th>
              </tr>
            </thead>
            <tbody>
              {differences.map((difference) => (
                <Row
                  key={difference.field}
                  difference={difference}
                  name={label(difference.field)}
                  show={(value) => show(difference.field, value)}
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

interface RowProps<V> {
  difference: Difference<V>;
  name: string;
  show: (value: unknown) => ReactNode;
  choice: "mine" | "other" | undefined;
  onChoose: (choice: "mine" | "other") => void;
}

function Row<V>({ difference, name, show, choice, onChoose }: RowProps<V>) {
  const { field, by, base, mine, other } = difference;
  const cell = (side: "mine" | "other", value: unknown) =>
    by === "both" ? (
      <Radio
        name={field}
        aria-label={`${name}: ${side === "mine" ? "yours" : "theirs"}`}
        label={show(value)}
        checked={choice === side}
        onChange={() => onChoose(side)}
      />
    ) : (
      <span style={{ fontWeight: (side === "mine") === (by === "me") ? 600 : 400 }}>{show(value)}</span>
    );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="quiet">{show(base)}</td>
      <td>{cell("mine", mine)}</td>
      <td>{cell("other", other)}</td>
    </tr>
  );
}
