import { Link } from "@tanstack/react-router";
import { ChangedFields } from "../history/ChangedFields";
import { BY_WAY, type HistoryEntry } from "../history/entries";
import { actor, plural } from "../ui/format";
import type { TabProps } from "./ActivityPage";
import classes from "./activity.module.css";
import { useEntries } from "./entries";
import { Choice, FilterBar } from "./FilterBar";
import { isNarrowed, queryOf } from "./filters";
import { Log } from "./Log";

const SUBJECTS = { lender_product: "Products", lender: "Lenders" };
const SOURCES = { screen: "On the screen", api: "By the API", import: "By an import", sql: "In SQL" };
const OPERATIONS = { INSERT: "Added", UPDATE: "Changed", DELETE: "Deleted" };
/** More than these are folded, so that the list stays one. */
const MAX_OPEN = 6;

export function CatalogHistory({ view, onView }: TabProps) {
  const query = useEntries<HistoryEntry>("/api/history", queryOf(view));
  const actors = [...new Set((query.data?.items ?? []).map((entry) => entry.actor))];
  return (
    <>
      <FilterBar view={view} onView={onView} actors={actors} total={query.data?.total}>
        <Choice
          label="Of what"
          all="Lenders and products"
          value={view.subject}
          choices={SUBJECTS}
          onChange={(subject) => onView({ ...view, subject })}
        />
        <Choice
          label="Kind of change"
          all="Any change"
          value={view.operation}
          choices={OPERATIONS}
          onChange={(operation) => onView({ ...view, operation })}
        />
        <Choice
          label="By what way"
          all="Any way"
          value={view.source}
          choices={SOURCES}
          onChange={(source) => onView({ ...view, source })}
        />
      </FilterBar>
      <Log
        label="Catalog history"
        query={query}
        empty={
          isNarrowed(view)
            ? "No change matches. Clear a filter to see more."
            : "Nothing has changed yet. Each edit of a lender or a product will be here."
        }
      >
        {(entry) => <Change entry={entry} onActor={() => onView({ ...view, actor: entry.actor })} />}
      </Log>
    </>
  );
}

function Change({ entry, onActor }: { entry: HistoryEntry; onActor: () => void }) {
  const isOpen = entry.operation === "UPDATE" && entry.changes.length <= MAX_OPEN;
  return (
    <>
      <button type="button" className="plain" onClick={onActor} title="Show only what was done by this one">
        {actor(entry.actor)}
      </button>{" "}
      {OPERATIONS[entry.operation].toLowerCase()} <Subject entry={entry} />{" "}
      {BY_WAY[entry.source] && <span className="quiet">{BY_WAY[entry.source]}</span>}
      {isOpen ? (
        <ChangedFields entry={entry} />
      ) : (
        entry.changes.length > 0 && (
          <details className={classes.more}>
            <summary className="quiet">{plural(entry.changes.length, "field")}</summary>
            <ChangedFields entry={entry} />
          </details>
        )
      )}
    </>
  );
}

/** A way to it, while it is there. */
function Subject({ entry: { subject, subjectId, name, operation } }: { entry: HistoryEntry }) {
  const kind = <span className="quiet">{subject === "lender" ? "lender" : "product"}</span>;
  if (operation === "DELETE") {
    return (
      <>
        {kind} <b>{name}</b>
      </>
    );
  }
  return (
    <>
      {kind}{" "}
      {subject === "lender" ? (
        <Link to="/lenders" search={{ open: subjectId }} className={classes.subject}>
          {name}
        </Link>
      ) : (
        <Link to="/lenders/products" search={{ open: subjectId }} className={classes.subject}>
          {name}
        </Link>
      )}
    </>
  );
}
