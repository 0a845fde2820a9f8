package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;

/// The SQL of what runs for an import: a dry run or a commit, each an attempt with a number of its own. One that is
/// cancelled, given up or overtaken finds that out with its next step, on whatever node it runs. Blocks.
final class RunStore {
    // A node that stopped leaves its work as it was; whoever looks next notes it.
    private static final String GIVE_UP = """
            UPDATE imports SET attempt = attempt + 1,
                status = CASE status WHEN 'CHECKING' THEN 'FAILED' ELSE 'CHECKED' END,
                problems = '[{"detail":"The work stopped before its end; nothing was changed. Start it again."}]'
            WHERE id = $1 AND status IN ('CHECKING', 'COMMITTING') AND alive_at < now() - interval '2 minutes'
            """;
    private static final String START_CHECK = """
            WITH started AS (
                UPDATE imports SET mapping = $2::text::jsonb, status = 'CHECKING', counts = NULL,
                    attempt = attempt + 1, alive_at = now(), done = 0, total = rows, problems = $3::text::jsonb,
                    new_lenders = '[]', position = NULL
                WHERE id = $1 AND CASE WHEN $4::int IS NULL THEN status NOT IN ('COMMITTING', 'COMMITTED')
                    ELSE attempt = $4 AND status IN ('CHECKED', 'COMMITTING') END
                RETURNING attempt),
            gone AS (DELETE FROM import_outcomes WHERE import_id = $1 AND EXISTS (SELECT FROM started))
            SELECT attempt FROM started
            """;
    private static final String ADD_OUTCOMES = """
            WITH run AS (
                UPDATE imports SET done = done + $4, alive_at = now()
                WHERE id = $1 AND attempt = $2 AND status = 'CHECKING' RETURNING id),
            added AS (
                INSERT INTO import_outcomes
                    (import_id, row, outcome, name, product_id, revision, changes, problems, draft)
                SELECT run.id, x.row, x.outcome, x.name,
                    CASE x.outcome WHEN 'new' THEN sync.uuid_v7() ELSE x.product_id END,
                    x.revision, x.changes, x.problems, x.draft
                FROM run, jsonb_to_recordset($3::text::jsonb) AS x (row int, outcome text, name text, product_id uuid,
                    revision bigint, changes jsonb, problems jsonb, draft jsonb))
            SELECT FROM run
            """;
    private static final String CHECKED = """
            UPDATE imports SET status = 'CHECKED', done = total, position = $3, new_lenders = $4::text::jsonb, counts = (
                SELECT jsonb_object_agg(k.kind, (
                    SELECT count(*) FROM import_outcomes o WHERE o.import_id = $1 AND o.outcome = k.kind))
                FROM unnest(ARRAY['new', 'changed', 'unchanged', 'conflict', 'invalid']) AS k (kind))
            WHERE id = $1 AND attempt = $2 AND status = 'CHECKING'
            """;
    private static final String START_COMMIT = """
            UPDATE imports SET status = 'COMMITTING', attempt = attempt + 1, alive_at = now(), done = 0, problems = '[]',
                total = (counts ->> 'new')::int + (counts ->> 'changed')::int
            WHERE id = $1 AND attempt = $2 AND status = 'CHECKED' AND position = $3 RETURNING attempt
            """;
    private static final String COMMIT_PROGRESS = """
            UPDATE imports SET done = $3, alive_at = now() WHERE id = $1 AND attempt = $2 AND status = 'COMMITTING'
            """;
    private static final String COMMITTED = """
            UPDATE imports SET status = 'COMMITTED', done = total
            WHERE id = $1 AND attempt = $2 AND status = 'COMMITTING'
            """;
    private static final String END = """
            UPDATE imports SET status = $3, problems = $4::text::jsonb
            WHERE id = $1 AND attempt = $2 AND status IN ('CHECKING', 'COMMITTING')
            """;
    private static final String CANCEL = """
            UPDATE imports SET status = 'CANCELLED', attempt = attempt + 1
            WHERE id = $1 AND status IN ('CHECKING', 'COMMITTING')
            """;

