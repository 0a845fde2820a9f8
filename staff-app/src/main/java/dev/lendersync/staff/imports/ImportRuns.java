package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Position;
import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Written;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.sheets.SheetRow;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs dry runs and commits in the background, each on a virtual thread. How far they are is in PostgreSQL only.
final class ImportRuns {
    static final String MOVED = "The catalog moved meanwhile; this is a new dry run.";

    private static final Logger LOG = LoggerFactory.getLogger(ImportRuns.class);
    /// At once on this node; others wait.
    private static final int MAX_RUNNING = 2;

    private static final int BATCH = 500;
    /// Another write made what this one relied on untrue: a name or key was taken, a lender is gone.
    private static final Set<String> OVERTAKEN = Set.of("23505", "23P01", "23503");

    // Rows are looked up one by one through the indexes: a scan for each batch would take time by what is stored.
    private static final String SNAPSHOT = """
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off
            """;

    private final Database database;
    private final CatalogMirror mirror;
    private final Semaphore running = new Semaphore(MAX_RUNNING);

    ImportRuns(Database database, CatalogMirror mirror) {
        this.database = database;
        this.mirror = mirror;
    }

    void check(UUID id, int attempt, Mapping mapping) {
        start("check", id, attempt, () -> dryRun(id, attempt, mapping));
    }

    void commit(UUID id, int attempt, Mapping mapping, Actor actor, Position seen) {
        start("commit", id, attempt, () -> write(id, attempt, mapping, actor, seen));
    }

    private void start(String what, UUID id, int attempt, Runnable work) {
        Thread.ofVirtual().name("import " + what + " " + id).start(() -> {
            running.acquireUninterruptibly();
            try {
                work.run();
                LOG.info("event=import-{} import={}", what, id);
            } catch (RunStore.EndedException e) {
                LOG.info("event=import-{}-ended import={}", what, id);
            } catch (RuntimeException e) {
                LOG.warn("event=import-{}-failed import={}", what, id, e);
                end(id, attempt, what.equals("check") ? "FAILED" : "CHECKED");
            } finally {
                running.release();
            }
        });
    }

    private void end(UUID id, int attempt, String status) {
        try {
            RunStore.end(database.pool(), id, attempt, status, "It failed; nothing was changed. Start it again.");
        } catch (RuntimeException e) {
            // Whoever looks at it next will find it dead.
            LOG.warn("event=import-end-not-noted import={} reason=\"{}\"", id, e.toString());
        }
    }

    private void dryRun(UUID id, int attempt, Mapping mapping) {
        SqlConnection snapshot = database.pool().getConnection().await();
        try {
            snapshot.query(SNAPSHOT).execute().await();
            String position = snapshot.query("SELECT sync.epoch() || ':' || version AS position FROM catalog_head")
                    .execute()
                    .await()
                    .iterator()
                    .next()
                    .getString("position");
            DryRun run = new DryRun(snapshot, mapping);
            // What one batch came to is stored while the next one is checked.
            Future<Void> stored = Future.succeededFuture();
            int last = 0;
            List<SheetRow> rows = ImportStore.rows(database.pool(), id, last, BATCH);
            while (!rows.isEmpty()) {
                List<RowOutcome> outcomes = run.check(rows);
                stored.await();
                stored = RunStore.addOutcomes(database.pool(), id, attempt, outcomes, rows.size());
                last = rows.getLast().number();
                rows = ImportStore.rows(database.pool(), id, last, BATCH);
            }
            stored.await();
            RunStore.addOutcomes(database.pool(), id, attempt, run.rest(), 0).await();
            RunStore.checked(database.pool(), id, attempt, position, run.newLenders());
        } finally {
            snapshot.query("ROLLBACK").execute().onComplete(done -> snapshot.close());
        }
    }

    private void write(UUID id, int attempt, Mapping mapping, Actor actor, Position seen) {
        try {
            Written<Boolean> written = database.write(actor.name(), "import", sql -> {
                AuditLog.note(sql, actor, "import-committed", "import:" + id, Map.of());
                Commit.write(
                        sql, id, lastRow(id), seen, done -> RunStore.committing(database.pool(), id, attempt, done));
                RunStore.committed(sql, id, attempt);
                return true;
            });
            mirror.awaitServed(written.position());
            RunStore.setPosition(database.pool(), id, written.position().toString());
        } catch (Commit.MovedException e) {
            checkAgain(id, attempt, mapping);
        } catch (PgException e) {
            if (!OVERTAKEN.contains(String.valueOf(e.getSqlState()))) {
                throw e;
            }
            checkAgain(id, attempt, mapping);
        }
    }

    private int lastRow(UUID id) {
        return database.query(
                        "SELECT coalesce(max(row), 0) AS last FROM import_rows WHERE import_id = $1", Tuple.of(id))
                .iterator()
                .next()
                .getInteger("last");
    }

    private void checkAgain(UUID id, int attempt, Mapping mapping) {
        RunStore.checkAgain(database.pool(), id, attempt, mapping, MOVED).ifPresent(next -> check(id, next, mapping));
    }
}
