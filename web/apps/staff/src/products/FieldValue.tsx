import { useLabels, useLenders } from "../api/queries";
import { amount, plainNumber } from "../ui/format";
import type { DocumentValues } from "./form";

const LISTS = {
  category: "categories",
  country: "countries",
  rateKind: "rateKinds",
  rateType: "rateTypes",
  rateIndex: "rateIndexes",
  regionsExcluded: "regions",
  fundsPurposes: "fundsPurposes",
  status: "productStatuses",
} as const;

const AMOUNTS = new Set(["amountMin", "amountMax", "minMonthlyRevenue"]);
const RATES = new Set(["rateMin", "rateMax", "commissionPercent"]);

/** One field's value as a person reads it, in diffs and in the history. */
export function FieldValue({ field, value }: { field: string; value: unknown }) {
  const label = useLabels();
  const lenders = useLenders().data;
  const list = LISTS[field as keyof typeof LISTS];
  const one = (code: unknown): string => (list ? label(list, String(code)) : String(code));
  function documentWords({ code, required, stage, amountFrom }: DocumentValues): string {
    const more = [
      required ? "" : "optional",
      stage && stage !== "APPLICATION" ? label("documentStages", stage).toLowerCase() : "",
      amountFrom ? `from $${amount(amountFrom)}` : "",
    ];
    const said = more.filter(Boolean).join(", ");
    return label("documents", code) + (said && ` (${said})`);
  }
  function words(): string {
    if (value == null || value === "") return "not stated";
    if (field === "lenderId") return lenders?.find(({ id }) => id === value)?.name ?? String(value);
    if (field === "requiredDocuments" && Array.isArray(value)) {
      return value.map(documentWords).join(", ") || "none";
    }
    if (AMOUNTS.has(field)) return `$${amount(String(value))}`;
    if (RATES.has(field)) return plainNumber(String(value)) ?? "";
    if (Array.isArray(value)) return value.map(one).join(", ") || "none";
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "object") return JSON.stringify(value);
    return one(value);
  }
  return <span className="stored">{words()}</span>;
}
