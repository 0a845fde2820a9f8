import { useFleet } from "../api/queries";
import { useUsers } from "../settings/users";
import { actor } from "../ui/format";
import type { TabProps } from "./ActivityPage";
import { ACTIONS, type AuditEntry, actionWords, detailWords, PREPOSITIONS, subjectName } from "./audit";
import { useEntries } from "./entries";
import { Choice, FilterBar } from "./FilterBar";
import { isNarrowed, queryOf } from "./filters";
import { Log } from "./Log";

const CHOICES = Object.fromEntries(
  Object.entries(ACTIONS).map(([action, words]) => [action, words.charAt(0).toUpperCase() + words.slice(1)]),
);

/** Logins, users, tokens, client apps, pushes: what is no edit of the catalog. Nobody can change it. */
export function AuditLog({ view, onView }: TabProps) {
  const query = useEntries<AuditEntry>("/api/audit", queryOf(view));
  const users = useUsers().data ?? [];
  const clients = useFleet().data?.items ?? [];
  const seen = (query.data?.items ?? []).map((entry) => entry.actor);
  const actors = [...new Set([...seen, ...users.map(({ email }) => `staff:${email}`)])];
  return (
    <>
      <FilterBar view={view} onView={onView} actors={actors} total={query.data?.total}>
        <Choice
          label="What was done"
          all="Any action"
          value={view.action}
          choices={CHOICES}
          onChange={(action) => onView({ ...view, action })}
        />
      </FilterBar>
      <Log
        label="Audit log"
        query={query}
        empty={isNarrowed(view) ? "No entry matches. Clear a filter to see more." : "Nothing yet."}
      >
        {(entry) => (
          <Entry
            entry={entry}
            subject={subjectName(entry.subject, users, clients)}
            onActor={() => onView({ ...view, actor: entry.actor })}
          />
        )}
      </Log>
    </>
  );
}

function Entry({ entry, subject, onActor }: { entry: AuditEntry; subject: string; onActor: () => void }) {
  const who = actor(entry.actor);
  const shown = subject === who ? "" : subject;
  const more = [detailWords(entry.detail, subject), entry.address && `from ${entry.address}`];
  return (
    <>
      <button type="button" className="plain" onClick={onActor} title="Show only what was done by this one">
        {who}
      </button>{" "}
      {actionWords(entry.action)} {shown && PREPOSITIONS[entry.action]} {shown && <b>{shown}</b>}{" "}
      <span className="quiet">{more.filter(Boolean).join(" · ")}</span>
    </>
  );
}
