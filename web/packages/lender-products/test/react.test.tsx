// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLenderProducts, type LenderProductsClient } from "../src/client.js";
import type { LenderProduct } from "../src/product.js";
import {
  LenderProductsProvider,
  type LenderProductsResult,
  useLenderProduct,
  useLenderProductChanges,
  useLenderProducts,
  useProductNotices,
} from "../src/react.js";
import { id } from "./support/catalogs.js";
import { FakeServer } from "./support/server.js";
import { World } from "./support/world.js";

let world: World;
let server: FakeServer;
let client: LenderProductsClient;

beforeEach(() => {
  server = new FakeServer(0, 5);
  world = new World(server);
  client = createLenderProducts({ surroundings: world.surroundings, cache: false });
});
afterEach(cleanup);

const pass = (millis: number) => act(() => world.run(millis));
const show = (page: ReactNode) =>
  render(
    <StrictMode>
      <LenderProductsProvider client={client}>{page}</LenderProductsProvider>
    </StrictMode>,
  );

/** The page that such portals have today. */
function Portal() {
  const { data: products, isLoading, error, refetch } = useLenderProducts();
  if (isLoading) return <p>Loading</p>;
  if (error) return <p>Failed: {error.message}</p>;
  return (
    <>
      <button type="button" onClick={() => refetch()}>
        Refresh
      </button>
      <ul>
        {products?.map((product) => (
          <li key={product.id}>{product.name}</li>
        ))}
      </ul>
    </>
  );
}
const items = () => screen.queryAllByRole("listitem").map((item) => item.textContent);

describe("useLenderProducts", () => {
  it("works in a portal's page unchanged, in StrictMode, and is live", async () => {
    show(<Portal />);
    expect(screen.getByText("Loading")).toBeTruthy();
    await pass(2_000);
    expect(items()).toEqual(["first 1", "first 2", "first 3", "first 4", "first 5"]);
    server.edit(world.time, [3], 5);
    await pass(300);
    expect(items()).toEqual(["edit 2 3", "first 1", "first 2", "first 4"]);
    expect(world.pulls, "StrictMode's second mount begins nothing anew").toBe(1);
  });

  it("P6 goes on showing the list offline, and an error only while there is none", async () => {
    server.status = 503;
    show(<Portal />);
    await pass(2_000);
    expect(screen.getByText("Failed: The server answered 503")).toBeTruthy();
    server.status = undefined;
    await pass(31_000);
    expect(items()).toHaveLength(5);
    world.breakAll(true);
    await pass(120_000);
    expect(items()).toHaveLength(5);
  });

  it("says how fresh it is, and refetch pulls", async () => {
    let seen: LenderProductsResult<readonly LenderProduct[]> | undefined;
    function Page() {
      seen = useLenderProducts();
      return <p>{`${seen.freshness.state} ${seen.position} ${seen.asOf?.getTime()}`}</p>;
    }
    show(<Page />);
    await pass(2_000);
    expect(screen.getByText(/^live epoch1:1 \d+$/)).toBeTruthy();
    const { pulls } = world;
    const refetch = seen?.refetch;
    const result = refetch?.();
    await pass(1_000);
    expect((await result)?.data).toHaveLength(5);
    expect(world.pulls).toBe(pulls + 1);
    world.breakAll(true);
    const failed = refetch?.();
    await pass(1_000);
    expect((await failed)?.error?.message).toMatch("cannot be reached");
    expect((await failed)?.data, "the last list").toHaveLength(5);
    expect(seen?.refetch).toBe(refetch);
    expect(screen.getByText(/^offline/)).toBeTruthy();
  });

  it("re-renders only when something changes that was read", async () => {
    const rendered = { list: 0, names: 0, freshness: 0, nothing: 0 };
    function List() {
      const { data } = useLenderProducts();
      rendered.list++;
      return <p>{data?.length}</p>;
    }
    function Names() {
      // A new function and a new array at each rendering.
      const { data } = useLenderProducts({ select: (products) => products.filter(({ id: one }) => one === id(1)) });
      rendered.names++;
      return <p>{data?.length}</p>;
    }
    function Fresh() {
      rendered.freshness++;
      return <p>{useLenderProducts().freshness.state}</p>;
    }
    function Nothing() {
      useLenderProducts();
      rendered.nothing++;
      return null;
    }
    render(
      <LenderProductsProvider client={client}>
        <List />
        <Names />
        <Fresh />
        <Nothing />
      </LenderProductsProvider>,
    );
    await pass(2_000);
    const before = { ...rendered };
    await pass(60_000);
    expect(rendered, "heartbeats change only asOf").toEqual(before);
    server.edit(world.time, [2]);
    await pass(300);
    expect(rendered).toEqual({ ...before, list: before.list + 1 });
    server.edit(world.time, [1]);
    await pass(300);
    expect(rendered).toEqual({ ...before, list: before.list + 2, names: before.names + 1 });
  });

  it("keeps the identity of the list, of each product, and of a selection", async () => {
    const lists: unknown[] = [];
    const selections: unknown[] = [];
    function Page() {
      const { data, asOf } = useLenderProducts();
      lists.push(data);
      selections.push(useLenderProducts({ select: (all) => all.map((one) => one.version) }).data);
      return <p>{asOf?.getTime()}</p>;
    }
    render(
      <LenderProductsProvider client={client}>
        <Page />
      </LenderProductsProvider>,
    );
    await pass(60_000);
    expect(new Set(lists).size, "undefined and the list").toBe(2);
    expect(new Set(selections.filter(Boolean)).size).toBe(1);
    const before = lists.at(-1) as LenderProduct[];
    server.edit(world.time, [2]);
    await pass(300);
    const after = lists.at(-1) as LenderProduct[];
    expect(after.filter((product) => before.includes(product))).toHaveLength(4);
  });

  it("follows the page's own origin without a provider, and needs no network to render", () => {
    const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(Error("no network"));
    const text = renderToString(<Portal />);
    expect(text).toContain("Loading");
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });
});

