import { Button, Group, MultiSelect, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useState } from "react";
import { useLenders, useReferenceData } from "../api/queries";
import type { Coded } from "../api/types";
import { plural } from "../ui/format";
import classes from "./ProductFilters.module.css";
import type { GroupKey, ProductView } from "./view";

const options = (codes: readonly Coded[] = []) => codes.map(({ code, label }) => ({ value: code, label }));

interface Props {
  view: ProductView;
  count: number;
  /** Null while it is not known. */
  total: number | null;
  search: RefObject<HTMLInputElement | null>;
  onView: (next: ProductView) => void;
}

export function ProductFilters({ view, count, total, search, onView }: Props) {
  const codes = useReferenceData();
  const lenders = useLenders().data ?? [];
  const [typed, setTyped] = useState(view.q ?? "");
  // A view from elsewhere (back, a link) is taken over, but never while somebody types.
  useEffect(() => {
    if (document.activeElement !== search.current) setTyped(view.q ?? "");
  }, [view.q, search]);

  function change(part: { [Key in keyof ProductView]?: ProductView[Key] | undefined }) {
    const next = { ...view, ...part };
    onView(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as ProductView);
  }
  const searchFor = useDebouncedCallback((text: string) => change({ q: text || undefined }), 100);
  const several = (key: "lender" | "category" | "country" | "status") => (values: string[]) =>
    change({ [key]: values.length > 0 ? values : undefined });
  const isFiltered = view.q || view.lender || view.category || view.country || view.status;

  return (
    <search className={classes.filters}>
      <TextInput
        ref={search}
        className={classes.search}
        aria-label="Search lender products"
        placeholder="Search  /"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          searchFor(event.currentTarget.value);
        }}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <Filter
        label="Lender"
        value={view.lender}
        onChange={several("lender")}
        data={lenders.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Filter label="Category" value={view.category} onChange={several("category")} data={options(codes?.categories)} />
      <Filter label="Country" value={view.country} onChange={several("country")} data={options(codes?.countries)} />
      <Filter label="Status" value={view.status} onChange={several("status")} data={options(codes?.productStatuses)} />
      <Select
        aria-label="Group by"
        placeholder="Group by"
        className={classes.filter}
        clearable
        value={view.group ?? null}
        data={[
          { value: "lender", label: "By lender" },
          { value: "category", label: "By category" },
          { value: "country", label: "By country" },
          { value: "status", label: "By status" },
        ]}
        onChange={(group) => change({ group: (group as GroupKey | null) ?? undefined })}
      />
      <Group gap="xs" className={`${classes.count} numbers`} aria-live="polite">
        {isFiltered && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconX size={12} />}
            onClick={() => {
              setTyped("");
              change({ q: undefined, lender: undefined, category: undefined, country: undefined, status: undefined });
            }}
          >
            Clear
          </Button>
        )}
        <span className="quiet">
          {total === null
            ? "Loading …"
            : `${isFiltered ? `${count.toLocaleString("en")} of ` : ""}${plural(total, "product")}`}
        </span>
      </Group>
    </search>
  );
}

function Filter(props: {
  label: string;
  value: string[] | undefined;
  data: { value: string; label: string }[];
  onChange: (values: string[]) => void;
}) {
  return (
    <MultiSelect
      className={classes.filter}
      classNames={{ pillsList: classes.pills ?? "" }}
      aria-label={`Filter by ${props.label.toLowerCase()}`}
      placeholder={props.value ? "" : props.label}
      searchable
      clearable
      limit={100}
      hidePickedOptions
      value={props.value ?? []}
      data={props.data}
      onChange={props.onChange}
    />
  );
}
