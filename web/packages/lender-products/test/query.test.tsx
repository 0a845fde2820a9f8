// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLenderProducts, type LenderProductsClient } from "../src/client.js";
import { lenderProductsQuery } from "../src/query.js";
import { FakeServer } from "./support/server.js";
import { World } from "./support/world.js";

let world: World;
let server: FakeServer;
let client: LenderProductsClient;
let queries: QueryClient;

beforeEach(() => {
  server = new FakeServer(0, 5);
  world = new World(server);
  client = createLenderProducts({ surroundings: world.surroundings, cache: false });
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});
afterEach(() => {
  cleanup();
  queries.clear();
});

const pass = (millis: number) =>
  act(async () => {
    await world.run(millis);
    // TanStack Query tells its observers in a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 2));
  });
const KEY = ["lender-products", ""];

function Page() {
  const { data, isPending, error } = useQuery(lenderProductsQuery({ client }));
  if (isPending) return <p>Loading</p>;
  return <p>{error ? error.message : data.map(({ name }) => name).join()}</p>;
}
const show = () =>
  render(
    <QueryClientProvider client={queries}>
      <Page />
    </QueryClientProvider>,
  );

it("is live in TanStack Query's cache, without refetching", async () => {
  show();
  expect(screen.getByText("Loading")).toBeTruthy();
  await pass(2_000);
  expect(screen.getByText("first 1,first 2,first 3,first 4,first 5")).toBeTruthy();
  const state = queries.getQueryState(KEY);
  server.edit(world.time, [1], 5);
  await pass(300);
  expect(screen.getByText("edit 2 1,first 2,first 3,first 4")).toBeTruthy();
  const after = queries.getQueryState(KEY);
  expect(after?.dataUpdateCount, "its devtools see the update").toBe((state?.dataUpdateCount ?? 0) + 1);
  expect(after?.fetchStatus).toBe("idle");
  expect(world.pulls).toBe(1);
});

it("is not stale while it is live, so nothing refetches it; a wish to refetch pulls", async () => {
  show();
  await pass(2_000);
  const { pulls } = world;
  await act(async () => window.dispatchEvent(new Event("focus")));
  await pass(60_000);
  expect(world.pulls).toBe(pulls);
  const refetched = queries.refetchQueries({ queryKey: KEY });
  await pass(1_000);
  await refetched;
  expect(world.pulls).toBe(pulls + 1);
});

it("rests without observers, and is right at once when they come back", async () => {
  const { unmount } = show();
  await pass(2_000);
  unmount();
  await pass(200_000);
  const { pulls } = world;
  server.edit(world.time, [1]);
  await pass(60_000);
  expect(world.pulls).toBe(pulls);
  show();
  await pass(1_000);
  expect(screen.getByText(/^edit 2 1,/)).toBeTruthy();
});

it("says what failed, and recovers by itself", async () => {
  server.status = 503;
  show();
  await pass(40_000);
  expect(screen.getByText("The server answered 503")).toBeTruthy();
  server.status = undefined;
  await pass(31_000);
  expect(screen.getByText(/^first 1,/)).toBeTruthy();
});

it("what a server rendered becomes live", async () => {
  queries.setQueryData(KEY, []);
  show();
  await pass(2_000);
  expect(screen.getByText(/^first 1,/)).toBeTruthy();
  server.edit(world.time, [1]);
  await pass(300);
  expect(screen.getByText(/^edit 2 1,/)).toBeTruthy();
});
