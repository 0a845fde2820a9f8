package dev.lendersync.feed.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private static final String TOKEN = "a token of 16 or more".replace(' ', '-');

    /// Neither paths nor methods that somebody makes up become labels.
    @Test
    void requestsAreTimedByRouteMethodAndStatus() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Vertx vertx = Vertx.vertx();
        try (Metrics metrics = new Metrics(nanos::get);
                HttpClient http = HttpClient.newHttpClient()) {
            int port = vertx.createHttpServer()
                    .requestHandler(request -> {
                        if ("/metrics".equals(request.path())) {
                            // On this event loop, so after those answers have been counted.
                            request.response().end(metrics.text());
                            return;
                        }
                        metrics.time(request, Metrics.NO_ROUTE);
                        metrics.time(request, "/things/{id}");
                        nanos.addAndGet(Duration.ofMillis(30).toNanos());
                        request.response().setStatusCode(418).end("short");
                    })
                    .listen(0, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS)
                    .actualPort();
            for (String method : new String[] {"GET", "HEAD", "BREW", "BREW2"}) {
                send(http, method, "http://127.0.0.1:" + port + "/things/4711?x=secret");
            }
            String text = send(http, "GET", "http://127.0.0.1:" + port + "/metrics");
            assertThat(text)
                    .contains(count("GET", 1), count("HEAD", 1), count("other", 2))
                    .contains("lender_sync_http_requests_seconds_bucket{method=\"GET\",route=\"/things/{id}\","
                            + "status=\"418\",le=\"0.025\"} 0")
                    .contains("lender_sync_http_requests_seconds_bucket{method=\"GET\",route=\"/things/{id}\","
                            + "status=\"418\",le=\"0.1\"} 1")
                    .contains("jvm_memory_used_bytes", "process_uptime_seconds", "jvm_threads_live_threads")
                    .doesNotContain("BREW", "4711", "secret", "\"none\"");
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    /// What the library is asked to count it may forget.
    @Test
    void aCounterCountsOnAfterGarbageWasCollected() {
        AtomicLong things = new AtomicLong(1);
        try (Metrics metrics = new Metrics(System::nanoTime)) {
            metrics.counter("things", "Things", things::doubleValue);
            metrics.gauge("level", "A level", things::doubleValue);
            assertThat(metrics.text()).contains("things_total 1.0", "level 1.0");
            System.gc();
            things.set(2);
            assertThat(metrics.text()).contains("things_total 2.0", "level 2.0");
        }
    }

    private static String send(HttpClient http, String method, String url) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Duration.ofSeconds(20))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String count(String method, int times) {
        return "lender_sync_http_requests_seconds_count{method=\"" + method
                + "\",route=\"/things/{id}\",status=\"418\"} " + times;
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', '', true",
        "0:0:0:0:0:0:0:1, '', '', true",
        "192.0.2.1, '', '', false",
        "127.0.0.1, '', X-Forwarded-For, false",
        "127.0.0.1, '', Forwarded, false",
        "192.0.2.1, Bearer a-token-of-16-or-more, '', true",
        "127.0.0.1, Bearer a-token-of-16-or-more, Forwarded, true",
        "192.0.2.1, Bearer a-token-of-16-or-mor, '', false",
        "192.0.2.1, a-token-of-16-or-more, '', false"
    })
    void onlyThisMachineAndWhoKnowsTheTokenReads(String address, String given, String header, boolean reads) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (!given.isEmpty()) {
            headers.set("Authorization", given);
        }
        if (!header.isEmpty()) {
            headers.set(header, "for=127.0.0.1");
        }
        MetricsReaders readers = new MetricsReaders(Optional.of(TOKEN));
        assertThat(readers.refusal(address, headers).isEmpty()).isEqualTo(reads);
        assertThat(readers.toString()).doesNotContain(TOKEN);
    }

    @Test
    void withoutATokenNobodyElseReads() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Authorization", "Bearer ");
        assertThat(new MetricsReaders(Optional.empty()).refusal("192.0.2.1", headers))
                .isPresent();
    }
}
