import type { LenderProduct } from "lender-products";
import { type Amount, type DocumentNeed, documentUnion } from "lender-products/rules";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { selection: T } = TEXTS;

/** The documents of all selected products, each once. */
export function Documents({
  products,
  amount,
}: {
  readonly products: readonly LenderProduct[];
  readonly amount: Amount | undefined;
}) {
  const words = useWords();
  const needs = documentUnion(products, amount);
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{T.documents}</h2>
      {needs.length === 0 ? (
        <p>{T.documentsNone}</p>
      ) : (
        <>
          <p className="hint">
            {amount === undefined
              ? T.documentsNoAmount
              : T.documentsAmount(words.money(`${amount}`, products[0]?.currency ?? "USD"))}
          </p>
          <table className="documents">
            <thead>
              <tr>
                <th scope="col">{T.document}</th>
                <th scope="col">{T.askedBy}</th>
                <th scope="col">{T.when}</th>
              </tr>
            </thead>
            <tbody>
              {needs.map((need) => (
                <tr key={need.code}>
                  <td>
                    {words.label(need.code)} {!need.required && <span className="hint">({T.optional})</span>}
                  </td>
                  <td>{askedBy(need, products.length)}</td>
                  <td>{need.stage === null ? TEXTS.facts.notStated : words.label(need.stage)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function askedBy(need: DocumentNeed, selected: number): string {
  if (selected === 1) return T.onlyOne;
  return need.askedBy === "all" ? T.all : T.some(need.products.length, selected);
}
