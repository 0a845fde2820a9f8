package dev.lendersync.staff.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.RequestRates;
import dev.lendersync.feed.StaticFiles;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.LiveTickets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the server does when a feature fails in a way that nobody thought of.
@Tag("slow")
class ApiServerTest {
    private static final Route BROKEN = new Route("GET", "/broken", Access.PUBLIC, request -> {
        throw new NoClassDefFoundError("gone");
    });

    private final Vertx vertx = Vertx.vertx();
    private TestDatabase postgres;
    private Database database;
    private int port;

    @BeforeEach
    void start() throws Exception {
        postgres = TestDatabase.on(TestServers.embedded());
        database = new Database(vertx, postgres.options());
        port = serve();
    }

    @AfterEach
    void stop() throws Exception {
        database.close().await();
        vertx.close().await();
        postgres.close();
    }

    @Test
    void anErrorIsAnsweredTooAndLeavesRoomForOthers() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/broken"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            // Once more than may run at a time.
            for (int i = 0; i <= ApiServer.MAX_RUNNING; i++) {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
                assertThat(Json.read(answer.body()).path("detail").asString()).doesNotContain("gone");
            }
        }
    }

    /// The fuzzer found the second.
    @ParameterizedTest
    @ValueSource(strings = {"*", "*?search=x", "broken"})
    void aTargetThatIsNoPathIsAProblem(String target) throws Exception {
        HttpClientAgent http = vertx.createHttpClient();
        JsonNode problem = http.request(HttpMethod.POST, port, "127.0.0.1", target)
                .compose(HttpClientRequest::send)
                .compose(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.getHeader("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
                    return answer.body();
                })
                .map(body -> Json.read(body.getBytes()))
                .await();
        assertThat(problem.path("detail").asString()).isEqualTo("The request is not well-formed.");
    }

    private int serve() throws Exception {
        Authenticator authenticator = new Authenticator(database, InstantSource.system(), System::nanoTime);
        ApiServer server = new ApiServer(
                vertx,
                authenticator,
                new LiveTickets(System::nanoTime, new SecureRandom()),
                new Followers(authenticator),
                new Idempotency(vertx, database, NoSeal.NONE),
                List.of(BROKEN),
                List.of(),
                StaticFiles.read(ApiServerTest.class.getClassLoader(), "nowhere"),
                TrustedProxies.NONE,
                new Metrics(System::nanoTime),
                new RequestRates(HttpLimits.DEFAULT, System::nanoTime));
        return vertx.createHttpServer()
                .requestHandler(server)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    /// Nothing is kept here.
    private enum NoSeal implements Idempotency.Seal {
        NONE;

        @Override
        public byte[] close(byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(byte[] closed) {
            return closed;
        }

        @Override
        public byte[] fingerprint(byte[] plain) {
            return plain;
        }
    }
}
