import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ApiProblem, idempotencyKey } from "../api/http";
import type { Client } from "../api/types";
import { moment } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Dialog } from "./Dialog";
import { type Credential, type Rotated, write } from "./fleet";
import { ShownOnce } from "./ShownOnce";

const NAMES: Record<Credential, string> = { "api-key": "API key", "webhook-secret": "webhook secret" };

const EFFECTS: Record<Credential, string> = {
  "api-key": "The client app may use the new key and those before until the overlap ends.",
  "webhook-secret": "Notices are signed with the new secret and the one before until the overlap ends.",
};

const OVERLAPS = [
  { value: "0", label: "None: those before end now" },
  { value: "1", label: "1 hour" },
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
];

interface Props {
  client: Client;
  credential: Credential;
  onClose: () => void;
}

export function RotateDialog({ client, credential, onClose }: Props) {
  const [overlap, setOverlap] = useState("24");
  const [rotated, setRotated] = useState<Rotated | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const name = NAMES[credential];

  // One key for the life of the dialog and one overlap: should the answer be lost, a second press brings the same.
  const [keys] = useState(() => new Map(OVERLAPS.map(({ value }) => [value, idempotencyKey()])));
  async function rotate() {
    setBusy(true);
    setProblem(null);
    try {
      setRotated(await write.rotate(client.id, credential, Number(overlap), keys.get(overlap) ?? idempotencyKey()));
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  }

  if (rotated) {
    return (
      <ShownOnce
        title={`The new ${name} of ${client.name}`}
        baseUrl={client.baseUrl}
        credentials={rotated}
        onClose={onClose}
      >
        <Text size="sm">
          {overlap === "0"
            ? "What it had before works no more."
            : `What it had before works until ${moment(rotated.previousUntil)}.`}
        </Text>
      </ShownOnce>
    );
  }
  return (
    <Dialog title={`Rotate the ${name} of ${client.name}`} onClose={onClose}>
      <Stack gap="sm">
        <Text size="sm">{EFFECTS[credential]}</Text>
        {problem && <ProblemAlert problem={problem} />}
        <Select
          label="Overlap"
          description={
            overlap === "0"
              ? "The client app is cut off until it has the new one. Right after a leak."
              : "Time to give it to the client app."
          }
          data={OVERLAPS}
          value={overlap}
          onChange={(value) => setOverlap(value ?? "24")}
          allowDeselect={false}
          comboboxProps={{ zIndex: 310 }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color={overlap === "0" ? "red.9" : "ink"} loading={isBusy} onClick={() => void rotate()}>
            Make a new {name}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
