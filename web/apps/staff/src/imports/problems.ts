import type { Coded, ReferenceData } from "../api/types";
import { inWords } from "../products/form";
import { FIELD_LABELS } from "./fields";
import type { Row } from "./imports";

type Problem = Row["problems"][number];

/** Where a problem can be mended: at what a column holds, at what is taken in all rows, or by letting lenders in. */
export type Place = { column: number } | { member: string } | "new lenders";

const UNKNOWN_LENDER = "; set createLenders to add it";

/** The index of the column that a cell such as `AB12` is in. */
export function columnOf(cell: string): number {
  const letters = cell.replace(/\d+$/, "");
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The member that a problem of a row as a whole begins with: "country must be stated". */
function memberOf({ detail }: Problem): string | null {
  const word = detail.split(" ", 1)[0] ?? "";
  return word in FIELD_LABELS ? word : null;
}

export function placeOf(problem: Problem): Place | null {
  if (problem.detail.endsWith(UNKNOWN_LENDER)) return "new lenders";
  if (problem.cell) return { column: columnOf(problem.cell) };
  const member = memberOf(problem);
  return member === null ? null : { member };
}

/** The server's words with the screen's names of fields and codes. */
export function wordsOf(problem: Problem, codes: ReferenceData | undefined): string {
  const lists: Coded[][] = Object.values(codes ?? {});
  const labels = new Map(lists.flat().map(({ code, label }) => [code, label]));
  const member = problem.cell ? null : memberOf(problem);
  const detail = member ? (FIELD_LABELS[member] ?? member) + problem.detail.slice(member.length) : problem.detail;
  return inWords(
    detail.replace(UNKNOWN_LENDER, "").replace(/\b[A-Z]{3,}(_[A-Z]+)*\b/g, (code) => labels.get(code) ?? code),
  );
}
