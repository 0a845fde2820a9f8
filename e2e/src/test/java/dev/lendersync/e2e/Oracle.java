package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/// A whole system under random edits and faults, and SQL as the oracle: two Staff App nodes behind one address, two
/// Client Apps, one that follows the first of these, each looked at all the time.
///
/// After each round, and without help, everybody holds exactly what SQL says, each acknowledged edit is in the
/// database, and nothing was ever shown that was not committed.
final class Oracle implements AutoCloseable {
    private static final int PRODUCTS = 541;
    private static final int EDITS_DURING = 20;
    /// Of faults that take a while to happen: what is edited before a database is put back does not count.
    private static final int EDITS_SINCE = 10;
    private static final Duration CACHED = Duration.ofSeconds(30);

    private final LocalSystem system;
    private final CommitLog log;
    private final List<Watcher> watchers;

    /// What came of one round.
    ///
    /// @param hits how often the fault struck
    /// @param during the edits acknowledged while it did
    record Round(FaultKind kind, long seed, long hits, int during, int edits, long millis) {}

    private Oracle(LocalSystem system, CommitLog log) {
        this.system = system;
        this.log = log;
        this.watchers = system.clients().stream().map(Watcher::of).toList();
    }

    /// @param server its own: it is closed with this
    static Oracle start(PostgresServer server) throws Exception {
        LocalSystem system = LocalSystem.start(server, new LocalSystem.Shape(2, 2, true));
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(2, PRODUCTS));
        }
        CommitLog log = new CommitLog();
        log.rebase(system.database());
        Truth.assertIdenticalEverywhere(system);
        return new Oracle(system, log);
    }

    LocalSystem system() {
        return system;
    }

    /// @param hold how long the fault lasts at least
    Round round(long seed, Duration hold) throws Exception {
        FaultKind kind = FaultKind.ofSeed(seed);
        return round(kind, kind::on, seed, hold);
    }

    /// Makes the fault of a round.
    interface Faults {
        Fault on(Fault.Scene scene, Random random) throws Exception;
    }

    Round round(FaultKind kind, Faults faults, long seed, Duration hold) throws Exception {
        long start = System.nanoTime();
        try (Editor editor = Editor.start(system, seed)) {
            editor.awaitAcknowledged(kind.edits() / 2);
            Fault fault = faults.on(new Fault.Scene(system, editor, log), random(seed));
            int before = editor.acknowledged();
            long struck = System.nanoTime();
            fault.inject();
            int injected = editor.acknowledged();
            Await.until(
                    "edits go on while " + kind + " and it strikes",
                    () -> editor.acknowledged() >= Math.max(before + EDITS_DURING, injected + EDITS_SINCE)
                            && fault.hits() > 0
                            && System.nanoTime() - struck >= hold.toNanos());
            int during = editor.acknowledged() - before;
            fault.heal();
            editor.awaitAcknowledged(Math.max(kind.edits(), before + during + EDITS_DURING));
            int edits = editor.finish();
            assertIdentical();
            assertThat(fault.hits()).as("how often the fault struck").isPositive();
            assertThat(during).as("edits while it did").isPositive();
            return new Round(
                    kind,
                    seed,
                    fault.hits(),
                    during,
                    edits,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    /// The first draws of a plain Random are alike for seeds that are close to each other.
    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    /// One Client App, which nobody follows, stands still while the others go on; in the end all are identical.
    Standstill standstill(Duration hold) throws Exception {
        Standstill standstill = Standstill.of(system, system.clients().get(1), hold);
        assertIdentical();
        return standstill;
    }

    /// Nothing is lost, doubled or different, and nothing ever was.
    private void assertIdentical() throws Exception {
        Truth truth = Truth.assertIdenticalEverywhere(system);
        log.collect(system.database());
        for (Watcher watcher : watchers) {
            watcher.awaitServed();
            watcher.assertAllWasCommitted(log);
        }
        for (LocalSystem.Client client : system.clients()) {
            Await.until(
                    client.cacheFile() + " has the catalog",
                    CACHED,
                    () -> cached(client).equals(Optional.of(truth)));
        }
    }

    /// The snapshot in the first line of its file; the second line is the file's own seal.
    private static Optional<Truth> cached(LocalSystem.Client client) throws IOException {
        if (!Files.exists(client.cacheFile())) {
            return Optional.empty();
        }
        byte[] snapshot = Files.readAllLines(client.cacheFile()).getFirst().getBytes(StandardCharsets.UTF_8);
        return Optional.of(Truth.of(new Http.Answer(200, Map.of(), snapshot)));
    }

    @Override
    public void close() {
        watchers.forEach(Watcher::close);
        system.close();
        system.database().server().close();
        assertThat(AppProcess.running()).as("processes that still run").isZero();
    }
}
