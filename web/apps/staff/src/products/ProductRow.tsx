// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of rows can not be a <table>
import { FlexRender, type Row } from "@tanstack/react-table";
import { memo } from "react";
import type { Product } from "../api/types";
import { type features, LOOKS } from "./columns";
import classes from "./ProductTable.module.css";
import type { Gone } from "./useShown";

export interface RowActions {
  open: (id: string) => void;
  toggle: (id: string) => void;
}

interface Props {
  row: Row<typeof features, Product>;
  /** Rows are drawn again when these change. */
  columns: readonly unknown[];
  index: number;
  start: number;
  template: string;
  isNarrow: boolean;
  isActive: boolean;
  isSelected: boolean;
  gone: Gone | undefined;
  actions: RowActions;
}

/** One product. While the list scrolls, only rows that come into sight are drawn. */
export const ProductRow = memo(function ProductRow(props: Props) {
  const { row, index, start, template, isNarrow, isActive, isSelected, gone, actions } = props;
  return (
    <div
      id={`row-${row.id}`}
      className={classes.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-gone={gone}
      data-narrow={isNarrow || undefined}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
      onClick={() => actions.open(row.id)}
      onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && actions.open(row.id)}
    >
      <div role="gridcell" tabIndex={-1} onClick={(event) => event.stopPropagation()} onKeyDown={() => {}}>
        <input
          type="checkbox"
          className={classes.box}
          aria-label={`Select ${row.original.name}`}
          tabIndex={-1}
          checked={isSelected}
          onChange={() => actions.toggle(row.id)}
        />
      </div>
      {row.getAllCells().map((cell) => (
        <div
          key={cell.id}
          role="gridcell"
          tabIndex={-1}
          title={String(cell.getValue())}
          className={`${classes.cell} ${LOOKS[cell.column.id]?.isNumber ? classes.number : ""}`}
        >
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
});
