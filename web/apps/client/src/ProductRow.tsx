import { memo, useState } from "react";
import { MAIN_FACTS, MORE_FACTS } from "./facts";
import type { Judged } from "./judge";
import { Reasons } from "./Reasons";
import { MOST_SELECTED, toggle } from "./selection";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { list: T } = TEXTS;

interface ProductRowProps {
  readonly judged: Judged;
  readonly isSelected: boolean;
  readonly isFull: boolean;
}

/** One product of the list. Plain elements: hundreds of these are drawn with each letter typed into a filter. */
export const ProductRow = memo(function ProductRow({ judged, isSelected, isFull }: ProductRowProps) {
  const { product } = judged;
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const isRefused = isFull && !isSelected;
  const detailsId = `details-${product.id}`;
  return (
    <li className="row" data-id={product.id} data-selected={isSelected || undefined}>
      <div className="top">
        <label className="pick" title={isRefused ? T.full(MOST_SELECTED) : undefined}>
          <input
            type="checkbox"
            checked={isSelected}
            disabled={isRefused}
            aria-label={T.select(product.name, product.lenderName)}
            onChange={() => toggle(product)}
          />
        </label>
        <div className="who">
          <h3>{product.name}</h3>
          <p>
            {product.lenderName} · {words.label(product.category)}
          </p>
        </div>
        <dl className="facts">
          {MAIN_FACTS.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.text(product, words)}</dd>
            </div>
          ))}
        </dl>
        <button
          type="button"
          className="quiet"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          aria-label={T.detailsOf(product.name)}
          onClick={() => setOpen(!isOpen)}
        >
          {T.details}
        </button>
      </div>
      <Reasons judged={judged} />
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && (
          <dl className="more">
            {MORE_FACTS.map((fact) => (
              <div key={fact.label}>
                <dt>{fact.label}</dt>
                <dd>{fact.text(product, words)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
});
