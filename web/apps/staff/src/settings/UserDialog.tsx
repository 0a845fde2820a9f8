import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { send } from "../api/http";
import type { Role } from "../api/types";
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
  const [email, setEmail] = useState(user?.email ?? "");
  const [name, setName] = useState(user?.name ?? "");
  const [role, setRole] = useState<Role>(user?.role ?? "viewer");
  const key = useKeyOf(email, name, role);
  const form = useSubmit(async () => {
    onSaved(
      user
        ? await send<User>("PUT", `/api/users/${user.id}`, {
            body: { name, role, active: user.active },
            ifMatch: user.revision,
          })
        : await send<User>("POST", "/api/users", { body: { email, name, role }, idempotencyKey: key }),
    );
  });

  return (
    <Modal opened onClose={onClose} title={user ? `Edit ${user.name}` : "Add a user"}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack>
          {form.problem && <ProblemAlert problem={form.problem} />}
          {!user && (
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="off"
              required
              data-autofocus
              value={email}
              error={form.errors.email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
          )}
          <TextInput
            label="Name"
            autoComplete="off"
            required
            value={name}
            error={form.errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            size="xs"
            label="Role"
            data={roleChoices()}
            description={`${ROLES[role].label}: ${ROLES[role].description}.`}
            value={role}
            error={form.errors.role}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy}>
              {user ? "Save" : "Add and get the invitation link"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
