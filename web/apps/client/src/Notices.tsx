import { Button } from "@mantine/core";
import { changes } from "./facts";
import { confirm, remove, type Selected, type Selection, unseen } from "./selection";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { notices: T } = TEXTS;
const MOST_CHANGES = 4;

/** Tells when something selected changes or goes. It stays until it is read, and takes nothing away by itself. */
export function Notices({ selection }: { readonly selection: Selection }) {
  const notices = unseen(selection);
  return (
    // There before the first notice, so that it is read aloud.
    <section className="notices" aria-label={T.label} aria-live="polite">
      {notices.map((selected) => (
        <Notice key={selected.id} selected={selected} />
      ))}
    </section>
  );
}

function Notice({ selected: { id, seen, now } }: { readonly selected: Selected }) {
  const words = useWords();
  const what = now ? changes(seen, now, words) : [];
  return (
    <div className="notice">
      <div>
        <p>
          <strong>{(now ? T.changed : T.gone)(seen.name, seen.lenderName)}</strong> <span>{T.kept}</span>
        </p>
        {what.length > 0 && (
          <ul>
            {what.slice(0, MOST_CHANGES).map(({ label, before, after }) => (
              <li key={label}>
                {label}
                {after && (
                  <>
                    : <strong>{after}</strong> <span className="was">({T.was(before)})</span>
                  </>
                )}
              </li>
            ))}
            {what.length > MOST_CHANGES && <li>{T.more(what.length - MOST_CHANGES)}</li>}
          </ul>
        )}
      </div>
      <Button size="sm" variant="default" onClick={() => (now ? confirm(now) : remove(id))}>
        {now ? T.seen : T.remove}
      </Button>
    </div>
  );
}
