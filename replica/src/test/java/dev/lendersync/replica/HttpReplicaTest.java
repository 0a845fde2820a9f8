package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole replica over real HTTP, with the JDK's server as Staff App.
@Timeout(60)
class HttpReplicaTest {
    private final HttpStaffApp app = new HttpStaffApp(catalog(5));

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        app.close();
    }

    private LenderProducts.Builder replica() {
        return LenderProducts.connect(app.url(), HttpStaffApp.KEY).cacheFile(folder.resolve("data/catalog.json"));
    }

    @Test
    void opensFollowsAndReports() throws Exception {
        try (LenderProducts products = replica().open()) {
            assertThat(products.catalog()).isEqualTo(catalog(5));
            assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
            assertThat(products.ageMillis().orElseThrow()).isBetween(20L, 10_000L);
            app.staff().commitNext();
            assertThat(get(products.refresh(at(6)))).isEqualTo(catalog(6));
            assertThat(app.pulls()).endsWith("/api/lender-products/sync?since=e1:5");
            assertThat(get(products.refresh())).isEqualTo(catalog(6));
            String report = new String(Applied.of(catalog(6)).encode(), StandardCharsets.UTF_8);
            Await.until(() -> app.reports().contains(report));
        }
    }

    @Test
    void aDeletionAndAnEmptyCatalogArrive() throws Exception {
        try (LenderProducts products = replica().open()) {
            Catalog emptied = app.staff()
                    .commit(
                            java.util.List.of(),
                            IntStream.rangeClosed(1, 5).mapToObj(Catalogs::id).toList());
            assertThat(get(products.refresh())).isEqualTo(emptied);
            assertThat(products.catalog().size()).isZero();
        }
    }

    @Test
    void p6AHistoryThatBeganAnewIsTakenWhole() throws Exception {
        try (LenderProducts products = replica().open()) {
            Catalog restored = catalog(new Position(Catalogs.OTHER_EPOCH, 2));
            app.staff().restore(restored);
            assertThat(get(products.refresh())).isEqualTo(restored);
            assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
        }
    }

    @Test
    void p3AVersionFallsOnlyAfterA410() throws Exception {
        try (LenderProducts products = replica().open()) {
            app.staff().restore(catalog(3));
            assertThatThrownBy(() -> get(products.refreshFully())).isInstanceOf(StaffAppUnavailableException.class);
            assertThat(products.catalog()).isEqualTo(catalog(5));
            assertThat(get(products.refresh())).isEqualTo(catalog(3));
        }
    }

    @Test
    void p7ADigestThatIsNotOursIsAnsweredWithASnapshot() throws Exception {
        try (LenderProducts products = replica().open()) {
            Catalog forked = Catalog.of(at(5), java.util.List.of(Catalogs.product(1, 5, "another")));
            app.staff().restore(forked);
            assertThat(get(products.refresh())).isEqualTo(forked);
            assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
        }
    }

    @Test
    void aFullRefreshTakesASnapshotAtAnUnchangedPosition() throws Exception {
        try (LenderProducts products = replica().open()) {
            assertThat(get(products.refreshFully())).isEqualTo(catalog(5));
            assertThat(app.pulls()).endsWith("/api/lender-products/sync");
        }
    }

    /// A misbehaviour, and a word of the reason that the replica gives for being offline.
    record Misbehaviour(String name, String word, HttpStaffApp.Fault fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Misbehaviour> misbehaviours() {
        byte[] snapshot = SyncCodec.encode(catalog(6));
        byte[] half = Arrays.copyOf(snapshot, snapshot.length / 2);
        return Stream.of(
                new Misbehaviour("500", "500", exchange -> exchange.sendResponseHeaders(500, -1)),
                new Misbehaviour("401", "the API key was refused", exchange -> exchange.sendResponseHeaders(401, -1)),
                new Misbehaviour("403", "the API key was refused", exchange -> exchange.sendResponseHeaders(403, -1)),
                new Misbehaviour("redirect", "redirect", exchange -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                }),
                new Misbehaviour(
                        "garbage", "protocol", exchange -> HttpStaffApp.send(exchange, 200, new byte[] {1, 2, 3})),
                new Misbehaviour(
                        "HTML",
                        "protocol",
                        exchange -> HttpStaffApp.send(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8))),
                new Misbehaviour(
                        "a snapshot cut short", "protocol", exchange -> HttpStaffApp.send(exchange, 200, half)),
                new Misbehaviour("a body shorter than announced", "reached", exchange -> {
                    exchange.sendResponseHeaders(200, snapshot.length);
                    exchange.getResponseBody().write(half);
                }),
                new Misbehaviour("gzip cut short", "reached", exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    byte[] zipped = HttpStaffApp.gzip(snapshot);
                    HttpStaffApp.sendRaw(exchange, Arrays.copyOf(zipped, zipped.length - 9));
                }),
                new Misbehaviour("an unknown encoding", "reached", exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "br");
                    HttpStaffApp.sendRaw(exchange, snapshot);
                }),
                new Misbehaviour("304 without digest", "Digest", exchange -> exchange.sendResponseHeaders(304, -1)),
                new Misbehaviour("304 with half a digest", "Digest", exchange -> {
                    exchange.getResponseHeaders().set(SyncHeaders.DIGEST, "00ff");
                    exchange.sendResponseHeaders(304, -1);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misbehaviours")
    void p6AMisbehavingStaffAppTakesNothingAway(Misbehaviour misbehaviour) throws Exception {
        try (LenderProducts products = replica().open()) {
            app.misbehave(misbehaviour.fault);
            assertThatThrownBy(() -> get(products.refresh()))
                    .isInstanceOf(StaffAppUnavailableException.class)
                    .hasMessageContaining(misbehaviour.word)
                    .hasMessageNotContaining(HttpStaffApp.KEY);
            assertThat(products.catalog()).isEqualTo(catalog(5));
            assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
            app.behave();
            Await.until(() -> products.freshness() instanceof Freshness.Live);
        }
    }

    @Test
    void p7AWrongDigestTwiceInARowIsReportedNotLoopedOn() throws Exception {
        try (LenderProducts products = replica().open()) {
            String honest = new String(SyncCodec.encode(catalog(6)), StandardCharsets.UTF_8);
            byte[] wrong = honest.replace(catalog(6).digest().toString(), Digest.EMPTY.toString())
                    .getBytes(StandardCharsets.UTF_8);
            app.misbehave(exchange -> HttpStaffApp.send(exchange, 200, wrong));
            int before = app.pulls().size();
            assertThatThrownBy(() -> get(products.refreshFully())).isInstanceOf(StaffAppUnavailableException.class);
            assertThat(app.pulls()).hasSize(before + 2);
            assertThat(products.freshness()).isInstanceOf(Freshness.Stopped.class);
            assertThat(products.catalog()).isEqualTo(catalog(5));
            app.behave();
            assertThat(get(products.refresh())).isEqualTo(catalog(5));
            assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
        }
    }

    @Test
    void concurrentCallsDuringASlowPullShareTheNextOne() throws Exception {
        try (LenderProducts products = replica().open()) {
            CountDownLatch go = new CountDownLatch(1);
            app.misbehave(exchange -> {
                awaitQuietly(go);
                app.serve(exchange);
            });
            int before = app.pulls().size();
            CompletableFuture<Catalog> running = products.refresh();
            Await.until(() -> app.pulls().size() == before + 1);
            var calls = IntStream.range(0, 200)
                    .parallel()
                    .mapToObj(_ -> products.refresh())
                    .toList();
            app.staff().commitNext();
            go.countDown();
            get(running);
            for (CompletableFuture<Catalog> call : calls) {
                assertThat(get(call)).isEqualTo(catalog(6));
            }
            assertThat(app.pulls()).hasSize(before + 2);
        }
    }

    @Test
    void startsFromDiskWhileTheStaffAppIsDown() {
        try (LenderProducts products = replica().open()) {
            assertThat(products.catalog()).isEqualTo(catalog(5));
            // A disk that is busy may need longer than closing waits for it.
            Await.until(() -> Files.exists(folder.resolve("data/catalog.json")));
        }
        app.close();
        try (LenderProducts products = replica().open()) {
            assertThat(products.catalog()).isEqualTo(catalog(5));
            Await.until(() -> products.freshness() instanceof Freshness.Offline);
            assertThat(products.ageMillis()).isEmpty();
        }
    }

    @Test
    void openSaysWhyThereIsNoCatalog() {
        app.misbehave(exchange -> exchange.sendResponseHeaders(401, -1));
        LenderProducts.Builder builder = replica().openTimeout(Duration.ofSeconds(3));
        assertThatThrownBy(builder::open)
                .isInstanceOf(StaffAppUnavailableException.class)
                .hasMessageContaining("3000 ms")
                .hasMessageContaining("the API key was refused");
        try (LenderProducts products = builder.start()) {
            assertThat(products.latest()).isEmpty();
            Await.until(() -> products.freshness() instanceof Freshness.Offline);
            app.behave();
            Await.until(() -> products.latest().isPresent());
        }
    }

    private static Catalog get(CompletableFuture<Catalog> future) throws Exception {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
