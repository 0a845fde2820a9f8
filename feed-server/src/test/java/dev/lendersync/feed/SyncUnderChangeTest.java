package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Outcome;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Snapshot;
import dev.lendersync.protocol.SyncCodec;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P2: while the catalog changes under load, headers and body of each answer are of one committed catalog, never an
/// older one than the reader could know of.
class SyncUnderChangeTest {
    private static final int CHANGES = 40;
    private static final int READERS = 4;

    private final FakeSource source = new FakeSource();
    private final Map<Position, Catalog> committed = new ConcurrentHashMap<>();

    @ParameterizedTest(name = "P2 seed {0}")
    @ValueSource(longs = {1, 2})
    void everyAnswerIsOfOneVersion(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        CatalogHistory start = CatalogHistory.startingAt(Samples.catalog(1, 100));
        commit(start);
        try (SyncServer server = new SyncServer(source);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                SplittableRandom own = random.split();
                readers.add(threads.submit(() -> read(server, own)));
            }
            SplittableRandom writer = random.split();
            CatalogHistory history = start;
            for (int i = 0; i < CHANGES; i++) {
                history = edit(history, writer);
                commit(history);
                server.get("", "Accept-Encoding", "gzip");
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
            }
        }
    }

    private void commit(CatalogHistory history) {
        committed.put(history.catalog().position(), history.catalog());
        source.serve(history);
    }

    private static CatalogHistory edit(CatalogHistory history, SplittableRandom random) {
        long version = history.catalog().position().version() + 1;
        long number = random.nextLong(1, 130);
        boolean delete = random.nextInt(3) == 0;
        Catalog next = history.catalog()
                .with(
                        Samples.at(version),
                        delete ? List.of() : List.of(Samples.product(number, version, "Edit " + version)),
                        delete ? List.of(Samples.id(number)) : List.of());
        return history.advance(next, List.of(Samples.id(number)));
    }

    /// Reads until the last change has arrived.
    private int read(SyncServer server, SplittableRandom random) throws Exception {
        String[] codings = {"identity", "gzip", "br"};
        Catalog mine = Objects.requireNonNull(committed.get(Samples.at(1)));
        int answers = 0;
        while (mine.position().version() < CHANGES + 1) {
            long known =
                    source.served.orElseThrow().history().catalog().position().version();
            boolean delta = random.nextBoolean();
            HttpResponse<byte[]> answer =
                    server.get(delta ? "?since=" + mine.position() : "", "Accept-Encoding", codings[random.nextInt(3)]);
            if (answer.statusCode() == 200) {
                mine = delta ? applied(mine, answer) : taken(answer);
                assertThat(mine).isEqualTo(committed.get(mine.position()));
            } else {
                assertThat(answer.statusCode()).isEqualTo(304);
            }
            assertThat(answer.headers().firstValue("Lender-Sync-Digest"))
                    .contains(mine.digest().toString());
            assertThat(mine.position().version()).isGreaterThanOrEqualTo(known);
            answers++;
        }
        return answers;
    }

    private static Catalog taken(HttpResponse<byte[]> answer) throws Exception {
        Snapshot snapshot = SyncCodec.decodeSnapshot(SyncBodiesTest.decoded(answer));
        assertThat(snapshot.verified()).isTrue();
        assertThat(answer.headers().firstValue("ETag"))
                .contains("\"" + snapshot.catalog().position() + "\"");
        return snapshot.catalog();
    }

    private static Catalog applied(Catalog mine, HttpResponse<byte[]> answer) throws Exception {
        Delta delta = SyncCodec.decodeDelta(SyncBodiesTest.decoded(answer));
        assertThat(delta.from()).isEqualTo(mine.position());
        return switch (mine.apply(delta)) {
            case Outcome.Advanced(var next) -> next;
            case Outcome other -> throw new AssertionError("not applied: " + other);
        };
    }
}
