import { IconHelpCircle, IconX } from "@tabler/icons-react";
import type { Eligibility } from "lender-products/rules";
import { useWords } from "./words";

/** Why a product is not for this applicant, or what it leaves open. */
export function Reasons({ eligibility }: { readonly eligibility: Eligibility }) {
  const words = useWords();
  if (eligibility.reasons.length === 0) return null;
  return (
    <ul className="reasons">
      {eligibility.reasons.map(({ verdict, member, text }) => (
        <li key={`${member} ${text}`} data-verdict={verdict}>
          {verdict === "ask-us" ? (
            <IconHelpCircle size={16} aria-hidden="true" />
          ) : (
            <IconX size={16} aria-hidden="true" />
          )}
          {words.readable(text)}
        </li>
      ))}
    </ul>
  );
}
