import { ActionIcon, Button, Menu, Skeleton, Stack, Text } from "@mantine/core";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { IconDots, IconFileExport, IconFileImport, IconPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { RowSelectionState } from "@tanstack/react-table";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useMay } from "../api/session";
import { PageHead } from "../ui/PageHead";
import { ProblemAlert } from "../ui/ProblemAlert";
import { saveFile } from "../ui/saveFile";
import { BulkBar } from "./BulkBar";
import { LiveLine } from "./LiveLine";
import type { Saved } from "./ProductDrawer";
import { ProductFilters } from "./ProductFilters";
import { ProductTable } from "./ProductTable";
import { PushButton } from "./PushButton";
import { Sections } from "./Sections";
import { useShown } from "./useShown";
import { listItems, type ProductSearch, type ProductView, type SortKey } from "./view";

const ProductDrawer = lazy(() => import("./ProductDrawer").then((module) => ({ default: module.ProductDrawer })));

export function ProductsPage() {
  const search = useSearch({ from: "/lenders/products" });
  const navigate = useNavigate({ from: "/lenders/products" });
  const { open, ...current } = search;
  const viewKey = JSON.stringify(current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the router makes a new object for each navigation
  const view: ProductView = useMemo(() => current, [viewKey]);
  const [isHeld, setHeld] = useState(false);
  const { query, all, products, places, gone, label } = useShown(view, isHeld);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState<RowSelectionState>({});
  const [saved, setSaved] = useState<Saved | null>(null);
  const mayEdit = useMay("editor");
  const isNarrow = useMediaQuery("(max-width: 48em)", window.innerWidth <= 768) ?? false;
  const searchInput = useRef<HTMLInputElement>(null);
  const items = useMemo(
    () => listItems(products, view.group, closed, label, places),
    [products, view.group, closed, label, places],
  );

  const go = (next: ProductSearch, replace = true) => void navigate({ search: next, replace });
  const openProduct = (id: string) => go({ ...view, open: id }, false);
  function step(by: number) {
    const ids = items.flatMap((item) => (item.kind === "product" ? [item.product.id] : []));
    const next = ids[Math.min(Math.max((active ? ids.indexOf(active) : -1) + by, 0), ids.length - 1)];
    if (next) setActive(next);
  }
  function onSort(key: SortKey) {
    const { desc, ...rest } = view;
    const isSame = (view.sort ?? "name") === key;
    go({ ...rest, sort: key, ...(isSame && !desc && { desc: true as const }) });
  }
  useHotkeys(
    open
      ? []
      : [
          ["/", () => searchInput.current?.focus()],
          ["n", () => mayEdit && openProduct("new")],
          ["j", () => step(1)],
          ["k", () => step(-1)],
          [
            "x",
            () => active && setSelection(({ [active]: was, ...rest }) => (was ? rest : { ...rest, [active]: true })),
          ],
          ["Enter", () => active && openProduct(active)],
          // A dialog that is open is what Escape closes.
          ["Escape", () => !document.querySelector("[role=dialog]") && setSelection({})],
        ],
  );
  const chosen = products.filter((product) => selection[product.id]);

  return (
    <div className="page">
      <PageHead title="Lenders" sections={<Sections />}>
        {saved && !open && <LiveLine key={saved.position} position={saved.position} />}
        {mayEdit && <PushButton />}
        <MoreMenu view={view} isNarrow={isNarrow} />
        {mayEdit && (
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => openProduct("new")}>
            {isNarrow ? "New" : "New product"}
          </Button>
        )}
      </PageHead>
      <ProductFilters
        view={view}
        count={products.length - gone.size}
        total={query.isWhole ? all.length : null}
        search={searchInput}
        onView={(next) => go(next)}
      />
      {query.isError && !query.data && (
        <div className="scroll">
          <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.isPending ? (
        <Loading />
      ) : (
        <ProductTable
          items={items}
          products={products}
          gone={gone}
          view={view}
          isNarrow={isNarrow}
          active={active}
          selection={selection}
          empty={
            <Empty
              isCatalogEmpty={all.length === 0}
              mayEdit={mayEdit}
              onNew={() => openProduct("new")}
              onClear={() => go({})}
            />
          }
          onSort={onSort}
          onSelection={setSelection}
          onActive={setActive}
          onOpen={openProduct}
          onHold={setHeld}
          onToggleGroup={(key) =>
            setClosed((before) => {
              const next = new Set(before);
              if (!next.delete(key)) next.add(key);
              return next;
            })
          }
        />
      )}
      {chosen.length > 0 && mayEdit && (
        <BulkBar
          products={chosen}
          onDone={(position) => setSaved({ id: "", position })}
          onClear={() => setSelection({})}
        />
      )}
      <Suspense>
        {open && (
          <ProductDrawer
            key={open}
            open={open}
            products={all}
            onOpen={openProduct}
            saved={saved}
            onSaved={setSaved}
            onClose={() => go(view)}
          />
        )}
      </Suspense>
    </div>
  );
}

function Loading() {
  return (
    <Stack gap={6} p="md" aria-busy aria-label="Loading the products">
      {Array.from({ length: 14 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <Skeleton key={row} height={30} radius="sm" />
      ))}
    </Stack>
  );
}

function Empty(props: { isCatalogEmpty: boolean; mayEdit: boolean; onNew: () => void; onClear: () => void }) {
  return (
    <Stack align="center" gap="xs">
      <Text fw={600}>{props.isCatalogEmpty ? "No products yet" : "Nothing matches"}</Text>
      <Text className="quiet">
        {props.isCatalogEmpty ? "Add the first one, or import a file." : "Leave out a word or a filter to see more."}
      </Text>
      {props.isCatalogEmpty ? (
        props.mayEdit && <Button onClick={props.onNew}>New product</Button>
      ) : (
        <Button variant="default" onClick={props.onClear}>
          Clear all filters
        </Button>
      )}
    </Stack>
  );
}

/** The export takes the list's filters, as the server names them. */
function exportPath(view: ProductView, format: "csv" | "xlsx"): string {
  const query = new URLSearchParams({ format });
  if (view.q) query.set("search", view.q);
  for (const id of view.lender ?? []) query.append("lenderId", id);
  for (const key of ["category", "country", "status"] as const)
    for (const value of view[key] ?? []) query.append(key, value);
  return `/api/lender-products/export?${query}`;
}

function MoreMenu({ view, isNarrow }: { view: ProductView; isNarrow: boolean }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        {isNarrow ? (
          <ActionIcon variant="default" size={30} aria-label="File">
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        ) : (
          <Button variant="default" leftSection={<IconDots size={14} aria-hidden />}>
            File
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/lenders/import" leftSection={<IconFileImport size={15} />}>
          Import…
        </Menu.Item>
        <Menu.Item
          component="a"
          href={exportPath(view, "csv")}
          download
          onClick={saveFile}
          leftSection={<IconFileExport size={15} />}
        >
          Export what is shown as CSV
        </Menu.Item>
        <Menu.Item
          component="a"
          href={exportPath(view, "xlsx")}
          download
          onClick={saveFile}
          leftSection={<IconFileExport size={15} />}
        >
          Export what is shown as XLSX
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
