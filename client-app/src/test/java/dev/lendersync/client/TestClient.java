package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.LiveLimits;
import dev.lendersync.feed.listen.ForwardedBy;
import dev.lendersync.feed.listen.Listening;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// A Client App in this process, and a way to talk to it.
final class TestClient implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final WebhookSecret SECRET = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    static final WebhookSecret NEXT_SECRET = WebhookSecret.parse("whsec_plJ3nmyCDGBKInavdOK15jsl");

    static final String METRICS_TOKEN = "for-prometheus-only";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final ClientServer app;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private TestClient(ClientServer app) {
        this.app = app;
    }

    static TestClient start(URI staffUrl, Path dataDir) throws IOException {
        return start(staffUrl, dataDir, NOW, SECRET, NEXT_SECRET);
    }

    static TestClient start(URI staffUrl, Path dataDir, Instant now, WebhookSecret... secrets) throws IOException {
        return start(new ClientSettings("127.0.0.1", 0, staffUrl, TestStaffApp.KEY, List.of(secrets), dataDir), now);
    }

    /// One that the Staff App does not know.
    static TestClient withKey(String key, URI staffUrl, Path dataDir) throws IOException {
        return start(new ClientSettings("127.0.0.1", 0, staffUrl, key, List.of(SECRET), dataDir), NOW);
    }

    /// One whose catalog pages of another host may read.
    static TestClient start(URI staffUrl, Path dataDir, String allowedOrigin) throws IOException {
        return start(
                new ClientSettings(
                        "127.0.0.1",
                        0,
                        staffUrl,
                        TestStaffApp.KEY,
                        List.of(),
                        dataDir,
                        LiveLimits.DEFAULT,
                        HttpLimits.DEFAULT,
                        Set.of(allowedOrigin),
                        Listening.PLAIN,
                        Optional.empty()),
                NOW);
    }

    /// One behind proxies of these networks.
    static TestClient behind(String proxies, URI staffUrl, Path dataDir) throws IOException {
        return start(
                new ClientSettings(
                        "127.0.0.1",
                        0,
                        staffUrl,
                        TestStaffApp.KEY,
                        List.of(),
                        dataDir,
                        LiveLimits.DEFAULT.withConnections(100, 100, 1),
                        HttpLimits.DEFAULT,
                        Set.of(),
                        new Listening(
                                Optional.empty(),
                                false,
                                TrustedProxies.parse(proxies, ForwardedBy.X_FORWARDED),
                                Optional.of(METRICS_TOKEN)),
                        Optional.empty()),
                NOW);
    }

    private static TestClient start(ClientSettings settings, Instant now) throws IOException {
        return new TestClient(ClientServer.start(settings, InstantSource.fixed(now), System::nanoTime, new Random(1)));
    }

    /// Waits until the app has pulled its first catalog.
    TestClient ready() {
        await("ready", () -> get("/readyz").statusCode() == 200);
        return this;
    }

    URI url() {
        return app.url();
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    JsonNode json(String path) {
        return Json.read(get(path).body());
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        return sendLater(method, path, body, headers).join();
    }

    CompletableFuture<HttpResponse<byte[]>> sendLater(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(app.url().resolve(path))
                .timeout(Duration.ofSeconds(15))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /// Posts a notice, signed as the Staff App signs it.
    HttpResponse<byte[]> notify(Position position, boolean force) {
        return notifyLater(position, force).join();
    }

    CompletableFuture<HttpResponse<byte[]>> notifyLater(Position position, boolean force) {
        byte[] body = new WebhookNotice(NOW, position, Digest.EMPTY, force, List.of(), false).encode();
        return sendLater("POST", SyncHeaders.WEBHOOK_PATH, body, signature(SECRET, "msg_1", NOW, body));
    }

    static String[] signature(WebhookSecret secret, String id, Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        return new String[] {
            SyncHeaders.WEBHOOK_ID, id,
            SyncHeaders.WEBHOOK_TIMESTAMP, Long.toString(seconds),
            SyncHeaders.WEBHOOK_SIGNATURE, secret.sign(id, seconds, body)
        };
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        app.close();
        http.close();
    }
}
