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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the server does when a feature fails in a way that nobody thought of.
@Tag("slow")
class ApiServerTest {
    private static final Route BROKEN = new Route("GET", "/broken", Access.PUBLIC, request -> {
        throw new NoClassDefFoundError("gone");
    });

    @Test
    void anErrorIsAnsweredTooAndLeavesRoomForOthers() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (TestDatabase postgres = TestDatabase.on(TestServers.embedded());
                HttpClient http = HttpClient.newHttpClient()) {
            Database database = new Database(vertx, postgres.options());
            URI address = URI.create("http://127.0.0.1:" + serve(vertx, database) + "/broken");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            // Once more than may run at a time.
            for (int i = 0; i <= ApiServer.MAX_RUNNING; i++) {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
                assertThat(Json.read(answer.body()).path("detail").asString()).doesNotContain("gone");
            }
            database.close().await();
        } finally {
            vertx.close().await();
        }
    }

    private static int serve(Vertx vertx, Database database) throws Exception {
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
