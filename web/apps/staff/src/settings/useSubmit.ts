import { useState } from "react";
import { ApiProblem, errorsByField } from "../api/http";

/** Sends a form: what the server refuses is kept by field, what belongs to no field as the problem. */
export function useSubmit(send: () => Promise<void>) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const errors = problem?.status === 422 ? errorsByField(problem.problem.errors) : {};

  async function submit(event: { preventDefault: () => void }) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await send();
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  }
  return { submit, isBusy, errors, problem: Object.keys(errors).length > 0 ? null : problem };
}
