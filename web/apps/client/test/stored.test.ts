// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { stored } from "../src/stored";

const readTexts = (json: unknown) => {
  if (!Array.isArray(json)) throw new Error("no list");
  return json.filter((one) => typeof one === "string");
};
const open = () => stored<readonly string[]>("key", readTexts, []);
const fromOtherTab = (newValue: string | null) =>
  dispatchEvent(Object.assign(new Event("storage"), { key: "key", newValue }));

describe("what is kept in the browser", () => {
  beforeEach(() => localStorage.clear());

  it("is there again when the page is loaded anew", () => {
    open().set(["a"]);
    expect(open().get()).toEqual(["a"]);
  });

  it("is empty when what was stored is nonsense", () => {
    for (const nonsense of ["{", "{}", "null"]) {
      localStorage.setItem("key", nonsense);
      expect(open().get()).toEqual([]);
    }
  });

  it("follows another tab, but is not cleared by it", () => {
    const store = open();
    store.set(["a"]);
    const listener = vi.fn();
    store.subscribe(listener);
    fromOtherTab(null);
    fromOtherTab("{");
    expect(store.get()).toEqual(["a"]);
    expect(listener).not.toHaveBeenCalled();
    fromOtherTab('["b"]');
    expect(store.get()).toEqual(["b"]);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("stays in memory when storage is full", () => {
    const store = open();
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("full");
    });
    store.set(["a"]);
    full.mockRestore();
    expect(store.get()).toEqual(["a"]);
  });
});
