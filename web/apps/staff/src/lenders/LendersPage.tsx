import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { useLenders } from "../api/queries";
import { useMay } from "../api/session";
import type { Lender } from "../api/types";
import { useProducts } from "../products/products";
import { Sections } from "../products/Sections";
import { StatusBadge } from "../products/StatusBadge";
import { fold } from "../products/view";
import { ago } from "../ui/format";
import { PageHead } from "../ui/PageHead";
import { ProblemAlert } from "../ui/ProblemAlert";
import { useNow } from "../ui/useNow";
import { Waiting } from "../ui/Waiting";
import { LenderDrawer } from "./LenderDrawer";

/** How many products each lender has, by status; null while not all products are there. */
function useCounts() {
  const { data: products, isWhole } = useProducts();
  return useMemo(() => {
    if (!isWhole) return null;
    const counts = new Map<string, Record<string, number>>();
    for (const { lenderId, status = "DRAFT" } of products ?? []) {
      const of = counts.get(lenderId) ?? {};
      of[status] = (of[status] ?? 0) + 1;
      counts.set(lenderId, of);
    }
    return counts;
  }, [products, isWhole]);
}

export function LendersPage() {
  const { q, open } = useSearch({ from: "/lenders" });
  const navigate = useNavigate({ from: "/lenders" });
  const query = useLenders();
  const counts = useCounts();
  const mayEdit = useMay("editor");
  const input = useRef<HTMLInputElement>(null);
  const go = (next: { q?: string | undefined; open?: string | undefined }) => {
    const kept = { q, ...next };
    void navigate({ search: { ...(kept.q && { q: kept.q }), ...(kept.open && { open: kept.open }) }, replace: true });
  };
  useHotkeys(
    open
      ? []
      : [
          ["/", () => input.current?.focus()],
          ["n", () => mayEdit && go({ open: "new" })],
        ],
  );
  const words = fold(q ?? "").split(/\s+/);
  const shown = (query.data ?? []).filter(({ name, contactName, notes }) => {
    const all = fold([name, contactName, notes].join("\n"));
    return words.every((word) => all.includes(word));
  });

  return (
    <div className="page">
      <PageHead title="Lenders" sections={<Sections />}>
        <TextInput
          ref={input}
          aria-label="Search lenders"
          placeholder="Search  /"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={q ?? ""}
          onChange={(event) => go({ q: event.currentTarget.value })}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
        {mayEdit && (
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => go({ open: "new" })}>
            New lender
          </Button>
        )}
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="scroll" aria-label="Lenders" tabIndex={0}>
        {query.isPending && <Waiting label="Loading the lenders" rows={14} />}
        {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
        {query.data && shown.length === 0 && (
          <Empty
            isNone={query.data.length === 0}
            mayEdit={mayEdit}
            onNew={() => go({ open: "new" })}
            onClear={() => go({ q: undefined })}
          />
        )}
        {shown.length > 0 && <List lenders={shown} counts={counts} onOpen={(id) => go({ open: id })} />}
      </section>
      {open && (
        <LenderDrawer
          key={open}
          open={open}
          lenders={query.data}
          onOpen={(id) => go({ open: id })}
          onClose={() => go({ open: undefined })}
        />
      )}
    </div>
  );
}

function Empty(props: { isNone: boolean; mayEdit: boolean; onNew: () => void; onClear: () => void }) {
  return (
    <Stack align="center" gap="xs" py="xl" ta="center">
      <Text fw={600}>{props.isNone ? "No lenders yet" : "No lender matches"}</Text>
      <Text className="quiet">
        {props.isNone
          ? "Add the first one; its products come next. Importing a file adds lenders too."
          : "Leave out a word to see more."}
      </Text>
      {props.isNone ? (
        props.mayEdit && <Button onClick={props.onNew}>New lender</Button>
      ) : (
        <Button variant="default" onClick={props.onClear}>
          Clear the search
        </Button>
      )}
    </Stack>
  );
}

type Counts = ReadonlyMap<string, Record<string, number>>;

interface ListProps {
  lenders: Lender[];
  counts: Counts | null;
  onOpen: (id: string) => void;
}

function List({ lenders, counts, onOpen }: ListProps) {
  const now = useNow();
  return (
    <table className="simple">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">Products</th>
          <th scope="col" className="wide">
            Contact
          </th>
          <th scope="col" className="wide">
            Updated
          </th>
        </tr>
      </thead>
      <tbody>
        {lenders.map((lender) => (
          <tr key={lender.id}>
            <td>
              <button type="button" className="plain" onClick={() => onOpen(lender.id)}>
                {lender.name}
              </button>
            </td>
            <td>
              <StatusBadge status={lender.status} />
            </td>
            <td className="numbers">{counts && <ProductCount lender={lender} of={counts.get(lender.id) ?? {}} />}</td>
            <td className="quiet wide">{[lender.contactName, lender.contactEmail].filter(Boolean).join(" · ")}</td>
            <td className="quiet wide">{ago(lender.updatedAt, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ProductCount({ lender, of }: { lender: Lender; of: Record<string, number> }) {
  const total = Object.values(of).reduce((sum, count) => sum + count, 0);
  const published = of.PUBLISHED ?? 0;
  return (
    <>
      <Link
        to="/lenders/products"
        search={{ lender: [lender.id] }}
        className="plain"
        aria-label={`${total} products of ${lender.name}`}
      >
        {total}
      </Link>{" "}
      {published < total && <span className="quiet">· {published} published</span>}
    </>
  );
}
