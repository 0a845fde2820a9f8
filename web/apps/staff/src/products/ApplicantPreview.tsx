import { Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useLabels } from "../api/queries";
import type { Product } from "../api/types";
import { amount, amounts, NOT_STATED, rates, terms } from "../ui/format";

/** What is not stated is asked. */
const stated = (words: string, unit = "") => (words === NOT_STATED ? "ask us" : words + unit);

/** What of a product goes to client apps, in an applicant's words. Nothing that is for staff only is read here. */
export function ApplicantPreview({ product }: { product: Product }) {
  const label = useLabels();
  const list = (codes: readonly string[] | undefined, of: "fundsPurposes" | "regions") =>
    codes && codes.length > 0 ? codes.map((code) => label(of, code)).join(", ") : null;
  const facts: [string, string][] = [
    ["Amount", stated(amounts(product), ` ${product.currency}`)],
    ["Rate", stated(rates(product, label("rateIndexes", product.rateIndex)))],
    ["Term", stated(terms(product).replace("mo", "months"))],
    ["Credit score", product.minCreditScore == null ? "ask us" : `from ${product.minCreditScore}`],
    ["In business", product.minMonthsInBusiness == null ? "ask us" : `${product.minMonthsInBusiness} months or more`],
    ["Monthly revenue", product.minMonthlyRevenue == null ? "ask us" : `from $${amount(product.minMonthlyRevenue)}`],
    ["For", list(product.fundsPurposes, "fundsPurposes") ?? "any purpose"],
  ];
  const regions = list(product.regionsExcluded, "regions");
  if (regions) facts.push(["Not in", regions]);
  if (product.industriesExcluded?.length) facts.push(["Not for industries", product.industriesExcluded.join(", ")]);
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <div>
            <Text className="quiet" size="xs">
              {product.lenderName}
            </Text>
            <Title order={2}>{product.name}</Title>
          </div>
          <Badge>{label("categories", product.category)}</Badge>
        </Group>
        <dl style={{ display: "grid", gridTemplateColumns: "auto 1fr", gap: "0.25rem 1rem", margin: 0 }}>
          {facts.map(([name, value]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt className="quiet">{name}</dt>
              <dd style={{ margin: 0 }}>{value}</dd>
            </div>
          ))}
        </dl>
        {product.requiresReceivables && <Text size="sm">For companies with receivables.</Text>}
        {product.description && (
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {product.description}
          </Text>
        )}
        {product.feesNote && (
          <Text size="sm" className="quiet">
            Fees: {product.feesNote}
          </Text>
        )}
        {(product.requiredDocuments?.length ?? 0) > 0 && (
          <Text size="sm">
            To bring:{" "}
            {product.requiredDocuments
              ?.map(({ code, required }) => label("documents", code) + (required === false ? " (optional)" : ""))
              .join(", ")}
          </Text>
        )}
        {product.status !== "PUBLISHED" && (
          <Text size="xs" className="quiet">
            Nobody sees it yet: it is not published.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
