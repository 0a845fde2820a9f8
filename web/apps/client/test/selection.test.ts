// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import type { LenderProduct } from "lender-products";
import { beforeEach, describe, expect, it } from "vitest";
import { confirm, remove, toggle, unseen, useSelection } from "../src/selection";
import { product } from "./products";

const products = ["1", "2", "3", "4", "5"].map((id) => product({ id }));
const [first, second] = products as [LenderProduct, LenderProduct];

const open = (catalog: readonly LenderProduct[] | undefined) =>
  renderHook(({ catalog }) => useSelection(catalog, "CA"), { initialProps: { catalog } });

describe("the selection", () => {
  beforeEach(() => {
    const { result } = open(products);
    act(() => {
      for (const { id } of result.current.selected) remove(id);
    });
  });

  it("holds up to four, in the order in which they were selected", () => {
    const { result } = open(products);
    for (const one of products) act(() => toggle(one));
    expect(result.current.selected.map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
    expect(result.current.isFull).toBe(true);
    act(() => toggle(second));
    expect(result.current.selected.map(({ id }) => id)).toEqual(["1", "3", "4"]);
  });

  it("tells what changed or went until it is confirmed, and takes nothing away by itself", () => {
    const { result, rerender } = open(products);
    act(() => toggle(first));
    expect(unseen(result.current)).toEqual([]);
    rerender({ catalog: [{ ...first, version: 2 }] });
    expect(unseen(result.current)).toEqual([]);
    const changed = { ...first, amountMax: "5.00", version: 3 };
    rerender({ catalog: [changed] });
    expect(unseen(result.current)).toEqual([{ id: "1", seen: first, now: changed }]);
    act(() => confirm(changed));
    expect(unseen(result.current)).toEqual([]);
    rerender({ catalog: [] });
    expect(unseen(result.current)).toEqual([{ id: "1", seen: changed, now: undefined }]);
    expect(result.current.has("1")).toBe(true);
  });

  it("takes nothing for gone while there is no catalog yet", () => {
    const { result, rerender } = open(products);
    act(() => toggle(first));
    rerender({ catalog: undefined });
    expect(unseen(result.current)).toEqual([]);
  });

  it("is of one country", () => {
    const { result } = open(products);
    act(() => toggle(product({ id: "9", country: "US" })));
    expect(result.current.selected).toEqual([]);
    act(() => remove("9"));
  });
});
