import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readSearch as readActivity } from "../activity/filters";
import { readSearch as readProducts } from "../products/view";
import { readSearch as readSettings } from "../settings/tabs";
import { searchText } from "../ui/search";
import { Shell } from "./Shell";

function readOpen(search: Record<string, unknown>): { open?: string } {
  const open = searchText(search.open);
  return open ? { open } : {};
}

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
  validateSearch: readProducts,
  component: lazyRouteComponent(() => import("../products/ProductsPage"), "ProductsPage"),
});
const lenders = createRoute({
  getParentRoute: () => root,
  path: "/lenders",
  validateSearch: (search: Record<string, unknown>): { q?: string; open?: string } => {
    const q = searchText(search.q);
    return { ...(q && { q }), ...readOpen(search) };
  },
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
  validateSearch: readOpen,
  component: lazyRouteComponent(() => import("../clients"), "ClientsPage"),
});
const activity = createRoute({
  getParentRoute: () => root,
  path: "/activity",
  validateSearch: readActivity,
  component: lazyRouteComponent(() => import("../activity"), "ActivityPage"),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  validateSearch: readSettings,
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
