package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.SyncHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a Client App tells browsers, whom it lets in, and what it counts. It is behind a proxy on this machine, and
/// grants one live connection an address.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserRulesTest {
    private static final String[] TLS_PROXY = {
        "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "portal.example.com"
    };

    private final TestStaffApp staff = new TestStaffApp();
    private TestClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        client = TestClient.behind("127.0.0.0/8", staff.url, folder).ready();
    }

    @AfterAll
    void stop() {
        client.close();
        staff.close();
    }

    @Test
    void everyAnswerTellsBrowsersToDoLittleWithIt() {
        for (String path : List.of("/", "/api/freshness", "/api/lender-products", "/healthz", "/api/nothing")) {
            HttpResponse<byte[]> answer = client.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContainPattern("script-src[^;]*unsafe");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as("not over plain HTTP")
                    .isEmpty();
        }
        assertThat(client.get(SyncHeaders.SYNC_PATH).headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
        assertThat(client.get("/", TLS_PROXY).headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    @Test
    void noPageOfAnotherHostMayReadAnything() {
        for (String path : List.of("/", "/api/lender-products", SyncHeaders.SYNC_PATH, SyncHeaders.WEBHOOK_PATH)) {
            for (String method : List.of("GET", "OPTIONS", "POST")) {
                HttpResponse<byte[]> answer = client.send(
                        method,
                        path,
                        new byte[0],
                        "Origin",
                        "https://elsewhere.example.com",
                        "Access-Control-Request-Method",
                        "POST");
                assertThat(answer.headers().map().keySet())
                        .as(method + " " + path)
                        .noneMatch(header -> header.startsWith("access-control"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://portal.example.com, 101",
        "https://elsewhere.example.com, 403",
        "http://portal.example.com, 403",
        "null, 403"
    })
    void onlyItsOwnPagesMayFollow(String origin, int status) {
        assertThat(follow("203.0.113.20", "Origin", origin)).isEqualTo(status);
    }

    /// The second connection from one address is one too many, whatever the sender put before what the proxy added.
    @Test
    void connectionsAreCountedByWhoIsBehindTheProxy() {
        HttpClient http = HttpClient.newHttpClient();
        try {
            assertThat(follow(http, "203.0.113.30")).isEqualTo(101);
            assertThat(follow(http, "198.51.100.1, 203.0.113.30")).isEqualTo(429);
            assertThat(follow(http, "203.0.113.31")).isEqualTo(101);
            // Of IPv6 the network counts.
            assertThat(follow(http, "2001:db8:0:1::1")).isEqualTo(101);
            assertThat(follow(http, "2001:db8:0:1:ffff::2")).isEqualTo(429);
            assertThat(follow(http, "2001:db8:0:2::1")).isEqualTo(101);
        } finally {
            http.shutdownNow();
        }
    }

    private int follow(String address, String... headers) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = follow(http, address, headers);
            http.shutdownNow();
            return status;
        }
    }

    private int follow(HttpClient http, String address, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder()
                .subprotocols("lender-products.v1")
                .header("X-Forwarded-For", address)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "portal.example.com");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        URI uri = URI.create(client.app.url().toString().replaceFirst("http", "ws") + SyncHeaders.LIVE_PATH);
        CompletableFuture<WebSocket> opening = builder.buildAsync(uri, new WebSocket.Listener() {});
        try {
            opening.join();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) Objects.requireNonNull(e.getCause()))
                    .getResponse()
                    .statusCode();
        }
    }

    @Test
    void metricsSayWhatTheReplicaIs() {
        client.get("/api/made/up/4711");
        client.get("/api/freshness");
        HttpResponse<byte[]> answer = client.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "lender_sync_catalog_version "
                                + staff.catalog().position().version() + ".0",
                        "lender_sync_catalog_products 3.0",
                        "lender_sync_replica_age_seconds ",
                        "lender_sync_replica_freshness{state=\"live\"} ",
                        "lender_sync_replica_freshness{state=\"stopped\"} 0.0",
                        "lender_sync_live_connections ",
                        "route=\"/api/freshness\",status=\"200\"",
                        "route=\"none\",status=\"404\"",
                        "jvm_memory_used_bytes")
                .doesNotContain("4711", TestStaffApp.KEY);
        assertThat(client.get("/metrics", TLS_PROXY).statusCode()).isEqualTo(401);
        assertThat(client.get("/metrics", "X-Forwarded-For", "127.0.0.1").statusCode())
                .isEqualTo(401);
        String[] scraper = {"X-Forwarded-For", "203.0.113.9", "Authorization", "Bearer " + TestClient.METRICS_TOKEN};
        assertThat(client.get("/metrics", scraper).statusCode()).isEqualTo(200);
    }
}
