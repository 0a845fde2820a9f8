import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiProblem, send } from "../api/http";
import { queryClient } from "../api/queries";
import { session } from "../api/session";
import type { Session } from "../api/types";

/** @param lostBy whose session ended while he worked */
export function LoginForm({ lostBy }: { lostBy?: string }) {
  const [email, setEmail] = useState(lostBy ?? "");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      const opened = await send<Session>("POST", "/api/session", { body: { email, password }, isLogin: true });
      if (opened.user.email !== lostBy) queryClient.clear();
      session.open(opened);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      setRefusal(problem.message);
      setPassword("");
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} style={{ width: "100%", maxWidth: "20rem" }}>
      <Stack gap="sm">
        <Group gap="xs">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <Title order={1}>Lender Sync</Title>
        </Group>
        <Text className="quiet" size="sm">
          {lostBy ? "Your session ended. What you typed is still here." : "Sign in to the Staff App."}
        </Text>
        {refusal && (
          <Alert color="red" p="xs" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          label="E-mail"
          type="email"
          size="sm"
          autoComplete="username"
          required
          autoFocus={!lostBy}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          data-autofocus={lostBy ? true : undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={isBusy}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
