import { Button } from "@mantine/core";
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
  return (
    <main id="main" className="chooser" tabIndex={-1}>
      <h1>{T.heading}</h1>
      <p>{T.why}</p>
      <div className="choices">
        {countries.map((country) => (
          <Button key={country} size="lg" variant="default" onClick={() => onChoose(country)}>
            {words.label(country)}
          </Button>
        ))}
      </div>
    </main>
  );
}
