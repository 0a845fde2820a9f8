import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import type { Navigation } from "./address";
import { Freshness } from "./Freshness";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const SCHEMES = [
  ["auto", IconDeviceDesktop],
  ["light", IconSun],
  ["dark", IconMoon],
] as const;

export function Header({ address }: { readonly address: Navigation }) {
  const words = useWords();
  const { country } = address.enquiry;
  return (
    <header className="header">
      <span className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        {TEXTS.title}
      </span>
      <Freshness />
      {country !== undefined && (
        <button
          type="button"
          className="quiet"
          // Another country's regions and kinds mean nothing here.
          onClick={() => address.go({ enquiry: { ...address.enquiry, country: undefined, region: undefined } })}
        >
          {words.label(country)}
          <VisuallyHidden> ({TEXTS.chooseCountry.change})</VisuallyHidden>
          <span aria-hidden="true" className="hint">
            {TEXTS.chooseCountry.change}
          </span>
        </button>
      )}
      <ColourScheme />
    </header>
  );
}

function ColourScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={TEXTS.theme.label}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as "auto" | "light" | "dark")}
      data={SCHEMES.map(([value, Icon]) => ({
        value,
        label: (
          <span className="icon" title={TEXTS.theme[value]}>
            <Icon size={16} aria-hidden="true" />
            <VisuallyHidden>{TEXTS.theme[value]}</VisuallyHidden>
          </span>
        ),
      }))}
    />
  );
}
