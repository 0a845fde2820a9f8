import { useLenderProducts } from "lender-products/react";
import { useEffect, useMemo, useRef } from "react";
import { type Navigation, useAddress } from "./address";
import { CountryChooser } from "./CountryChooser";
import { Filters } from "./Filters";
import { Header } from "./Header";
import { judgeFor } from "./judge";
import { Notices } from "./Notices";
import { ProductList } from "./ProductList";
import type { ReferenceData } from "./reference-data";
import { SelectionBar } from "./SelectionBar";
import { SelectionPage } from "./SelectionPage";
import { useSelection } from "./selection";
import { TEXTS } from "./texts";
import { useWordsFor, WordsProvider } from "./words";

export function App() {
  const address = useAddress();
  // Never defaulted: a guess would show one country's lenders to the other's applicants.
  const { country } = address.enquiry;
  const [words, reference] = useWordsFor(country);
  return (
    <WordsProvider value={words}>
      <a className="skip" href="#main">
        {TEXTS.skip}
      </a>
      <Header address={address} />
      {country === undefined ? (
        <CountryChooser
          countries={reference.countries}
          onChoose={(chosen) => address.go({ enquiry: { ...address.enquiry, country: chosen } })}
        />
      ) : (
        <Portal key={country} country={country} address={address} reference={reference} />
      )}
    </WordsProvider>
  );
}

function Portal({
  country,
  address,
  reference,
}: {
  readonly country: string;
  readonly address: Navigation;
  readonly reference: ReferenceData;
}) {
  const { data: products } = useLenderProducts();
  const selection = useSelection(products, country);
  const judge = useMemo(() => judgeFor(address.enquiry), [address.enquiry]);
  const { view } = address;
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current !== view) {
      // As when a page is loaded: who hears the page hears its heading, and goes on from there.
      document.querySelector<HTMLElement>("#main h1")?.focus({ preventScroll: view === "list" });
    }
    shown.current = view;
    document.title = view === "selection" ? `${TEXTS.selection.heading} · ${TEXTS.title}` : TEXTS.title;
  }, [view]);
  return (
    <>
      {view === "selection" ? (
        <SelectionPage address={address} selection={selection} judge={judge} />
      ) : (
        <div className="columns">
          <Filters address={address} reference={reference} products={products} country={country} />
          <ProductList products={products} country={country} address={address} selection={selection} judge={judge} />
        </div>
      )}
      <div className="foot">
        <Notices selection={selection} />
        {view === "list" && <SelectionBar selection={selection} onReview={() => address.go({ view: "selection" })} />}
      </div>
    </>
  );
}
