import { Autocomplete, Button, NativeSelect, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { actor as actorName, plural } from "../ui/format";
import type { TabProps } from "./ActivityPage";
import classes from "./activity.module.css";
import { actorOf, cleared, isNarrowed } from "./filters";

interface Props extends TabProps {
  /** Who is known to have done something. */
  actors: readonly string[];
  total: number | undefined;
  /** The filters that only one of the logs has. */
  children?: ReactNode;
}

export function FilterBar({ view, onView, actors, total, children }: Props) {
  return (
    <search className={classes.filters}>
      {children}
      <ActorFilter value={view.actor} known={actors} onChange={(actor) => onView({ ...view, actor })} />
      <TextInput
        type="date"
        aria-label="From this day"
        leftSection="From"
        leftSectionWidth={48}
        value={view.from}
        max={view.to || undefined}
        onChange={(event) => onView({ ...view, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        aria-label="To this day"
        leftSection="to"
        leftSectionWidth={34}
        value={view.to}
        min={view.from || undefined}
        onChange={(event) => onView({ ...view, to: event.currentTarget.value })}
      />
      {isNarrowed(view) && (
        <Button variant="subtle" onClick={() => onView(cleared(view))}>
          Clear filters
        </Button>
      )}
      <output className={`${classes.total} quiet numbers`}>
        {total === undefined ? "" : plural(total, "entry", "entries")}
      </output>
    </search>
  );
}

interface ChoiceProps {
  label: string;
  /** What it says when nothing is chosen. */
  all: string;
  value: string;
  choices: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
}

export function Choice({ label, all, value, choices, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: "", label: all },
        ...Object.entries(choices).map(([code, words]) => ({ value: code, label: words })),
      ]}
    />
  );
}

function ActorFilter(props: { value: string; known: readonly string[]; onChange: (actor: string) => void }) {
  const { value, known, onChange } = props;
  const [typed, setTyped] = useState(actorName(value));
  useEffect(() => setTyped(actorName(value)), [value]);
  const take = (text: string) => {
    const next = actorOf(text, known);
    if (next !== value) onChange(next);
  };
  return (
    <Autocomplete
      size="xs"
      aria-label="Who"
      placeholder="Anybody"
      data={[...new Set(known.map(actorName))]}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={take}
      onBlur={() => take(typed)}
      onKeyDown={(event) => event.key === "Enter" && take(typed)}
    />
  );
}
