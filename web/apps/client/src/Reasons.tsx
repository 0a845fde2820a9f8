import { IconHelpCircle, IconX } from "@tabler/icons-react";
import type { Judged } from "./judge";
import { reasonText } from "./reasons";
import { useWords } from "./words";

/** Why a product is not for this applicant, or what it leaves open. */
export function Reasons({ judged }: { readonly judged: Judged }) {
  const words = useWords();
  const { reasons } = judged.eligibility;
  if (reasons.length === 0) return null;
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={`${reason.verdict} ${reason.member}`} data-verdict={reason.verdict}>
          {reason.verdict === "ask-us" ? (
            <IconHelpCircle size={16} aria-hidden="true" />
          ) : (
            <IconX size={16} aria-hidden="true" />
          )}
          {reasonText(reason, judged, words)}
        </li>
      ))}
    </ul>
  );
}
