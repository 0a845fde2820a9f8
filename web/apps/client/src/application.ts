import type { LenderProduct } from "lender-products";
import type { Enquiry } from "lender-products/rules";
import { MAIN_FACTS } from "./facts";
import { stored } from "./stored";
import { filterName, TEXTS } from "./texts";
import type { Words } from "./words";

/** What an applicant types about himself. */
export interface Details {
  readonly businessName: string;
  readonly contactName: string;
  readonly email: string;
  readonly phone: string;
  readonly notes: string;
}

export const EMPTY_DETAILS: Details = { businessName: "", contactName: "", email: "", phone: "", notes: "" };

export const details = stored<Details>("portal.details", readDetails, EMPTY_DETAILS);

function readDetails(json: unknown): Details {
  const known = (json ?? {}) as Record<string, unknown>;
  const names = Object.keys(EMPTY_DETAILS);
  return {
    ...EMPTY_DETAILS,
    ...Object.fromEntries(names.map((name) => [name, known[name]]).filter(([, text]) => typeof text === "string")),
  };
}

/** All of it as plain text, for an e-mail to the broker. */
export function summary(typed: Details, products: readonly LenderProduct[], enquiry: Enquiry, words: Words): string {
  const { application: T, selection, filters } = TEXTS;
  const line = (label: string, text: string) => `${label}: ${text}`;
  const value = (asked: Enquiry[keyof Enquiry]) =>
    typeof asked === "boolean" ? (asked ? filters.yes : filters.no) : words.label(`${asked}`);
  return [
    TEXTS.title,
    ...(Object.keys(EMPTY_DETAILS) as (keyof Details)[])
      .filter((member) => typed[member].trim() !== "")
      .map((member) => line(T[member], typed[member].trim())),
    "",
    ...(Object.keys(enquiry) as (keyof Enquiry)[])
      .filter((filter) => enquiry[filter] !== undefined)
      .map((filter) => line(filterName(filter, enquiry.country), value(enquiry[filter]))),
    "",
    line(selection.heading, `${products.length}`),
    ...products.map(
      (product) =>
        `- ${product.name}, ${product.lenderName}: ${MAIN_FACTS.map((fact) => line(fact.label, fact.text(product, words))).join("; ")}`,
    ),
  ].join("\n");
}