describe("useLenderProduct", () => {
  it("follows one product, and re-renders for no other", async () => {
    let rendered = 0;
    function One() {
      const { data: product } = useLenderProduct(id(2));
      rendered++;
      return <p>{product?.name ?? "gone"}</p>;
    }
    render(
      <LenderProductsProvider client={client}>
        <One />
      </LenderProductsProvider>,
    );
    await pass(2_000);
    expect(screen.getByText("first 2")).toBeTruthy();
    const before = rendered;
    server.edit(world.time, [4, 5]);
    await pass(300);
    expect(rendered).toBe(before);
    server.edit(world.time, [2]);
    await pass(300);
    expect(screen.getByText("edit 3 2")).toBeTruthy();
    server.edit(world.time, [], 2);
    await pass(300);
    expect(screen.getByText("gone")).toBeTruthy();
  });
});

it("renders on a server, and takes the page over without a difference", async () => {
  const page = (
    <LenderProductsProvider client={client}>
      <Portal />
    </LenderProductsProvider>
  );
  client.subscribe(() => {});
  await pass(2_000);
  const container = document.createElement("div");
  container.innerHTML = renderToString(page);
  expect(container.textContent).toBe("Loading");
  const complained = vi.spyOn(console, "error");
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: complained }));
  expect(complained).not.toHaveBeenCalled();
  expect(container.querySelectorAll("li")).toHaveLength(5);
  await act(async () => root.unmount());
});

describe("notices", () => {
  function Page({ ids, said }: { ids: readonly string[]; said?: (text: string) => void }) {
    const { notices, dismiss } = useProductNotices(ids);
    useLenderProductChanges(({ changed }) => said?.(`${changed.size} changed`));
    return (
      <>
        <ul>
          {notices.map(({ id: one, before, after, changed }) => (
            <li key={one}>{after ? `${before.name} is now ${after.name}: ${changed}` : `${before.name} is gone`}</li>
          ))}
        </ul>
        <button type="button" onClick={() => dismiss(id(1))}>
          Dismiss 1
        </button>
        <button type="button" onClick={() => dismiss()}>
          Dismiss all
        </button>
      </>
    );
  }

  it("tell of the chosen products only, until they are dismissed", async () => {
    const said = vi.fn();
    show(<Page ids={[id(1), id(2)]} said={said} />);
    await pass(2_000);
    expect(items()).toEqual([]);
    server.edit(world.time, [1, 3], 2);
    await pass(300);
    expect(said).toHaveBeenLastCalledWith("3 changed");
    expect(items()).toEqual(["first 1 is now edit 2 1: name", "first 2 is gone"]);
    server.edit(world.time, [1]);
    await pass(300);
    expect(items()[0], "several changes are one notice").toBe("first 1 is now edit 3 1: name");
    await act(async () => screen.getByText("Dismiss 1").click());
    expect(items()).toEqual(["first 2 is gone"]);
    server.edit(world.time, [1]);
    await pass(300);
    expect(items()).toEqual(["edit 3 1 is now edit 4 1: name", "first 2 is gone"]);
    await act(async () => screen.getByText("Dismiss all").click());
    expect(items()).toEqual([]);
  });
});
