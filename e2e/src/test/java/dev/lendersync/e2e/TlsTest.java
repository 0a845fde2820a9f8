package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Json;
import dev.lendersync.replica.Freshness;
import dev.lendersync.replica.LenderProducts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Both apps over TLS, with a certificate that no public authority signed.
@Tag("slow")
class TlsTest {
    private static final String TOKEN = "lst_" + "t".repeat(40);
    private static final String PASSWORD = "a long enough pass phrase 41";

    private static PemFiles pem;
    private static AppProcess staff;
    private static AppProcess client;
    private static String clientKey;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tls-");
        pem = PemFiles.make(home);
        http = HttpClient.newBuilder().sslContext(pem.trusted()).build();
        PostgresServer postgres = PostgresServer.shared();
        staff = app(
                "staff-app",
                home,
                Map.of(
                        "DATABASE_URL", TestDatabase.create(postgres).uri(postgres.port()),
                        "SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]),
                        "STAFF_ADMIN_TOKEN", TOKEN,
                        "ADMIN_PASSWORD", PASSWORD,
                        "STAFF_DATA_DIR", home.resolve("staff").toString()),
                "STAFF_PORT");
        awaitReady(staff);
        clientKey = Json.read(send(
                                staff,
                                "POST",
                                "/api/clients",
                                Json.write(Map.of("name", "c", "baseUrl", "https://c.example")),
                                "Authorization",
                                "Bearer " + TOKEN)
                        .body())
                .path("apiKey")
                .asString();
        client = app(
                "client-app",
                home,
                Map.of(
                        "STAFF_API_URL", url(staff),
                        "STAFF_API_KEY", clientKey,
                        "STAFF_CA", pem.certificate().toString(),
                        "CLIENT_DATA_DIR", home.resolve("client").toString()),
                "CLIENT_PORT");
        awaitReady(client);
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (staff != null) {
            staff.close();
        }
        if (http != null) {
            http.close();
        }
    }

    private static AppProcess app(String name, Path home, Map<String, String> more, String portVariable)
            throws IOException {
        int port = LocalSystem.freePort();
        Map<String, String> environment = new HashMap<>(more);
        environment.put(portVariable, Integer.toString(port));
        environment.put("TLS_CERT", pem.certificate().toString());
        environment.put("TLS_KEY", pem.key().toString());
        AppProcess app = new AppProcess(
                AppProcess.java("256m", "-jar", LocalSystem.jar(name)),
                home,
                environment,
                home.resolve(name + ".log"),
                port);
        app.start();
        return app;
    }

    private static String url(AppProcess app) {
        return app.url().replaceFirst("http:", "https:");
    }

    private static void awaitReady(AppProcess app) throws Exception {
        Await.until(url(app) + " is ready", () -> {
            assertThat(app.isAlive()).as(app.output()).isTrue();
            try {
                return send(app, "GET", "/readyz", new byte[0]).statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static HttpResponse<byte[]> send(AppProcess app, String method, String path, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(app) + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void aBrowserLogsInOverHttp2AndGetsACookieForThisHostAndTlsOnly() throws Exception {
        byte[] login = Json.write(Map.of("email", "admin@localhost", "password", PASSWORD));
        HttpResponse<byte[]> answer = send(staff, "POST", "/api/session", login, "Origin", url(staff));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-lender_sync=")
                .contains("; Secure");
        assertThat(send(staff, "POST", "/api/session", login, "Origin", staff.url())
                        .statusCode())
                .as("from a page that came over plain HTTP")
                .isEqualTo(403);
    }

    /// Over HTTP/1.1 the connection is closed then, by a header that HTTP/2 forbids.
    @Test
    void overHttp2TooMuchIsRefusedAsOverHttp1() throws Exception {
        HttpResponse<byte[]> answer =
                send(staff, "POST", "/api/lenders", new byte[(1 << 20) + 1], "Authorization", "Bearer " + TOKEN);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Json.read(answer.body()).path("type").asString()).endsWith("too-large");
    }

    @Test
    void aClientAppFollowsLiveAndServesOverTls() throws Exception {
        Await.until(
                "it is live",
                () -> Json.read(send(client, "GET", "/api/freshness", new byte[0])
                                .body())
                        .path("state")
                        .asString()
                        .equals("live"));
        Await.until(
                "it follows by WebSocket",
                () -> new String(send(staff, "GET", "/metrics", new byte[0]).body(), StandardCharsets.UTF_8)
                        .matches("(?s).*lender_sync_live_connections [1-9].*"));
        HttpResponse<byte[]> page = send(client, "GET", "/", new byte[0]);
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(page.statusCode()).isEqualTo(200);
    }

    @Test
    void withoutTheAuthorityItIsSaidWhatIsWrong() throws Exception {
        try (LenderProducts stranger =
                LenderProducts.connect(url(staff), clientKey).start()) {
            Await.until("it says so", () -> stranger.freshness().reason().isPresent());
            Freshness freshness = stranger.freshness();
            assertThat(freshness.reason())
                    .contains("The Staff App cannot be reached over TLS: its certificate is signed by an authority that"
                            + " is not trusted here");
        }
        try (LenderProducts friend = LenderProducts.connect(url(staff), clientKey)
                .certificateAuthority(pem.certificate())
                .open()) {
            assertThat(friend.catalog().products()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsSaidToBe() throws Exception {
        try (LenderProducts misled = LenderProducts.connect(url(staff).replace("127.0.0.1", "localhost"), clientKey)
                .certificateAuthority(pem.certificate())
                .start()) {
            Await.until("it says so", () -> misled.freshness().reason().isPresent());
            assertThat(misled.freshness().reason().orElseThrow()).endsWith("its certificate is for another host");
        }
    }

    /// A browser has one connection for all of its windows over HTTP/2, and each may have logged in as somebody else.
    @Test
    void ofThoseThatShareAConnectionEachEndsWithItsOwnCredentials() throws Exception {
        JsonNode first = token("first");
        JsonNode second = token("second");
        HttpClient shared = HttpClient.newBuilder().sslContext(pem.trusted()).build();
        try {
            InputStream screen = events(shared, first);
            events(shared, second);
            send(
                    staff,
                    "DELETE",
                    "/api/tokens/" + first.path("id").asString(),
                    new byte[0],
                    "Authorization",
                    "Bearer " + TOKEN);
            assertThatThrownBy(screen::readAllBytes).isInstanceOf(IOException.class);
        } finally {
            shared.shutdownNow();
        }
    }

    private static InputStream events(HttpClient shared, JsonNode token) throws Exception {
        HttpResponse<InputStream> opened = shared.send(
                HttpRequest.newBuilder(URI.create(url(staff) + "/api/staff/events"))
                        .header("Authorization", "Bearer " + token.path("token").asString())
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return opened.body();
    }

    private static JsonNode token(String name) throws Exception {
        return Json.read(send(
                        staff,
                        "POST",
                        "/api/tokens",
                        Json.write(Map.of("name", name, "role", "viewer")),
                        "Authorization",
                        "Bearer " + TOKEN)
                .body());
    }
}
