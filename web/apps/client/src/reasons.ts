import type { Reason } from "lender-products/rules";
import type { Judged } from "./judge";
import { TEXTS } from "./texts";
import type { Words } from "./words";

const SAID: Readonly<Record<Reason["verdict"], Partial<Record<Reason["member"], (what: string) => string>>>> =
  TEXTS.reasons;

/** A reason in the portal's words; in those of the rules, when they know one that the portal doesn't. */
export function reasonText(reason: Reason, judged: Judged, words: Words): string {
  const say = SAID[reason.verdict][reason.member];
  return say ? say(named(reason.member, judged, words)) : reason.text;
}

/** What a reason names: the product's limit, or what was asked for. */
function named(member: Reason["member"], { product, enquiry }: Judged, words: Words): string {
  switch (member) {
    case "country":
    case "category":
      return words.label(product[member] ?? "");
    case "regionsExcluded":
      return words.label(enquiry.region ?? "");
    case "fundsPurposes":
      return words.label(enquiry.purpose ?? "");
    case "industriesExcluded":
      return enquiry.industry ?? "";
    case "amountMin":
    case "amountMax":
    case "minMonthlyRevenue":
      return words.money(product[member] ?? "0", product.currency);
    case "termMinMonths":
    case "termMaxMonths":
    case "minMonthsInBusiness":
      return words.months(product[member] ?? 0);
    case "minCreditScore":
      return words.number(product[member] ?? 0);
    default:
      return "";
  }
}
