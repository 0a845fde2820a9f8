package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Outcome;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a Client App shows, in good times and bad.
class ClientServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final TestStaffApp staff = new TestStaffApp();

    @AfterEach
    void stop() {
        staff.close();
    }

    @Test
    void itShowsTheStaffAppsCatalogAndSaysThatItIsLive() throws Exception {
        try (TestClient client = TestClient.start(staff.url, folder).ready()) {
            assertThat(shown(client)).isEqualTo(staff.catalog());
            TestClient.await(
                    "live",
                    () -> client.json("/api/freshness").path("state").asString().equals("live"));
            HttpResponse<byte[]> answer = client.get("/api/freshness");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            JsonNode freshness = client.json("/api/freshness");
            assertThat(freshness.propertyNames()).containsExactly("state", "since", "position", "digest", "ageMillis");
            assertThat(Instant.parse(freshness.path("since").asString())).isNotNull();
            assertThat(freshness.path("position").asString())
                    .isEqualTo(staff.catalog().position().toString());
            assertThat(freshness.path("digest").asString())
                    .isEqualTo(staff.catalog().digest().toString());
            assertThat(freshness.path("ageMillis").asLong()).isBetween(3L, 30_000L);
            assertThat(client.json("/readyz").path("state").asString()).isEqualTo("live");
        }
    }

    @Test
    void itServesDeltasOfWhatItFollowed() throws Exception {
        try (TestClient client = TestClient.start(staff.url, folder).ready()) {
            Catalog first = staff.catalog();
            staff.edit(1);
            client.notify(staff.edit(2).position(), false);
            HttpResponse<byte[]> answer = client.get(SyncHeaders.SYNC_PATH + "?since=" + first.position());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(first.apply(SyncCodec.decodeDelta(answer.body())))
                    .isEqualTo(new Outcome.Advanced(staff.catalog()));
        }
    }

    @Test
    void offlineItServesOnFromDiskAndSaysSo() throws Exception {
        Catalog last = staff.edit(3);
        try (TestClient _ = TestClient.start(staff.url, folder).ready()) {
            // A disk that is busy may need longer than closing waits for it.
            TestClient.await("the catalog is on disk", () -> Files.exists(folder.resolve("catalog.json")));
        }
        staff.goDown();
        try (TestClient client = TestClient.start(staff.url, folder)) {
            assertThat(shown(client)).isEqualTo(last);
            TestClient.await(
                    "offline",
                    () -> client.json("/api/freshness").path("state").asString().equals("offline"));
            assertThat(client.json("/api/freshness").path("reason").asString()).isNotBlank();
            assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(client.json("/readyz").path("state").asString()).isEqualTo("offline");

            staff.goUp();
            Catalog edited = staff.edit(1);
            assertThat(client.notify(edited.position(), false).statusCode()).isEqualTo(200);
            assertThat(shown(client)).isEqualTo(edited);
        }
    }

    @Test
    void withNeitherDiskNorStaffAppItShowsNothingRatherThanAnEmptyCatalog() throws Exception {
        staff.goDown();
        try (TestClient client = TestClient.start(staff.url, folder)) {
            assertThat(client.get(SyncHeaders.SYNC_PATH).statusCode()).isEqualTo(503);
            assertThat(client.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
            JsonNode freshness = client.json("/api/freshness");
            assertThat(freshness.path("position").isNull()).isTrue();
            assertThat(freshness.path("digest").isNull()).isTrue();
            assertThat(freshness.path("ageMillis").isNull()).isTrue();
            assertThat(freshness.path("reason").asString()).isNotBlank();
            assertThat(freshness.path("state").asString()).isIn("catching-up", "offline");
            TestClient.await(
                    "offline",
                    () -> client.json("/api/freshness").path("state").asString().equals("offline"));
            assertThat(client.get(SyncHeaders.SYNC_PATH).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void theCodeListsAreThereWithoutTheStaffApp() throws Exception {
        staff.goDown();
        try (TestClient client = TestClient.start(staff.url, folder)) {
            HttpResponse<byte[]> answer = client.get("/api/reference-data");
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode lists = Json.read(answer.body());
            assertThat(lists.at("/categories/0/code").asString()).isEqualTo("TERM_LOAN");
            assertThat(lists.at("/categories/0").has("aliases")).isFalse();
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(client.get("/api/reference-data", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(client.get("/api/reference-data", "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientAppFollowsAnotherOne() throws Exception {
        try (TestClient relay =
                        TestClient.start(staff.url, folder.resolve("relay")).ready();
                TestClient client = TestClient.start(relay.app.url(), folder.resolve("client"))
                        .ready()) {
            assertThat(shown(client)).isEqualTo(staff.catalog());
            Catalog edited = staff.edit(2);
            // Only the far end is told; asking for the position makes the relay look upstream.
            HttpResponse<byte[]> answer = client.notify(edited.position(), false);
            assertThat(Applied.decode(answer.body())).isEqualTo(Applied.of(edited));
            assertThat(shown(client)).isEqualTo(edited);
            assertThat(client.json("/api/freshness").path("ageMillis").asLong()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aRelayDoesNotKnowThatAPositionDoesNotExist() throws Exception {
        try (TestClient relay = TestClient.start(staff.url, folder).ready()) {
            String ahead = TestStaffApp.EPOCH + ":99";
            int pulls = staff.pulls.size();
            assertThat(relay.get(SyncHeaders.SYNC_PATH + "?since=" + ahead).statusCode())
                    .isEqualTo(503);
            assertThat(relay.get(SyncHeaders.SYNC_PATH, SyncHeaders.AT_LEAST, ahead)
                            .statusCode())
                    .isEqualTo(503);
            assertThat(staff.pulls).hasSizeGreaterThan(pulls);
            staff.goDown();
            assertThat(relay.get(SyncHeaders.SYNC_PATH + "?since=" + ahead).statusCode())
                    .isEqualTo(503);
            assertThat(relay.get(SyncHeaders.SYNC_PATH + "?since=other:1").statusCode())
                    .isEqualTo(410);
            assertThat(shown(relay)).isEqualTo(staff.catalog());
        }
    }

    @ParameterizedTest(name = "P9 {0}")
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void everyWriteIsRefused(String method) throws Exception {
        try (TestClient client = TestClient.start(staff.url, folder).ready()) {
            for (String path : List.of(
                    SyncHeaders.SYNC_PATH, "/api/lender-products", "/api/freshness", "/healthz", "/readyz", "/")) {
                HttpResponse<byte[]> answer =
                        client.send(method, path, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(answer.statusCode()).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
                assertProblem(answer);
            }
            for (String path : List.of("/api/lender-products/1", "/api/lenders", "/x")) {
                HttpResponse<byte[]> answer = client.send(method, path, new byte[0]);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertProblem(answer);
            }
            assertThat(shown(client)).isEqualTo(staff.catalog());
        }
    }

    @Test
    void headAndTheFrontPage() throws Exception {
        try (TestClient client = TestClient.start(staff.url, folder).ready()) {
            for (String path : List.of(SyncHeaders.SYNC_PATH, "/api/freshness", "/healthz", "/readyz", "/")) {
                assertThat(client.send("HEAD", path, new byte[0]).statusCode()).isEqualTo(200);
            }
            assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void itStopsInTimeAndFinishesWhatIsUnderWay() throws Exception {
        staff.setBehind(true);
        TestClient client = TestClient.start(staff.url, folder).ready();
        client.get("/healthz");
        CompletableFuture<HttpResponse<byte[]>> hanging = client.notifyLater(TestStaffApp.at(50), false);
        int pulls = staff.pulls.size();
        TestClient.await("the notice is at work", () -> staff.pulls.size() > pulls);
        long start = System.nanoTime();
        client.app.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        TestClient.await("the hanging request ended", hanging::isDone);
        assertThatThrownBy(() -> client.get("/healthz")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws Exception {
        try (TestClient client = TestClient.start(staff.url, folder.resolve("first"))) {
            URI taken = client.app.url();
            ClientSettings settings = new ClientSettings(
                    "127.0.0.1", taken.getPort(), staff.url, TestStaffApp.KEY, List.of(), folder.resolve("second"));
            assertThatThrownBy(() -> ClientServer.start(
                            settings, InstantSource.fixed(TestClient.NOW), System::nanoTime, new Random(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getPort());
        }
    }

    private static Catalog shown(TestClient client) {
        HttpResponse<byte[]> answer = client.get(SyncHeaders.SYNC_PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        return SyncCodec.decodeSnapshot(answer.body()).catalog();
    }

    private static void assertProblem(HttpResponse<byte[]> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
