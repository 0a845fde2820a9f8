import { Button, Skeleton } from "@mantine/core";
import type { LenderProduct } from "lender-products";
import { useLenderProducts } from "lender-products/react";
import type { Verdict } from "lender-products/rules";
import { useMemo, useState } from "react";
import type { Navigation } from "./address";
import { grouped, hints, inCountry, type Judged, named } from "./judge";
import { ProductRow } from "./ProductRow";
import type { Selection } from "./selection";
import { filterName, TEXTS } from "./texts";
import { useWords } from "./words";

const { list: T } = TEXTS;
const VERDICTS: readonly Verdict[] = ["eligible", "ask-us", "not-eligible"];
/** How many of a group are drawn at first, and how many more at a time. */
const FIRST = { eligible: 20, "ask-us": 10, "not-eligible": 5 } as const;
const MORE = 40;
const MOST_HINTS = 3;
const SKELETONS = ["a", "b", "c", "d", "e"];

interface ProductListProps {
  readonly products: readonly LenderProduct[] | undefined;
  readonly country: string;
  readonly address: Navigation;
  readonly selection: Selection;
  readonly judge: (product: LenderProduct) => Judged;
}

export function ProductList({ products, country, address, selection, judge }: ProductListProps) {
  const words = useWords();
  const offered = useMemo(() => products && inCountry(products, country), [products, country]);
  const { enquiry, search } = address;
  const groups = useMemo(() => offered && grouped(offered, enquiry, search, judge), [offered, enquiry, search, judge]);
  return (
    <main id="main" className="list" tabIndex={-1}>
      <h1 tabIndex={-1}>{T.heading(words.label(country))}</h1>
      {groups && offered ? (
        <>
          <p role="status" className="summary">
            {T.summary(
              words.number(groups.eligible.length),
              words.number(groups["ask-us"].length),
              words.number(groups["not-eligible"].length),
            )}
          </p>
          {groups.eligible.length === 0 && (
            <Hints offered={offered} address={address} country={country} hasSome={groups["ask-us"].length > 0} />
          )}
          {VERDICTS.map((verdict) => (
            <Group key={verdict} verdict={verdict} judged={groups[verdict]} selection={selection} />
          ))}
        </>
      ) : (
        <NoCatalog />
      )}
    </main>
  );
}

function NoCatalog() {
  const { error } = useLenderProducts();
  return (
    <>
      <p role="status">{error ? T.noCatalog : T.loading}</p>
      {SKELETONS.map((name) => (
        <Skeleton key={name} height={96} mb="sm" animate={!error} />
      ))}
    </>
  );
}

interface HintsProps {
  readonly offered: readonly LenderProduct[];
  readonly address: Navigation;
  readonly country: string;
  readonly hasSome: boolean;
}

/** Instead of an empty page: what stands in the way. */
function Hints({ offered, address, country, hasSome }: HintsProps) {
  const words = useWords();
  const { enquiry, search, ask, find } = address;
  const helpful = useMemo(() => hints(named(offered, search), enquiry, MOST_HINTS), [offered, search, enquiry]);
  if (offered.length === 0) return <p>{T.emptyCatalog(words.label(country))}</p>;
  const isSearched = search.trim() !== "";
  return (
    <div className="hints">
      <p>{isSearched && !hasSome ? T.nothingFound(search.trim()) : hasSome ? T.noneEligible : T.nothingFits}</p>
      {isSearched && (
        <Button variant="light" onClick={() => find("")}>
          {T.clearSearch}
        </Button>
      )}
      {helpful.map(({ filter, matches }) => (
        <Button key={filter} variant="light" onClick={() => ask({ [filter]: undefined })}>
          {T.relax(filterName(filter, country), words.number(matches))}
        </Button>
      ))}
      {helpful.length === 0 && !isSearched && <p>{T.nothingHelps}</p>}
    </div>
  );
}

interface GroupProps {
  readonly verdict: Verdict;
  readonly judged: readonly Judged[];
  readonly selection: Selection;
}

function Group({ verdict, judged, selection }: GroupProps) {
  const words = useWords();
  const [shown, setShown] = useState<number>(FIRST[verdict]);
  if (judged.length === 0) return null;
  const { heading, hint } = T.groups[verdict];
  const id = `group-${verdict}`;
  return (
    <section aria-labelledby={id} className="group" data-verdict={verdict}>
      <h2 id={id}>
        {heading} <span className="count">{words.number(judged.length)}</span>
      </h2>
      <p className="hint">{hint}</p>
      <ul className="rows">
        {judged.slice(0, shown).map((one) => (
          <ProductRow
            key={one.product.id}
            judged={one}
            isSelected={selection.has(one.product.id)}
            isFull={selection.isFull}
          />
        ))}
      </ul>
      {judged.length > shown && (
        <Button variant="default" fullWidth onClick={() => setShown(shown + MORE)}>
          {T.more(Math.min(MORE, judged.length - shown))}
        </Button>
      )}
    </section>
  );
}
