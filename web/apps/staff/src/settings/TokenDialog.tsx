import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { send } from "../api/http";
import { useSessionState } from "../api/session";
import type { Role } from "../api/types";
import { RestoredDraft } from "../forms/RestoredDraft";
import { useKeptForm } from "../forms/useKeptForm";
import { ProblemAlert } from "../ui/ProblemAlert";
import { EXPIRIES, type Token } from "./tokens";
import { useKeyOf } from "./useKeyOf";
import { ROLES, roleChoices } from "./users";
import { useSubmit } from "./useSubmit";

const NOTHING = { name: "", role: "viewer" as Role, expiresInDays: "90" };

export function TokenDialog({ onClose, onMade }: { onClose: () => void; onMade: (token: Token) => void }) {
  const state = useSessionState();
  const own: Role = state.kind === "open" || state.kind === "lost" ? state.session.user.role : "viewer";
  const kept = useKeptForm("token.new", NOTHING, null);
  const { name, role, expiresInDays: days } = kept.form.values;
  const key = useKeyOf(name, role, days);
  const form = useSubmit(async () => {
    const body = { name, role, ...(days && { expiresInDays: Number(days) }) };
    const token = await send<Token>("POST", "/api/tokens", { body, idempotencyKey: key });
    kept.forget();
    onMade(token);
  });

  return (
    <Modal opened onClose={onClose} title="New API token">
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack>
          {kept.restored && <RestoredDraft at={kept.restored.at} onDiscard={kept.discard} />}
          {form.problem && <ProblemAlert problem={form.problem} />}
          <TextInput
            label="Name"
            description="What it is for, to know later whether it may go."
            placeholder="Nightly report"
            autoComplete="off"
            required
            data-autofocus
            {...kept.form.getInputProps("name")}
            error={form.errors.name}
          />
          <NativeSelect
            size="xs"
            label="Role"
            data={roleChoices(own)}
            description={`${ROLES[role].label}: ${ROLES[role].description}.`}
            {...kept.form.getInputProps("role")}
            error={form.errors.role}
          />
          <NativeSelect
            size="xs"
            label="Expires after"
            data={EXPIRIES}
            {...kept.form.getInputProps("expiresInDays")}
            error={form.errors.expiresInDays}
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
            <Button type="submit" loading={form.isBusy}>
              Make token
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
