// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of rows can not be a <table>
import { type RowSelectionState, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useLabels } from "../api/queries";
import type { Product } from "../api/types";
import { useNow } from "../ui/useNow";
import { columns, features, LOOKS } from "./columns";
import { ProductRow, type RowActions } from "./ProductRow";
import classes from "./ProductTable.module.css";
import { useFitting } from "./useFitting";
import type { Gone } from "./useShown";
import type { ListItem, ProductView, SortKey } from "./view";

interface Props {
  items: ListItem[];
  products: Product[];
  /** Those that keep their places though the view has them no more. */
  gone: ReadonlyMap<string, Gone>;
  view: ProductView;
  isNarrow: boolean;
  active: string | null;
  selection: RowSelectionState;
  empty: ReactNode;
  onSort: (key: SortKey) => void;
  onSelection: (next: RowSelectionState) => void;
  onActive: (id: string) => void;
  onOpen: (id: string) => void;
  onToggleGroup: (key: string) => void;
  /** While somebody points at a row, rows keep their places. */
  onHold: (isHeld: boolean) => void;
}

/** Only the rows that can be seen, and a few around them, are in the document. */
const OVERSCAN = 8;

const idOf = (column: { id?: string | undefined; accessorKey?: unknown }) => column.id ?? String(column.accessorKey);

export function ProductTable(props: Props) {
  const { items, products, view, isNarrow, active, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const label = useLabels();
  const fitting = useFitting();
  const shown = useMemo(
    () => columns(label, now, isNarrow).filter((column) => fitting.includes(idOf(column))),
    [label, now, isNarrow, fitting],
  );
  const table = useTable({
    features,
    columns: shown,
    data: products,
    getRowId: (product: Product) => product.id,
    state: { rowSelection: selection },
    onRowSelectionChange: (next) => props.onSelection(typeof next === "function" ? next(selection) : next),
  });
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? 52 : 36),
    overscan: OVERSCAN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => rows.measure(), [isNarrow]);
  const template = ["1.25rem", ...shown.map((column) => LOOKS[idOf(column)]?.width ?? "1fr")].join(" ");

  const activeIndex = items.findIndex((item) => item.kind === "product" && item.product.id === active);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a step of the keyboard scrolls, not each new list
  useEffect(() => {
    if (activeIndex >= 0) rows.scrollToIndex(activeIndex, { align: "auto" });
  }, [active]);

  function step(by: number) {
    const ids = items.flatMap((item) => (item.kind === "product" ? [item.product.id] : []));
    const next = ids[Math.min(Math.max((active ? ids.indexOf(active) : -1) + by, 0), ids.length - 1)];
    if (next) props.onActive(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 36) - 2);
    const steps = new Map([
      ["ArrowDown", 1],
      ["ArrowUp", -1],
      ["PageDown", page],
      ["PageUp", -page],
      ["Home", -items.length],
      ["End", items.length],
    ]);
    const by = steps.get(event.key);
    if (by !== undefined) step(by);
    else if (event.key === "Enter" && active) props.onOpen(active);
    else if (event.key === " " && active) toggle(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function toggle(id: string) {
    const { [id]: was, ...rest } = selection;
    props.onSelection(was ? rest : { ...rest, [id]: true });
  }

  // The same object for the life of the table, so that a row is drawn again only when something of its own changes.
  const actions = useRef<RowActions>({ open: () => {}, toggle: () => {} });
  useLayoutEffect(() => {
    actions.current.open = (id) => {
      props.onActive(id);
      props.onOpen(id);
    };
    actions.current.toggle = toggle;
  });

  const chosen = products.reduce((count, { id }) => count + (selection[id] ? 1 : 0), 0);
  return (
    <div
      ref={scroller}
      className={classes.table}
      role="grid"
      aria-label="Lender products"
      aria-rowcount={items.length + 1}
      aria-multiselectable
      aria-activedescendant={activeIndex >= 0 ? `row-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerEnter={() => props.onHold(true)}
      onPointerLeave={() => props.onHold(false)}
    >
      <div
        className={classes.head}
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        style={{ gridTemplateColumns: template }}
      >
        <div role="columnheader" tabIndex={-1}>
          <input
            type="checkbox"
            className={classes.box}
            aria-label="Select all that are shown"
            ref={(box) => {
              if (box) box.indeterminate = chosen > 0 && chosen < products.length;
            }}
            checked={chosen > 0 && chosen === products.length}
            onChange={() => table.toggleAllRowsSelected(chosen < products.length)}
          />
        </div>
        {table.getHeaderGroups()[0]?.headers.map((header) => {
          const look = LOOKS[header.column.id];
          const isSorted = look !== undefined && header.column.id !== "term" && (view.sort ?? "name") === look.sort;
          return (
            <div
              key={header.id}
              role="columnheader"
              tabIndex={-1}
              className={look?.isNumber && classes.number}
              aria-sort={isSorted ? (view.desc ? "descending" : "ascending") : undefined}
            >
              {look && header.column.id !== "term" ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={isSorted || undefined}
                  onClick={() => props.onSort(look.sort)}
                >
                  <table.FlexRender header={header} />
                  {isSorted && <span aria-hidden> {view.desc ? "↓" : "↑"}</span>}
                </button>
              ) : (
                <span className={classes.sort}>
                  <table.FlexRender header={header} />
                </span>
              )}
            </div>
          );
        })}
      </div>
      {items.length === 0 && (
        <div role="row" tabIndex={-1} className={classes.empty}>
          <div role="gridcell" tabIndex={-1}>
            {props.empty}
          </div>
        </div>
      )}
      <div className={classes.body} role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (!item) return null;
          const place = { transform: `translateY(${start}px)` };
          if (item.kind === "group") {
            return (
              <div
                key={`group-${item.key}`}
                className={`${classes.row} ${classes.group}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 2}
                data-narrow={isNarrow || undefined}
                style={place}
              >
                <div role="gridcell" tabIndex={-1} className={classes.cell}>
                  <button
                    type="button"
                    className={classes.sort}
                    aria-expanded={item.isOpen}
                    onClick={() => props.onToggleGroup(item.key)}
                  >
                    <span aria-hidden>{item.isOpen ? "▾" : "▸"}</span> {item.label}
                  </button>
                </div>
                <div role="gridcell" tabIndex={-1} className="quiet numbers">
                  {item.count}
                </div>
              </div>
            );
          }
          const row = table.getRow(item.product.id, true);
          return (
            <ProductRow
              key={row.id}
              row={row}
              columns={shown}
              index={index}
              start={start}
              template={template}
              isNarrow={isNarrow}
              isActive={row.id === active}
              isSelected={selection[row.id] === true}
              gone={props.gone.get(row.id)}
              actions={actions.current}
            />
          );
        })}
      </div>
    </div>
  );
}
