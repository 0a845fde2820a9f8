import { createColumnHelper, rowSelectionFeature, tableFeatures } from "@tanstack/react-table";
import type { Product } from "../api/types";
import { ago, amounts, rates, terms } from "../ui/format";
import { StatusBadge } from "./StatusBadge";
import type { SortKey } from "./view";

export const features = tableFeatures({ rowSelectionFeature });
const helper = createColumnHelper<typeof features, Product>();

export interface ColumnLook {
  sort: SortKey;
  /** Of the grid's template. */
  width: string;
  isNumber?: true;
  /** The window's least width, in rem, that has room for it. */
  from?: number;
}

/** Where the window has no room for all, those go last that tell two products apart. */
export const LOOKS: Record<string, ColumnLook> = {
  name: { sort: "name", width: "minmax(6.5rem, 2fr)" },
  lenderName: { sort: "lenderName", width: "minmax(5.5rem, 1.7fr)" },
  category: { sort: "category", width: "minmax(7rem, 1.3fr)", from: 64 },
  country: { sort: "country", width: "4.2rem", from: 54 },
  amount: { sort: "amountMin", width: "minmax(9.5rem, 1.2fr)", isNumber: true },
  rate: { sort: "rateMin", width: "minmax(10rem, 1.6fr)", from: 76 },
  term: { sort: "amountMin", width: "6.5rem", isNumber: true, from: 83 },
  status: { sort: "status", width: "5.75rem" },
  updated: { sort: "updatedAt", width: "6.5rem", from: 90 },
};

type Label = (list: "categories" | "rateIndexes", code: string | null | undefined) => string;

export function columns(label: Label, now: number, isNarrow: boolean) {
  const name = helper.accessor("name", {
    header: "Name",
    cell: ({ row: { original } }) => (
      <>
        <span data-part="name">{original.name}</span>
        {isNarrow && (
          <span data-part="under">
            {amounts(original)} {original.currency} · {original.lenderName}
          </span>
        )}
      </>
    ),
  });
  const status = helper.accessor("status", {
    header: "Status",
    cell: ({ getValue }) => <StatusBadge status={getValue()} />,
  });
  if (isNarrow) return helper.columns([name, status]);
  return helper.columns([
    name,
    helper.accessor("lenderName", { header: "Lender" }),
    helper.accessor("category", { header: "Category", cell: ({ getValue }) => label("categories", getValue()) }),
    helper.accessor("country", { header: "Country" }),
    helper.accessor((product) => amounts(product), { id: "amount", header: "Amount" }),
    helper.accessor((product) => rates(product, label("rateIndexes", product.rateIndex)), {
      id: "rate",
      header: "Rate",
    }),
    helper.accessor((product) => terms(product), { id: "term", header: "Term" }),
    status,
    helper.accessor((product) => ago(product.updatedAt, now), { id: "updated", header: "Updated" }),
  ]);
}
