package dev.lendersync.replica.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lendersync.replica.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Limits and manners of the real transport.
@Timeout(60)
class HttpTransportTest {
    private static final int MAX = 10_000;

    private final CountDownLatch trickling = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private HttpTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/base/plain/", exchange -> {
            try (exchange) {
                byte[] body = new byte[size(exchange.getRequestURI())];
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body);
            }
        });
        server.createContext("/base/gzip/", exchange -> {
            try (exchange) {
                byte[] body = zipped(size(exchange.getRequestURI()));
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.createContext("/base/echo", exchange -> {
            try (exchange) {
                String said = exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + exchange.getRequestHeaders().getFirst("X-Test") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                byte[] body = said.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("X-Answer", "yes");
                exchange.sendResponseHeaders(418, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.createContext("/base/trickle", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                trickling.countDown();
                Await.until(() -> !written(exchange));
                ended.countDown();
            }
        });
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        transport = new HttpTransport(url("/base/"), "lsk_key", false, Optional.empty(), MAX);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
    }

    @Test
    void sendsKeyHeadersAndBodyBelowTheBasePath() {
        Response response = transport
                .send(Request.post("/echo", Map.of("X-Test", "1"), new byte[] {'{', '}'}, Duration.ofSeconds(20)))
                .join();
        assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("POST Bearer lsk_key 1 {}");
        assertThat(response.status()).isEqualTo(418);
        assertThat(response.header("x-answer")).contains("yes");
    }

    @Test
    void aBodyOfTheLargestSizeIsRead() {
        assertThat(get("/plain/" + MAX).join().body()).hasSize(MAX);
        assertThat(get("/gzip/" + MAX).join().body()).hasSize(MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain/10001", "/gzip/10001", "/gzip/5000000"})
    void p10ALargerOneIsRefused(String path) {
        assertThatThrownBy(get(path)::join).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void cancellingEndsAnExchangeWhoseBodyNeverEnds() {
        HttpTransport patient = new HttpTransport(url("/base"), "lsk_key", false, Optional.empty());
        CompletableFuture<Response> endless = patient.send(Request.get("/trickle", Map.of(), Duration.ofSeconds(30)));
        Await.until(() -> trickling.getCount() == 0);
        assertThat(ended.getCount()).isEqualTo(1);
        endless.cancel(true);
        Await.until(() -> ended.getCount() == 0);
        patient.close();
    }

    /// The client's own timeout ends with the headers, here too.
    @Test
    void closingEndsAHandshakeWhoseRefusalNeverEnds() {
        Live live = transport.open(new LiveRequest("/trickle", "v1", MAX), NOBODY);
        Await.until(() -> trickling.getCount() == 0);
        assertThat(ended.getCount()).isEqualTo(1);
        live.close();
        Await.until(() -> ended.getCount() == 0);
    }

    private static final LiveListener NOBODY = new LiveListener() {
        @Override
        public void received(String text) {}

        @Override
        public void ended(String reason, Optional<Duration> retryAfter) {}
    };

    private static boolean written(HttpExchange exchange) {
        try {
            exchange.getResponseBody().write(new byte[512]);
            exchange.getResponseBody().flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "http:///path",
                "//host",
                "http://user:pw@host",
                "http://host?x",
                "http://host#x",
                "mailto:a@b"
            })
    void anUnusableUrlIsRefused(String url) {
        assertThatThrownBy(() -> new HttpTransport(URI.create(url), "lsk_key", false, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://staff.example, false",
        "HTTP://10.0.0.1:8080, false",
        "http://127.0.0.1.example, false",
        "http://[2001:db8::1], false",
        "http://localhost:8080, true",
        "http://127.0.0.1, true",
        "http://[::1]:8080/x, true",
        "https://staff.example, true"
    })
    void aKeyIsSentToOthersOverTlsOnly(String url, boolean sent) {
        URI staff = URI.create(url);
        new HttpTransport(staff, "lsk_key", true, Optional.empty()).close();
        if (sent) {
            new HttpTransport(staff, "lsk_key", false, Optional.empty()).close();
        } else {
            assertThatThrownBy(() -> new HttpTransport(staff, "lsk_key", false, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowPlainHttp()")
                    .hasMessageNotContaining("lsk_key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "é"})
    void anUnusableKeyIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> new HttpTransport(URI.create("http://host"), key, true, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API key must be 1 to 1,000 visible ASCII characters");
    }

    private CompletableFuture<Response> get(String path) {
        return transport.send(Request.get(path, Map.of(), Duration.ofSeconds(20)));
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static int size(URI uri) {
        return Integer.parseInt(uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1));
    }

    private static byte[] zipped(int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[size]);
        }
        return out.toByteArray();
    }
}
