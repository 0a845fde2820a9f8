import { Button } from "@mantine/core";
import { useLenderProducts } from "lender-products/react";
import { inCountry } from "./judge";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { chooseCountry: T } = TEXTS;

export function CountryChooser({
  countries,
  onChoose,
}: {
  readonly countries: readonly string[];
  readonly onChoose: (country: string) => void;
}) {
  const words = useWords();
  const { data: products } = useLenderProducts();
  return (
    <main id="main" className="chooser" tabIndex={-1}>
      <h1>{T.heading}</h1>
      <p>{T.why}</p>
      <div className="choices">
        {countries.map((country) => (
          <Button key={country} className="choice" size="xl" variant="default" onClick={() => onChoose(country)}>
            {words.label(country)}
            {products && (
              <span className="hint offers">{T.count(words.number(inCountry(products, country).length))}</span>
            )}
          </Button>
        ))}
      </div>
    </main>
  );
}
