package dev.lendersync.feed.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.feed.Doorkeeper;
import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.PageOrigin;
import dev.lendersync.feed.RequestRates;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A server over TLS whose files are looked at every 20 ms.
class TlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static PemFiles first;
    private static PemFiles second;
    private static TlsFiles served;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        first = PemFiles.make(folder, "first", "EC");
        second = PemFiles.make(folder, "second", "RSA");
        served = new TlsFiles(folder.resolve("served.crt"), folder.resolve("served.key"));
        serve(first.certificate(), first.key());
        Listening listening = new Listening(Optional.of(served), false, TrustedProxies.NONE, Optional.empty());
        HttpServer server = listening.server(VERTX, new HttpServerOptions(), LOOK);
        port = server.requestHandler(TlsTest::answer)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    private static void answer(HttpServerRequest request) {
        Sender sender = TrustedProxies.NONE.sender(request);
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.toWebSocket().onSuccess(socket -> socket.handler(socket::write));
            return;
        }
        SecurityHeaders.put(request.response(), sender);
        request.response().end(request.version() + " own=" + PageOrigin.isOwn(request, sender));
    }

    private static void serve(Path certificate, Path key) throws IOException {
        Files.copy(certificate, served.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(key, served.key(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(PemFiles.trusting(first, second))
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, String host, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/"))
                .timeout(PATIENCE);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// The certificate that a new connection is shown.
    private static X509Certificate shown(String... protocols) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) PemFiles.trusting(first, second).getSocketFactory().createSocket("127.0.0.1", port)) {
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /// To Vert.x it is no connection before HTTP/2's first settings are there.
    @Test
    void whoSaysNothingOverHttp2IsCounted() throws Exception {
        HttpLimits limits = new HttpLimits(100, 100, 100, 1, 1, Duration.ofSeconds(60), Duration.ofSeconds(30));
        RequestRates rates = new RequestRates(limits, System::nanoTime);
        Doorkeeper doorkeeper = new Doorkeeper(VERTX, limits, rates, TrustedProxies.NONE, System::nanoTime);
        Listening listening = new Listening(Optional.of(served), false, TrustedProxies.NONE, Optional.empty());
        Promise<HttpServer> guarded = Promise.promise();
        VERTX.getOrCreateContext()
                .runOnContext(_ -> doorkeeper
                        .guard(listening.server(VERTX, new HttpServerOptions(), LOOK), TlsTest::answer)
                        .listen(0, "127.0.0.1")
                        .onComplete(guarded));
        int door = guarded.future().await(10, TimeUnit.SECONDS).actualPort();
        List<SSLSocket> callers = new ArrayList<>();
        try {
            SSLSocket asks = silent(door, "http/1.1");
            callers.add(asks);
            asks.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(asks.getInputStream().read()).isNotNegative();
            // A hundred wait to be told that they are too many; the rest ends at once.
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 120; i++) {
                            callers.add(silent(door, "h2"));
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(callers).hasSizeBetween(100, 102);
        } finally {
            for (SSLSocket caller : callers) {
                caller.close();
            }
        }
    }

    private static SSLSocket silent(int door, String protocol) throws Exception {
        SSLSocket socket =
                (SSLSocket) PemFiles.trusting(first, second).getSocketFactory().createSocket("127.0.0.1", door);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void awaitShown(PemFiles expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!shown().equals(expected.parsed())) {
            assertThat(System.nanoTime() - deadline).as("the new one is shown").isNegative();
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_2, HTTP_2", "HTTP_1_1, HTTP_1_1"})
    void theClientChoosesTheProtocol(HttpClient.Version asked, String spoken) throws Exception {
        try (HttpClient client = client(asked)) {
            assertThat(get(client, "127.0.0.1").body()).startsWith(spoken);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void newProtocolsAreSpoken(String protocol) throws Exception {
        assertThat(shown(protocol)).isNotNull();
    }

    @Test
    void oldOnesAreNot() {
        assertThat(served.read().options().getEnabledSecureTransportProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        assertThat(served.read().applyTo(new HttpServerOptions()).getEnabledSecureTransportProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    /// Browsers name the host in another way over HTTP/2.
    @ParameterizedTest
    @CsvSource({
        "HTTP_2, https://127.0.0.1:%d, true",
        "HTTP_1_1, https://127.0.0.1:%d, true",
        "HTTP_2, http://127.0.0.1:%d, false",
        "HTTP_2, https://127.0.0.1, false",
        "HTTP_2, https://other.example:%d, false",
        "HTTP_2, null, false",
        "HTTP_2, https:::, false"
    })
    void pagesThatCameOverTlsAreOwn(HttpClient.Version version, String origin, boolean own) throws Exception {
        try (HttpClient client = client(version)) {
            assertThat(get(client, "127.0.0.1", "Origin", origin.formatted(port))
                            .body())
                    .endsWith("own=" + own);
        }
    }

    @Test
    void localhostIsNotToldToStayWithTls() throws Exception {
        try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
            assertThat(get(client, "localhost").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void aRenewedCertificateIsTakenUpWithoutARestart() throws Exception {
        serve(first.certificate(), first.key());
        awaitShown(first);
        HttpClient client = client(HttpClient.Version.HTTP_2);
        try {
            WebSocket before = client.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://127.0.0.1:" + port), new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS);
            // The certificate without its key, as when a tool writes one after the other.
            Files.copy(second.certificate(), served.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(served.key(), "half written");
            LockSupport.parkNanos(LOOK.multipliedBy(5).toNanos());
            assertThat(shown()).as("what can't be used changes nothing").isEqualTo(first.parsed());
            Files.copy(second.key(), served.key(), StandardCopyOption.REPLACE_EXISTING);
            awaitShown(second);
            assertThat(get(client, "localhost").body()).as("as before").startsWith("HTTP_2");
            before.sendText("still there?", true).get(20, TimeUnit.SECONDS);
            assertThat(before.isOutputClosed()).isFalse();
        } finally {
            client.shutdownNow();
        }
    }
}
