import { Button, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { send } from "../api/http";
import { useSessionState } from "../api/session";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell } from "../ui/tell";
import { Intro } from "./Section";
import { useSubmit } from "./useSubmit";

export function PasswordTab() {
  const state = useSessionState();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const form = useSubmit(async () => {
    await send("PUT", "/api/session/password", { body: { current, next } });
    setCurrent("");
    setNext("");
    tell("The password is changed. Your other sessions have ended.");
  });

  return (
    <>
      <Intro text="At least 8 characters; a few random words are good. All your other sessions end." />
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack maw="20rem">
          {form.problem && <ProblemAlert problem={form.problem} />}
          {/* For password managers, which want to know whose it is. */}
          <input
            type="text"
            autoComplete="username"
            readOnly
            hidden
            value={state.kind === "open" ? state.session.user.email : ""}
          />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            value={current}
            error={form.errors.current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            autoComplete="new-password"
            required
            minLength={8}
            value={next}
            error={form.errors.next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Button type="submit" loading={form.isBusy} w="fit-content">
            Change password
          </Button>
        </Stack>
      </form>
    </>
  );
}
