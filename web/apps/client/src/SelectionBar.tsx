import { Button } from "@mantine/core";
import { MOST_SELECTED, type Selection } from "./selection";
import { TEXTS } from "./texts";

const { selection: T } = TEXTS;

export function SelectionBar({
  selection,
  onReview,
}: {
  readonly selection: Selection;
  readonly onReview: () => void;
}) {
  const { selected } = selection;
  if (selected.length === 0) return null;
  return (
    <section className="bar" aria-label={T.heading}>
      <span className="chosen">
        <strong>{T.chosen(selected.length, MOST_SELECTED)}</strong>
        <span className="names">{selected.map(({ seen, now }) => (now ?? seen).name).join(" · ")}</span>
      </span>
      <Button onClick={onReview}>{T.review}</Button>
    </section>
  );
}
