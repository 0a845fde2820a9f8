import { useForm } from "@mantine/form";
import { useEffect, useState } from "react";
import { drafts } from "./drafts";
import { changedFields } from "./merge";

/** A form whose draft survives a reload. Nothing secret may be typed in it. */
// biome-ignore lint/suspicious/noExplicitAny: the form library asks for no less
export function useKeptForm<V extends Record<string, any>>(draftKey: string, initial: V, revision: number | null) {
  const [begun] = useState({ initial, revision });
  const [restored, setRestored] = useState(() => drafts.open<V>(draftKey));
  const base = restored?.base ?? begun.initial;
  const at = restored ? restored.revision : begun.revision;
  const form = useForm<V>({ initialValues: restored?.values ?? begun.initial });
  const { values } = form;
  useEffect(() => {
    if (changedFields(base, values).length === 0) drafts.forget(draftKey);
    else drafts.write(draftKey, { values, base, revision: at, at: new Date().toISOString() });
  }, [values, base, at, draftKey]);

  return {
    form,
    restored,
    /** What is typed is about this revision. */
    revision: at,
    /** It was saved or given up. */
    forget: () => drafts.forget(draftKey),
    discard: () => {
      drafts.forget(draftKey);
      setRestored(null);
      form.setValues(begun.initial);
      form.clearErrors();
    },
  };
}
