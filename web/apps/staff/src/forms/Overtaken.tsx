import { Alert, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/http";

/** What somebody else made of it meanwhile; null when the save failed for another reason. */
export function overtakenBy<T>(failure: unknown): T | null {
  return failure instanceof ApiProblem && failure.status === 412 ? ((failure.problem.current as T) ?? null) : null;
}

/** The save's button is to say: */
export const OVER_IT = "Save mine over it";

export function Overtaken({ children }: { children: ReactNode }) {
  return (
    <Alert color="yellow" p="xs" role="alert">
      <Text fw={600} size="sm">
        Somebody else changed it meanwhile
      </Text>
      It is now {children}. Save yours over it, or cancel to keep theirs.
    </Alert>
  );
}
