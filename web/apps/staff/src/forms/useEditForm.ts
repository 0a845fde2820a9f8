import { useForm } from "@mantine/form";
import { useEffect, useRef, useState } from "react";
import { ApiProblem, errorsByField, type FieldErrors, idempotencyKey } from "../api/http";
import { drafts } from "./drafts";
import { changedFields, withTyped } from "./merge";

/** What the server keeps: each write of it is told which revision it is about. */
interface Revised {
  revision: number;
}

/** What somebody else saved while this form was open. */
export interface Overtaken<V, R> {
  base: V;
  other: R;
}

interface Options<V, R> {
  draftKey: string;
  initial: V;
  /** What is edited; null for a new one. */
  record: R | null;
  toValues: (record: R) => V;
  /** The server's words as the screen says them. */
  inWords?: (detail: string) => string;
  onSaved: (record: R) => void;
}

/** Sends what was typed: onto that revision, or, without one, as a new record. */
type Send<R> = (revision: number | null, idempotencyKey: string) => Promise<R>;

/** The life of one form: its draft, the save, what the server refuses, and what others save meanwhile. */
// biome-ignore lint/suspicious/noExplicitAny: the form library asks for no less
export function useEditForm<V extends Record<string, any>, R extends Revised>(options: Options<V, R>) {
  const { draftKey, initial, record, toValues, inWords = (detail) => detail, onSaved } = options;
  const [restored, setRestored] = useState(() => drafts.open<V>(draftKey));
  const [base, setBase] = useState(restored?.base ?? initial);
  const [revision, setRevision] = useState(restored ? restored.revision : (record?.revision ?? null));
  const [overtaken, setOvertaken] = useState<Overtaken<V, R> | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm<V>({ initialValues: restored?.values ?? initial });
  const { values } = form;
  const changed = changedFields(base, values);

  // Nobody typed: the form follows what others save. Somebody did, but what is new is not in the form, such as the
  // status: what he typed is about that revision, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what counts
  useEffect(() => {
    if (record === null || record.revision === revision) return;
    if (changed.length > 0) {
      if (changedFields(base, initial).length === 0) setRevision(record.revision);
      return;
    }
    setBase(initial);
    setRevision(record.revision);
    form.setValues(initial);
  }, [record?.revision]);

  // At each key that is pressed: whoever closes the form or the page at once has typed it too.
  useEffect(() => {
    if (changedFields(base, values).length === 0) drafts.forget(draftKey);
    else drafts.write(draftKey, { values, base, revision, at: new Date().toISOString() });
  }, [values, base, revision, draftKey]);

  const sent = useRef({ text: "", key: "" });
  const isUnderWay = useRef(false);
  async function save(body: object, send: Send<R>, onto: number | null = revision) {
    const text = JSON.stringify(body);
    // A second press of the same is the same request, so that a double click makes one record.
    if (sent.current.text !== text) sent.current = { text, key: idempotencyKey() };
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setProblem(null);
    const before = form.getValues();
    const done = (saved: R) => {
      begin(withTyped(toValues(saved), before, form.getValues()), saved.revision, toValues(saved));
      onSaved(saved);
    };
    try {
      done(await send(record && onto, sent.current.key));
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      const current = failure.problem.current as R | undefined;
      // It was saved before, and the answer was lost.
      if (failure.status === 412 && current && changedFields(toValues(current), before).length === 0) done(current);
      else refuse(failure);
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }

  function begin(next: V, at: number | null, saved = next) {
    drafts.forget(draftKey);
    setRestored(null);
    setProblem(null);
    setOvertaken(null);
    setBase(saved);
    setRevision(at);
    form.setValues(next);
    form.clearErrors();
    form.resetTouched();
  }

  function refuse(failure: ApiProblem) {
    const current = failure.problem.current as R | undefined;
    if (failure.status === 412 && current) {
      setOvertaken({ base, other: current });
      return;
    }
    if (failure.status === 422) {
      const errors = errorsByField(failure.problem.errors);
      show(errors);
      form.getInputNode(Object.keys(errors)[0] ?? "")?.focus();
    }
    setProblem(failure);
  }

  function show(errors: FieldErrors) {
    form.setErrors(Object.fromEntries(Object.entries(errors).map(([field, detail]) => [field, inWords(detail)])));
  }

  return {
    form,
    changed,
    restored,
    problem,
    overtaken,
    isBusy,
    save,
    show,
    discard: () => begin(initial, record?.revision ?? null),
    keepEditing: () => setOvertaken(null),
  };
}
