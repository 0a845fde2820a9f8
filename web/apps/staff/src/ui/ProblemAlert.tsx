import { Alert, Button, Group, List } from "@mantine/core";
import { ApiProblem } from "../api/http";

const ADVICE: Record<number, string> = {
  403: "Ask an admin for the role that it takes.",
  404: "It was deleted meanwhile.",
  429: "Wait a moment and try again.",
  503: "Try again in a moment.",
};

/** What went wrong, in words, and what to do. */
export function ProblemAlert({ problem, onRetry }: { problem: Error; onRetry?: () => void }) {
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
                <List.Item key={error.pointer + error.detail}>
                  {error.pointer.slice(1)}: {error.detail}
                </List.Item>
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
