import { Alert, Drawer, Group, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../api/http";
import { useLenders } from "../api/queries";
import type { Product } from "../api/types";
import { drafts } from "../forms/drafts";
import { HistoryPanel } from "../history/HistoryPanel";
import { ProblemAlert } from "../ui/ProblemAlert";
import { useReturnFocus } from "../ui/useReturnFocus";
import { Waiting } from "../ui/Waiting";
import { ApplicantPreview } from "./ApplicantPreview";
import { EMPTY, type ProductValues, toInput, toValues } from "./form";
import { ProductActions } from "./ProductActions";
import { ProductForm } from "./ProductForm";
import { StatusBadge } from "./StatusBadge";

export interface Saved {
  id: string;
  position: string;
}

interface Props {
  /** An id, `new`, or `copy:<id>`. */
  open: string;
  products: readonly Product[];
  /** The product that was saved last, and at which position. */
  saved: Saved | null;
  onOpen: (id: string) => void;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

export function ProductDrawer(props: Props) {
  useReturnFocus();
  return (
    <Drawer.Root opened onClose={props.onClose} position="right" size="46rem" closeOnClickOutside={false}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label="Lender product">
        <Inside {...props} />
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Inside({ open, products, saved, onOpen, onSaved, onClose }: Props) {
  const copied = open.startsWith("copy:") ? open.slice("copy:".length) : null;
  const id = open === "new" ? null : (copied ?? open);
  const listed = products.find((product) => product.id === id);
  const read = useQuery({
    queryKey: ["product", id],
    queryFn: ({ signal }) => get<Product>(`/api/lender-products/${id}`, signal),
    enabled: id !== null,
    ...(listed && { initialData: listed }),
  });
  const newest = listed && (!read.data || listed.revision > read.data.revision) ? listed : read.data;
  const [tab, setTab] = useState<string | null>("edit");

  if (id !== null && !newest) {
    return (
      <>
        <Head title="Lender product" />
        <Drawer.Body>
          {read.error ? (
            <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
          ) : (
            <Waiting label="Loading the product" />
          )}
        </Drawer.Body>
      </>
    );
  }
  if (id === null || copied) {
    const values = newest ? toValues(newest) : EMPTY;
    return (
      <>
        <Head title={copied ? `Duplicate of ${newest?.name}` : "New lender product"} />
        <Drawer.Body>
          {copied && (
            <Alert p="xs" mb="sm" color="blue">
              Change the lender, name, country, category or an amount: that is what tells two products apart.
            </Alert>
          )}
          <ProductForm
            draftKey={open}
            initial={values}
            product={null}
            onSaved={(product) => {
              onSaved({ id: product.id, position: product.position ?? "" });
              onOpen(product.id);
            }}
          />
        </Drawer.Body>
      </>
    );
  }
  if (!newest) return null;
  const onMoved = (position: string) => onSaved({ id: newest.id, position });
  return (
    <>
      <Head title={newest.name} product={newest} />
      <Drawer.Body>
        <Group justify="space-between" mb="sm">
          <Text className="quiet" size="sm">
            {newest.lenderName}
          </Text>
          <ProductActions product={newest} onOpen={onOpen} onSaved={onMoved} onClose={onClose} />
        </Group>
        <Tabs value={tab} onChange={setTab} keepMounted>
          <Tabs.List mb="sm">
            <Tabs.Tab value="edit">Product</Tabs.Tab>
            <Tabs.Tab value="preview">As applicants see it</Tabs.Tab>
            <Tabs.Tab value="history">History</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="edit">
            <ProductForm
              draftKey={open}
              initial={toValues(newest)}
              product={newest}
              position={saved?.id === newest.id ? saved.position : null}
              onSaved={(product) => onMoved(product.position ?? "")}
            />
          </Tabs.Panel>
          <Tabs.Panel value="preview">{tab === "preview" && <Preview product={newest} />}</Tabs.Panel>
          <Tabs.Panel value="history">
            {tab === "history" && (
              <HistoryPanel
                path={`/api/lender-products/${newest.id}/history`}
                revision={newest.revision}
                product={newest}
                onSaved={onMoved}
              />
            )}
          </Tabs.Panel>
        </Tabs>
      </Drawer.Body>
    </>
  );
}

/** With what is typed in the form and not saved yet. */
function Preview({ product }: { product: Product }) {
  const lenders = useLenders().data;
  const typed = drafts.read<ProductValues>(product.id)?.values;
  if (!typed) return <ApplicantPreview product={product} />;
  const lender = lenders?.find(({ id }) => id === typed.lenderId);
  const changed = { ...product, ...toInput(typed), ...(lender && { lenderName: lender.name }) } as Product;
  return (
    <>
      <Text size="sm" mb="xs">
        With what you typed and did not save yet.
      </Text>
      <ApplicantPreview product={changed} />
    </>
  );
}

function Head({ title, product }: { title: string; product?: Product }) {
  return (
    <Drawer.Header>
      <Drawer.Title fw={600} style={{ overflowWrap: "anywhere" }}>
        {title} {product && <StatusBadge status={product.status} />}
      </Drawer.Title>
      <Drawer.CloseButton aria-label="Close" />
    </Drawer.Header>
  );
}
