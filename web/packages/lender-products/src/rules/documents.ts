import type { LenderProduct, RequiredDocument } from "../product.js";
import { type Amount, cents } from "./money.js";

/** A document that the chosen products ask for. */
export interface DocumentNeed {
  readonly code: string;
  /** Whether all of them ask for it, or some. */
  readonly askedBy: "all" | "some";
  /** Whether any of them insists on it. */
  readonly required: boolean;
  /** When it is first asked for: `APPLICATION` before `CLOSING`. */
  readonly stage: string | null;
  /** The ids of those that ask for it, in the order of the choice. */
  readonly products: readonly string[];
}

/**
 * The documents of the chosen products: the union, ordered by code.
 *
 * @param amount what is applied for: documents that are asked for from a higher amount are left out. Without it, they
 *     count
 */
export function documentUnion(products: readonly LenderProduct[], amount?: Amount): DocumentNeed[] {
  const byCode = new Map<string, { id: string; document: RequiredDocument }[]>();
  for (const { id, requiredDocuments } of products) {
    for (const document of requiredDocuments.filter((document) => isAsked(document, amount))) {
      byCode.set(document.code, [...(byCode.get(document.code) ?? []), { id, document }]);
    }
  }
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, asked]) => ({
      code,
      askedBy: asked.length === products.length ? "all" : "some",
      required: asked.some(({ document }) => document.required),
      stage: earliest(asked.map(({ document }) => document.stage)),
      products: asked.map(({ id }) => id),
    }));
}

const isAsked = ({ amountFrom }: RequiredDocument, amount: Amount | undefined) =>
  amountFrom === null || amount === undefined || cents(amount, "amount") >= cents(amountFrom, "amountFrom");

/** APPLICATION, CLOSING, then whatever else there may be, then nothing; which is the order of the words. */
const earliest = (stages: readonly (string | null)[]): string | null =>
  stages.filter((stage) => stage !== null).sort()[0] ?? null;
