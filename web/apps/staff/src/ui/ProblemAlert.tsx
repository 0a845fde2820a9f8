import { Alert, Button, Group, List } from "@mantine/core";
import { ApiProblem } from "../api/http";
import type { FieldError } from "../api/types";

const ADVICE: Record<number, string> = {
  403: "Ask an admin for the role that it takes.",
  404: "It was deleted meanwhile.",
  429: "Wait a moment and try again.",
  503: "Try again in a moment.",
};

interface Props {
  problem: Error;
  /** What is wrong with a field, with the names that the screen has for it. */
  inWords?: (error: FieldError) => string;
  onRetry?: () => void;
}

const asTold = ({ pointer, detail }: FieldError) => `${pointer.slice(1)}: ${detail}`;

/** What went wrong, in words, and what to do. */
export function ProblemAlert({ problem, inWords = asTold, onRetry }: Props) {
  const isKnown = problem instanceof ApiProblem;
  const errors = isKnown ? (problem.problem.errors ?? []) : [];
  return (
    <Alert color="red" p="xs" role="alert">
      <Group justify="space-between" align="flex-start">
        <div>
          {problem.message} {isKnown && ADVICE[problem.status]}
          {errors.length > 0 && (
            <List size="xs" mt={4}>
              {errors.map((error) => (
                <List.Item key={error.pointer + error.detail}>{inWords(error)}</List.Item>
              ))}
            </List>
          )}
        </div>
        {onRetry && (
          <Button variant="light" color="red" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