    /// Somebody cancelled the attempt, or it was given up or overtaken.
    static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedException() {
            super("this attempt was ended");
        }
    }

    private RunStore() {}

    static void giveUpDead(SqlClient sql, UUID id) {
        query(sql, GIVE_UP, Tuple.of(id));
    }

    /// The number of the new attempt; empty when a commit runs or was done.
    ///
    /// @param why said of the import as a whole; empty for nothing
    static OptionalInt startCheck(SqlClient sql, UUID id, Mapping mapping, String why) {
        return attempt(query(sql, START_CHECK, Tuple.of(id, mapping.json().toString(), problems(why), null)));
    }

    /// As above, in place of a commit that can't be; empty when somebody began or ended something else meanwhile.
    ///
    /// @param seen the commit, or the dry run that it would be of
    static OptionalInt checkAgain(SqlClient sql, UUID id, int seen, Mapping mapping, String why) {
        return attempt(query(sql, START_CHECK, Tuple.of(id, mapping.json().toString(), problems(why), seen)));
    }

    /// @param rows how many rows of the file these outcomes end
    /// @return fails with [EndedException] when the attempt was ended
    static Future<Void> addOutcomes(SqlClient sql, UUID id, int attempt, Collection<RowOutcome> outcomes, int rows) {
        ArrayNode values = ImportStore.array();
        outcomes.forEach(outcome -> values.add(outcome.json()));
        return sql.preparedQuery(ADD_OUTCOMES)
                .execute(Tuple.of(id, attempt, values.toString(), rows))
                .compose(run -> run.size() == 0 ? Future.failedFuture(new EndedException()) : Future.succeededFuture());
    }

    static void checked(SqlClient sql, UUID id, int attempt, String position, ArrayNode newLenders) {
        goOn(query(sql, CHECKED, Tuple.of(id, attempt, position, newLenders.toString()))
                .rowCount());
    }

    /// The attempt that was begun last: what is read of an import after this is of that one, or of a later one.
    static OptionalInt last(SqlClient sql, UUID id) {
        return attempt(query(sql, "SELECT attempt FROM imports WHERE id = $1", Tuple.of(id)));
    }

    /// The number of the new attempt; empty when this dry run is not the last one, or has another position.
    static OptionalInt startCommit(SqlClient sql, UUID id, int dryRun, String position) {
        return attempt(query(sql, START_COMMIT, Tuple.of(id, dryRun, position)));
    }

    static void committing(SqlClient sql, UUID id, int attempt, int done) {
        goOn(query(sql, COMMIT_PROGRESS, Tuple.of(id, attempt, done)).rowCount());
    }

    static void committed(SqlClient sql, UUID id, int attempt) {
        goOn(query(sql, COMMITTED, Tuple.of(id, attempt)).rowCount());
    }

    static void setPosition(SqlClient sql, UUID id, String position) {
        query(sql, "UPDATE imports SET position = $2 WHERE id = $1 AND status = 'COMMITTED'", Tuple.of(id, position));
    }

    static void end(SqlClient sql, UUID id, int attempt, String status, String why) {
        query(sql, END, Tuple.of(id, attempt, status, problems(why)));
    }

    /// False when nothing runs.
    static boolean cancel(SqlClient sql, UUID id) {
        return query(sql, CANCEL, Tuple.of(id)).rowCount() > 0;
    }

    private static void goOn(int rows) {
        if (rows == 0) {
            throw new EndedException();
        }
    }

    private static OptionalInt attempt(RowSet<Row> rows) {
        return rows.size() == 0
                ? OptionalInt.empty()
                : OptionalInt.of(rows.iterator().next().getInteger("attempt"));
    }

    private static String problems(String why) {
        return why.isEmpty()
                ? "[]"
                : Json.MAPPER.valueToTree(List.of(Map.of("detail", why))).toString();
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
