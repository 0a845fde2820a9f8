import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ApiProblem, errorsByField, idempotencyKey } from "../api/http";
import type { Product } from "../api/types";
import { drafts } from "./drafts";
import { changedFields, inWords, type ProductValues, toInput, toValues } from "./form";
import { check, write } from "./products";

/** What somebody else saved while this form was open. */
export interface Overtaken {
  base: ProductValues;
  other: Product;
}

interface Options {
  draftKey: string;
  initial: ProductValues;
  product: Product | null;
  onSaved: (product: Product) => void;
}

/** The life of one form: its draft, the server's word on it while somebody types, and the save. */
export function useProductForm({ draftKey, initial, product, onSaved }: Options) {
  const [restored, setRestored] = useState(() => drafts.read(draftKey));
  const [base, setBase] = useState(restored?.base ?? initial);
  const [revision, setRevision] = useState(restored ? restored.revision : (product?.revision ?? null));
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm<ProductValues>({ initialValues: restored?.values ?? initial });
  const changed = changedFields(base, form.values);
  const isNew = product === null;

  // Nobody typed: the form follows what others save.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what counts
  useEffect(() => {
    if (isNew || changed.length > 0 || product.revision === revision) return;
    setBase(initial);
    setRevision(product.revision);
    form.setValues(initial);
  }, [product?.revision]);

  const [settled] = useDebouncedValue(form.values, 350);
  useEffect(() => {
    if (changedFields(base, settled).length === 0) drafts.forget(draftKey);
    else drafts.write(draftKey, { values: settled, base, revision, at: new Date().toISOString() });
  }, [settled, base, revision, draftKey]);

  const checked = useQuery({
    queryKey: ["check", product?.id ?? null, settled],
    queryFn: ({ signal }) => check({ ...toInput(settled), ...(product && { id: product.id }) }, signal),
    enabled: changed.length > 0,
    placeholderData: (before) => before,
    gcTime: 10_000,
    retry: false,
  });
  const word = changed.length > 0 ? checked.data : undefined;
  // What somebody has not touched yet in a new form is not wrong yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the server's word comes
  useEffect(() => {
    if (!word) return;
    const touched = Object.entries(errorsByField(word.errors)).filter(
      ([field]) => !isNew || form.isTouched(field) || changed.includes(field.split(".")[0] as keyof ProductValues),
    );
    form.setErrors(Object.fromEntries(touched.map(([field, detail]) => [field, inWords(detail)])));
  }, [word]);

  const sent = useRef({ text: "", key: "" });
  async function save(values: ProductValues, status?: "DRAFT" | "PUBLISHED", onto: number | null = revision) {
    const body = { ...toInput(values), ...(status && { status }) };
    const text = JSON.stringify(body);
    // A second press of the same is the same request, so that a double click makes one product.
    if (sent.current.text !== text) sent.current = { text, key: idempotencyKey() };
    setBusy(true);
    setProblem(null);
    try {
      const saved =
        product && onto !== null
          ? await write.edit(product.id, onto, body)
          : await write.create(body, sent.current.key);
      accept(saved);
      onSaved(saved);
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      refuse(failure);
    } finally {
      setBusy(false);
    }
  }

  function accept(saved: Product) {
    const values = toValues(saved);
    drafts.forget(draftKey);
    setRestored(null);
    setOvertaken(null);
    setBase(values);
    setRevision(saved.revision);
    form.setValues(values);
    form.clearErrors();
    form.resetTouched();
  }

  function refuse(failure: ApiProblem) {
    const current = failure.problem.current as Product | undefined;
    if (failure.status === 412 && current) {
      setOvertaken({ base, other: current });
      return;
    }
    if (failure.status === 422) {
      const errors = Object.entries(errorsByField(failure.problem.errors));
      form.setErrors(Object.fromEntries(errors.map(([field, detail]) => [field, inWords(detail)])));
    }
    setProblem(failure);
  }

  function discard() {
    drafts.forget(draftKey);
    setRestored(null);
    setProblem(null);
    setOvertaken(null);
    setBase(initial);
    setRevision(product?.revision ?? null);
    form.setValues(initial);
    form.clearErrors();
  }

  return {
    form,
    changed,
    restored,
    word,
    problem,
    overtaken,
    isBusy,
    save,
    discard,
    keepEditing: () => setOvertaken(null),
  };
}
