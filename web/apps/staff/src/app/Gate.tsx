import { Center, Loader, Modal } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { ApiProblem, send } from "../api/http";
import { session, useSessionState } from "../api/session";
import type { Session } from "../api/types";
import { LoginForm } from "./LoginForm";
import { Welcome } from "./Welcome";

async function recall() {
  try {
    session.open(await send<Session>("GET", "/api/session", { isLogin: true }));
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    session.close();
  }
}

/** Nobody passes without a session. One that ends while somebody works puts a login over the screen, not in its place. */
export function Gate({ children }: { children: ReactNode }) {
  const state = useSessionState();
  useEffect(() => {
    if (session.now().kind === "unknown") void recall();
  }, []);

  if (window.location.pathname === "/welcome" && state.kind !== "open") return <Welcome />;
  switch (state.kind) {
    case "unknown":
      return (
        <Center h="100dvh">
          <Loader size="sm" aria-label="Signing in" />
        </Center>
      );
    case "none":
      return (
        <Center component="main" mih="100dvh" p="md">
          <LoginForm />
        </Center>
      );
    default:
      return (
        <>
          {children}
          <Modal
            opened={state.kind === "lost"}
            onClose={() => {}}
            withCloseButton={false}
            closeOnEscape={false}
            closeOnClickOutside={false}
            zIndex={500}
            size="22rem"
            title="Sign in again"
          >
            <LoginForm lostBy={state.session.user.email} />
          </Modal>
        </>
      );
  }
}
