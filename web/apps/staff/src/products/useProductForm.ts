import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { errorsByField } from "../api/http";
import type { Product } from "../api/types";
import { useEditForm } from "../forms/useEditForm";
import { type Field, inWords, type ProductValues, toInput, toValues } from "./form";
import { check, write } from "./products";

interface Options {
  draftKey: string;
  initial: ProductValues;
  product: Product | null;
  onSaved: (product: Product) => void;
}

/** The form of a product, with the server's word on it while somebody types. */
export function useProductForm({ draftKey, initial, product, onSaved }: Options) {
  const life = useEditForm({ draftKey, initial, record: product, toValues, inWords, onSaved });
  const { form, changed, show } = life;
  const [settled] = useDebouncedValue(form.values, 350);
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
    const errors = Object.entries(errorsByField(word.errors)).filter(
      ([field]) => product !== null || form.isTouched(field) || changed.includes(field.split(".")[0] as Field),
    );
    show(Object.fromEntries(errors));
  }, [word]);

  function save(values: ProductValues, status?: "DRAFT" | "PUBLISHED", onto?: number) {
    const body = { ...toInput(values), ...(status && { status }) };
    return life.save(
      body,
      (revision, key) =>
        product && revision !== null ? write.edit(product.id, revision, body) : write.create(body, key),
      onto,
    );
  }

  return { ...life, word, save };
}
