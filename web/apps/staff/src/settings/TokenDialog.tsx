import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { send } from "../api/http";
import { useSessionState } from "../api/session";
import type { Role } from "../api/types";
import { ProblemAlert } from "../ui/ProblemAlert";
import { EXPIRIES, type Token } from "./tokens";
import { useKeyOf } from "./useKeyOf";
import { ROLES, roleChoices } from "./users";
import { useSubmit } from "./useSubmit";

export function TokenDialog({ onClose, onMade }: { onClose: () => void; onMade: (token: Token) => void }) {
  const state = useSessionState();
  const own: Role = state.kind === "open" || state.kind === "lost" ? state.session.user.role : "viewer";
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [days, setDays] = useState("90");
  const key = useKeyOf(name, role, days);
  const form = useSubmit(async () => {
    const body = { name, role, ...(days && { expiresInDays: Number(days) }) };
    onMade(await send<Token>("POST", "/api/tokens", { body, idempotencyKey: key }));
  });

  return (
    <Modal opened onClose={onClose} title="New API token">
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack>
          {form.problem && <ProblemAlert problem={form.problem} />}
          <TextInput
            label="Name"
            description="What it is for, to know later whether it may go."
            placeholder="Nightly report"
            autoComplete="off"
            required
            data-autofocus
            value={name}
            error={form.errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            size="xs"
            label="Role"
            data={roleChoices(own)}
            description={`${ROLES[role].label}: ${ROLES[role].description}.`}
            value={role}
            error={form.errors.role}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          <NativeSelect
            size="xs"
            label="Expires after"
            data={EXPIRIES}
            value={days}
            error={form.errors.expiresInDays}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy}>
              Make token
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
