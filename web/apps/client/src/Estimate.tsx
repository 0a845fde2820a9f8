import type { LenderProduct } from "lender-products";
import { type Enquiry, estimateCost, type Range } from "lender-products/rules";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { estimate: T } = TEXTS;

/** What a product would cost, or what is missing to say it. */
export function Estimate({ product, enquiry }: { readonly product: LenderProduct; readonly enquiry: Enquiry }) {
  const words = useWords();
  const { total, monthly, missing } = estimateCost(product, enquiry);
  if (missing) return <span className="hint">{T.missing[missing]}</span>;
  const money = ({ min, max }: Range) => words.range(min, max, (one) => words.roundMoney(one, product.currency));
  return (
    <>
      {total && <span>{T.total(money(total))}</span>}
      {monthly && <span>, {T.monthly(money(monthly))}</span>}
    </>
  );
}
