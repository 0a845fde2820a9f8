import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readSearch } from "../products/view";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell });
const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/lenders/products" });
  },
});
const products = createRoute({
  getParentRoute: () => root,
  path: "/lenders/products",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("../products/ProductsPage"), "ProductsPage"),
});
const lenders = createRoute({
  getParentRoute: () => root,
  path: "/lenders",
  validateSearch: (search: Record<string, unknown>): { q?: string; open?: string } => ({
    ...(typeof search.q === "string" && { q: search.q }),
    ...(typeof search.open === "string" && { open: search.open }),
  }),
  component: lazyRouteComponent(() => import("../lenders/LendersPage"), "LendersPage"),
});
const imports = createRoute({
  getParentRoute: () => root,
  path: "/lenders/import",
  validateSearch: (search: Record<string, unknown>): { id?: string } =>
    typeof search.id === "string" ? { id: search.id } : {},
  component: lazyRouteComponent(() => import("../imports"), "ImportPage"),
});
const clients = createRoute({
  getParentRoute: () => root,
  path: "/clients",
  validateSearch: (search: Record<string, unknown>): { open?: string } =>
    typeof search.open === "string" ? { open: search.open } : {},
  component: lazyRouteComponent(() => import("../clients"), "ClientsPage"),
});
const activity = createRoute({
  getParentRoute: () => root,
  path: "/activity",
  component: lazyRouteComponent(() => import("../activity"), "ActivityPage"),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("../settings"), "SettingsPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, products, lenders, imports, clients, activity, settings]),
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
