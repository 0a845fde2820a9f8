import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { send } from "../api/http";
import type { Role } from "../api/types";
import { OVER_IT, Overtaken, overtakenBy } from "../forms/Overtaken";
import { RestoredDraft } from "../forms/RestoredDraft";
import { useKeptForm } from "../forms/useKeptForm";
import { ProblemAlert } from "../ui/ProblemAlert";
import { useKeyOf } from "./useKeyOf";
import { ROLES, roleChoices, type User } from "./users";
import { useSubmit } from "./useSubmit";

interface Props {
  /** null for a new one. */
  user: User | null;
  onClose: () => void;
  onSaved: (user: User) => void;
}

/** A new user gets an invitation link, for nobody should know another's password. */
export function UserDialog({ user, onClose, onSaved }: Props) {
  const kept = useKeptForm(
    `user.${user?.id ?? "new"}`,
    { email: user?.email ?? "", name: user?.name ?? "", role: user?.role ?? ("viewer" as Role) },
    user?.revision ?? null,
  );
  const { email, name, role } = kept.form.values;
  const key = useKeyOf(email, name, role);
  const [overtaking, setOvertaking] = useState<User | null>(null);
  const save = overtaking ? OVER_IT : "Save";
  const form = useSubmit(async () => {
    try {
      const saved = user
        ? await send<User>("PUT", `/api/users/${user.id}`, {
            body: { name, role, active: (overtaking ?? user).active },
            ifMatch: overtaking?.revision ?? kept.revision ?? user.revision,
          })
        : await send<User>("POST", "/api/users", { body: { email, name, role }, idempotencyKey: key });
      kept.forget();
      onSaved(saved);
    } catch (failure) {
      const current = overtakenBy<User>(failure);
      if (!current) throw failure;
      setOvertaking(current);
    }
  });

  return (
    <Modal opened onClose={onClose} title={user ? `Edit ${user.name}` : "Add a user"}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack>
          {kept.restored && <RestoredDraft at={kept.restored.at} onDiscard={kept.discard} />}
          {overtaking && (
            <Overtaken>
              {overtaking.name}, {ROLES[overtaking.role].label}
            </Overtaken>
          )}
          {form.problem && <ProblemAlert problem={form.problem} />}
          {!user && (
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="off"
              required
              data-autofocus
              {...kept.form.getInputProps("email")}
              error={form.errors.email}
            />
          )}
          <TextInput
            label="Name"
            autoComplete="off"
            required
            {...kept.form.getInputProps("name")}
            error={form.errors.name}
          />
          <NativeSelect
            size="xs"
            label="Role"
            data={roleChoices()}
            description={`${ROLES[role].label}: ${ROLES[role].description}.`}
            {...kept.form.getInputProps("role")}
            error={form.errors.role}
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
              {user ? save : "Add and get the invitation link"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
