package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.staff.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// P1: commit order is version order, and a reader at version V has seen every change up to V. Eight writers, a
/// reader that polls deltas all the while, and lenders that are archived, restored and renamed meanwhile.
@Tag("slow")
@ParameterizedClass(autoCloseArguments = false)
@MethodSource("dev.lendersync.staff.database.TestServers#all")
class CommitOrderTest {
    private static final int WRITERS = 8;
    private static final int TRANSACTIONS_EACH = 60;

    private final EmbeddedPostgres server;
    private TestDatabase database;

    CommitOrderTest(EmbeddedPostgres server) {
        this.server = server;
    }

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.on(server);
        database.run(
                "INSERT INTO lenders (name) SELECT 'Lender ' || i FROM generate_series(1, 4) i",
                "INSERT INTO lender_products (lender_id, name, category, country, status)"
                        + " SELECT id, CASE WHEN i > 8 THEN 'Toggled ' ELSE 'P' END || i, 'TERM_LOAN', 'CA', 'PUBLISHED'"
                        + " FROM lenders, generate_series(1, 10) i");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void p1NoVersionIsSkippedOrSeenEarlyAndEverythingAgreesInTheEnd() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        ChaosWriter.Log log = new ChaosWriter.Log();
        try (ExecutorService threads = Executors.newCachedThreadPool();
                PollingReader reader = new PollingReader(database)) {
            Future<?> polling = threads.submit(() -> reader.pollWhile(writing));
            List<Future<?>> writers = new ArrayList<>();
            for (int seed = 0; seed < WRITERS; seed++) {
                ChaosWriter writer = new ChaosWriter(database, seed, log);
                writers.add(threads.submit(() -> writer.run(TRANSACTIONS_EACH)));
            }
            await(writers);
            writing.set(false);
            polling.get();
            reader.poll();

            assertThat(log.deadlocks()).as("deadlocks").isZero();
            assertThat(reader.polls()).as("deltas seen while others wrote").isGreaterThan(20);
            assertThat(log.versions())
                    .as("each transaction that changed the catalog has a version of its own, without gaps")
                    .doesNotHaveDuplicates()
                    .hasSize((int) database.version() - 1);
            reader.assertEveryPollShowed(log);
            assertThat(reader.catalog()).as("fed by deltas").isEqualTo(reader.fromScratch());
            assertThat(database.text("""
                            SELECT count(*) FROM published_products v FULL JOIN catalog_entry e ON e.product_id = v.id
                            WHERE (v.id IS NOT NULL) <> coalesce(e.live, false)
                            """)).as("entries and view, row by row").isEqualTo("0");
        }
    }

    private static void await(List<Future<?>> writers) throws InterruptedException, ExecutionException {
        for (Future<?> writer : writers) {
            writer.get();
        }
    }
}
