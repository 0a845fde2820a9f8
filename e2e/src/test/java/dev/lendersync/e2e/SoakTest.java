package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rounds of all faults for as long as is wanted: `./test soak -Dsoak.minutes=20`. Each round may be had again with the
/// seed in the report: `-Dseed=N`.
@Tag("soak")
class SoakTest {
    private static final Path POSTGRES_15 = Path.of("/usr/lib/postgresql/15");
    /// Most faults are short. Some outlast every patience that there is: a silent feed is left after 30 s, and nobody
    /// is live when PostgreSQL was silent for as long.
    private static final int MOSTLY_SECONDS = 5;
    private static final int LONGEST_SECONDS = 45;
    private static final int ONE_IN = 4;
    private static final Duration STANDSTILL = Duration.ofMinutes(1);
    private static final long SEEDS = 1_000_000;
    /// `./test` prints it at its end.
    private static final Path REPORT = Path.of("target", "soak-report.txt");

    @Test
    @DisplayName("P2 P3 P4 P6 P7 whatever fails, for so many minutes")
    void roundAfterRound() throws Exception {
        Duration wanted = Duration.ofMinutes(Long.getLong("soak.minutes", 20));
        Long only = Long.getLong("seed");
        long seed = only == null ? new SecureRandom().nextLong(SEEDS) : only;
        Report report = new Report();
        try (Oracle oracle = Oracle.start(PostgresServer.start())) {
            long start = System.nanoTime();
            do {
                long next = seed++;
                report.begins(next);
                report.ended(oracle.round(next, hold(next)));
            } while (only == null && System.nanoTime() - start < wanted.toNanos());
        } finally {
            // Also of what failed.
            Files.writeString(REPORT, report + System.lineSeparator());
        }
        assertThat(report.rounds()).isPositive();
    }

    private static Duration hold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Duration.ofSeconds(random.nextInt(random.nextInt(ONE_IN) == 0 ? LONGEST_SECONDS : MOSTLY_SECONDS));
    }

    @Test
    @DisplayName("P8 P4 a Client App held at SIGSTOP for a minute delays nobody, and is whole within 2 s of SIGCONT")
    void aMinuteOfStandstill() throws Exception {
        try (Oracle oracle = Oracle.start(PostgresServer.start())) {
            Standstill standstill = oracle.standstill(STANDSTILL);
            System.out.println(standstill);
            assertThat(standstill).matches(Standstill::passed);
        }
    }

    @Test
    @DisplayName("P4 all data is restored into a new cluster with pg_dump")
    void restoredFromADump() throws Exception {
        Path bin = POSTGRES_15.resolve("bin");
        assumeTrue(Files.isExecutable(bin.resolve("pg_dump")), "PostgreSQL 15 is not installed");
        long seed = Long.getLong("seed", new Random().nextLong(SEEDS));
        try (Oracle oracle = Oracle.start(PostgresServer.start(POSTGRES_15))) {
            System.out.println(oracle.round(
                    FaultKind.RESTORE,
                    (scene, random) ->
                            new Restore(scene, () -> PostgresServer.start(POSTGRES_15), new DumpTransfer(bin)),
                    seed,
                    Duration.ZERO));
        }
    }
}
