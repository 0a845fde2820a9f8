package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a Staff App counts, and what it tells browsers with every answer.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {
    private static final Pattern LABEL = Pattern.compile("[a-z_]+=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningStaff staff;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder);
    }

    @AfterAll
    void stop() throws SQLException {
        http.close();
        staff.close();
    }

    private String metrics() throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(staff.url() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatAnOperatorAsksFor() throws Exception {
        Reply lender = staff.createLender("Counted");
        Reply product = staff.call(
                "POST",
                "/api/lender-products",
                RunningStaff.product(lender, "Counted").put("status", "PUBLISHED"));
        assertThat(product.status()).isEqualTo(201);
        Reply client = staff.call("POST", "/api/clients", Map.of("name", "c", "baseUrl", "http://127.0.0.1:9"));
        assertThat(client.status()).isEqualTo(201);
        staff.call("GET", "/api/lender-products/" + product.text("id"));
        staff.call("GET", "/api/nothing/here");
        staff.call("GET", "/api/lender-products/sync");

        String version = product.text("position").replaceFirst(".*:", "");
        String text = metrics();
        assertThat(text)
                .contains(
                        "lender_sync_catalog_version " + version + ".0",
                        "lender_sync_catalog_products 1.0",
                        "lender_sync_live_connections 0.0",
                        "lender_sync_audit_repairs_total 0.0",
                        "lender_sync_clients{state=\"proven\"} 0.0",
                        "lender_sync_webhooks_total{outcome=\"applied\"}",
                        "lender_sync_webhooks_total{outcome=\"failed\"}",
                        "route=\"/api/lender-products/{id}\",status=\"200\"",
                        "route=\"/api/lender-products/sync\",status=\"200\"",
                        "route=\"none\",status=\"404\"",
                        "jvm_memory_used_bytes");
        assertThat(text)
                .containsPattern("lender_sync_clients\\{state=\"behind\"} [12]\\.0")
                // The mirror looks once a second, and the answer takes a moment.
                .containsPattern("lender_sync_mirror_age_seconds \\d\\.");
        assertThat(text)
                .as("nothing that somebody chose, nothing secret")
                .doesNotContain(
                        "nothing/here",
                        product.text("id"),
                        client.text("id"),
                        client.text("apiKey"),
                        RunningStaff.TOKEN,
                        "127.0.0.1");
        assertThat(LABEL.matcher(text).results().map(label -> label.group(1)).distinct())
                .as("labels have few values")
                .hasSizeLessThan(150);
    }

    /// Its webhooks go to networks that are not allowed here, so each one fails.
    @Test
    void webhooksAreCountedByOutcome() throws Exception {
        staff.call("POST", "/api/clients", Map.of("name", "d", "baseUrl", "http://127.0.0.1:9"));
        Pattern failed = Pattern.compile("lender_sync_webhooks_total\\{outcome=\"failed\"} [1-9]");
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!failed.matcher(metrics()).find()) {
            assertThat(System.nanoTime() - deadline).as("a webhook failed").isNegative();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void everyAnswerTellsBrowsersToDoLittleWithIt() throws Exception {
        for (String path : List.of("/", "/api/lenders", "/api/session", "/healthz", "/api/nothing", "/openapi.yaml")) {
            Reply reply = staff.call("GET", path);
            assertThat(reply.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContainPattern("script-src[^;]*unsafe");
            assertThat(reply.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(reply.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(reply.headers().firstValue("Strict-Transport-Security"))
                    .as("not over plain HTTP")
                    .isEmpty();
        }
        assertThat(staff.call("GET", "/api/lender-products/sync").headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
    }

    @Test
    void noPageOfAnotherHostMayReadAnything() throws Exception {
        String[] origin = {"Origin", "https://elsewhere.example.com"};
        for (String path : List.of("/", "/api/lenders", "/api/lender-products/sync", "/api/session")) {
            for (String method : List.of("GET", "OPTIONS")) {
                Reply reply = staff.send(staff.request(method, path, RunningStaff.TOKEN, new byte[0])
                        .headers(origin)
                        .header("Access-Control-Request-Method", "PUT"));
                assertThat(reply.headers().map().keySet())
                        .as(method + " " + path)
                        .noneMatch(header -> header.startsWith("access-control"));
            }
        }
    }

    /// 426 says that the credentials were taken, and a WebSocket is wanted.
    @Test
    void aTicketIsGoodOnce() throws Exception {
        String ticket = staff.call("POST", "/api/lender-products/live/ticket").text("ticket");
        String path = "/api/lender-products/live?ticket=" + ticket;
        assertThat(staff.send(staff.request("GET", path, "", new byte[0])).status())
                .isEqualTo(426);
        assertThat(staff.send(staff.request("GET", path, "", new byte[0])).status())
                .isEqualTo(401);
    }
}
