import { Alert, Button, Center, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiProblem, send } from "../api/http";
import { session } from "../api/session";
import type { Session } from "../api/types";

/** Where an invitation leads. Its token is behind the `#`, which no server's log ever sees. */
export function Welcome() {
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      const body = { token: window.location.hash.slice(1), password };
      const opened = await send<Session>("POST", "/api/welcome", { body, isLogin: true });
      window.history.replaceState(null, "", "/");
      session.open(opened);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      setRefusal(problem.problem.errors?.[0]?.detail ?? problem.message);
    }
  }

  return (
    <Center component="main" mih="100dvh" p="md">
      <form onSubmit={submit} style={{ width: "100%", maxWidth: "20rem" }}>
        <Stack gap="sm">
          <Title order={1}>Welcome to Lender Sync</Title>
          <Text className="quiet">Choose the password that you will sign in with.</Text>
          {refusal && (
            <Alert color="red" p="xs" role="alert">
              {refusal}
            </Alert>
          )}
          <PasswordInput
            label="Password"
            autoComplete="new-password"
            required
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="sm">
            Set password and sign in
          </Button>
        </Stack>
      </form>
    </Center>
  );
}
