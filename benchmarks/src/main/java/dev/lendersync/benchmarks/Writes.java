package dev.lendersync.benchmarks;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/// What versions and history cost those who write: commits of the same one-row UPDATE a second, and the time of an
/// INSERT of 50,000 rows, with our triggers and without any; taken by turns, so that all suffer the same disturbances.
final class Writes {
    private static final Path POSTGRES_15 = Path.of("/usr/lib/postgresql/15");
    private static final int ROUNDS = 25;
    private static final Duration TURN = Duration.ofMillis(400);
    private static final int MANY_WRITERS = 8;
    private static final int BULK_ROUNDS = 3;
    private static final int BULK_ROWS = 50_000;

    private final CatalogDatabase ours;
    private final CatalogDatabase bare;

    private Writes(CatalogDatabase ours, CatalogDatabase bare) {
        this.ours = ours;
        this.bare = bare;
    }

    static void run(Path migrations) throws Exception {
        Path folder = Files.createTempDirectory("lender-sync-benchmark");
        SecureRandom random = new SecureRandom();
        var embedded = EmbeddedPostgresConfig.in(folder.resolve("18"), random);
        measure("PostgreSQL 18", embedded, migrations);
        if (Files.isDirectory(POSTGRES_15)) {
            var installed =
                    EmbeddedPostgresConfig.in(folder.resolve("15"), random).withBinaries(POSTGRES_15);
            measure("PostgreSQL 15", installed, migrations);
        }
    }

    private static void measure(String what, EmbeddedPostgresConfig config, Path migrations) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(config)) {
            System.out.println(what);
            Writes writes = new Writes(
                    CatalogDatabase.create(server, "ours", migrations),
                    CatalogDatabase.create(server, "bare", migrations).withoutTriggers());
            writes.bulk();
            writes.commits();
        }
    }

    private void commits() throws SQLException, InterruptedException {
        double[] one = new double[ROUNDS];
        double[] oneBare = new double[ROUNDS];
        double[] many = new double[ROUNDS];
        double[] toBare = new double[ROUNDS];
        double[] toOne = new double[ROUNDS];
        try (Writers bareWriter = Writers.connect(bare, 1);
                Writers writer = Writers.connect(ours, 1);
                Writers writers = Writers.connect(ours, MANY_WRITERS)) {
            for (int round = -1; round < ROUNDS; round++) {
                int at = Math.max(round, 0);
                oneBare[at] = bareWriter.commitsPerSecond(TURN);
                one[at] = writer.commitsPerSecond(TURN);
                many[at] = writers.commitsPerSecond(TURN);
                toBare[at] = one[at] / oneBare[at];
                toOne[at] = many[at] / one[at];
            }
        }
        System.out.printf(
                Locale.ROOT,
                "  commits a second: %s by one writer, %s without triggers: ratio %s%n"
                        + "  %s by %d writers: ratio to one %s%n",
                Spread.of(one),
                Spread.of(oneBare),
                Spread.of(toBare),
                Spread.of(many),
                MANY_WRITERS,
                Spread.of(toOne));
    }

    private void bulk() throws SQLException, IOException {
        double[] seconds = new double[BULK_ROUNDS];
        double[] bareSeconds = new double[BULK_ROUNDS];
        for (int round = 0; round < BULK_ROUNDS; round++) {
            bareSeconds[round] = bulkSeconds(bare);
            seconds[round] = bulkSeconds(ours);
        }
        System.out.printf(
                Locale.ROOT,
                "  INSERT of %d rows: %s s, %s s without triggers%n",
                BULK_ROWS,
                Spread.of(seconds),
                Spread.of(bareSeconds));
    }

    /// In a fresh copy, so that no round pays for the one before.
    private static double bulkSeconds(CatalogDatabase database) throws SQLException {
        CatalogDatabase fresh = database.copy("bulk");
        try (Connection connection = fresh.connect();
                Statement statement = connection.createStatement()) {
            long begun = System.nanoTime();
            statement.execute(CatalogDatabase.products("Bulk product", BULK_ROWS));
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            fresh.drop();
        }
    }
}
