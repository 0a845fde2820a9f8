import { useEffect, useState } from "react";
import { ApiProblem, errorsByField, type FieldErrors } from "../api/http";
import { drafts } from "../forms/drafts";
import { tellProblem } from "../ui/tell";
import { check, type Import, type MappingChoice } from "./imports";

const choiceOf = (found: Import): MappingChoice => ({
  columns: Object.fromEntries(found.columns.map(({ index, member }) => [String(index), member])),
  defaults: found.defaults ?? {},
  createLenders: found.mapping.createLenders ?? false,
});

/** What somebody says the columns are. Kept like all that is typed, until the rows are checked with it. */
export function useMapping(found: Import) {
  const draftKey = `import.${found.id}`;
  const [choice, setChoice] = useState(() => drafts.open<MappingChoice>(draftKey)?.values ?? choiceOf(found));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    const base = choiceOf(found);
    if (JSON.stringify(choice) === JSON.stringify(base)) drafts.forget(draftKey);
    else drafts.write(draftKey, { values: choice, base, revision: null, at: new Date().toISOString() });
  }, [choice, found, draftKey]);

  async function send() {
    setSending(true);
    setErrors({});
    try {
      await check(found.id, choice);
      drafts.forget(draftKey);
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 422) setErrors(errorsByField(problem.problem.errors));
      tellProblem("The rows were not checked", problem);
    } finally {
      setSending(false);
    }
  }

  return {
    choice,
    errors,
    isSending,
    send,
    take: (index: number, member: string | null) =>
      setChoice((before) => ({ ...before, columns: { ...before.columns, [index]: member } })),
    otherwise: (member: string, text: string | null) =>
      setChoice((before) => {
        const { [member]: _, ...others } = before.defaults;
        return { ...before, defaults: text === null ? others : { ...others, [member]: text } };
      }),
    setCreateLenders: (createLenders: boolean) => setChoice((before) => ({ ...before, createLenders })),
  };
}
