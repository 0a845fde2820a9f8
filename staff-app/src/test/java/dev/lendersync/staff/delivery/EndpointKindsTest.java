package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.outbound.RawServer;
import dev.lendersync.staff.outbound.RawServer.Talk;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The dispatcher among endpoints that break in every way that one can.
@Tag("slow")
class EndpointKindsTest {
    private final Fleets fleets = new Fleets();
    private final CountDownLatch testOver = new CountDownLatch(1);
    private final RawServer trap = new RawServer(connection -> {});
    private final Map<UUID, RawServer> endpoints = new LinkedHashMap<>();
    private final Map<UUID, Pattern> words = new LinkedHashMap<>();

    EndpointKindsTest() throws SQLException, IOException {}

    @AfterEach
    void stop() throws SQLException {
        testOver.countDown();
        fleets.close();
        endpoints.values().forEach(RawServer::close);
        trap.close();
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private void endless(Socket connection, String first, String again, long everyMillis) throws Exception {
        say(connection, first);
        while (!testOver.await(everyMillis, TimeUnit.MILLISECONDS)) {
            say(connection, again);
        }
    }

    /// @param logged what staff read of it
    private void register(String logged, Talk talk) throws Exception {
        RawServer endpoint = new RawServer(talk);
        UUID client = fleets.register(endpoint.url("http").resolve("portal"));
        endpoints.put(client, endpoint);
        words.put(client, Pattern.compile(logged));
    }

    private void registerAll() throws Exception {
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
        byte[] garbage = new byte[40_000];
        new Random(1).nextBytes(garbage);
        register("no complete answer within 10 s", connection -> testOver.await());
        register("no complete answer within 10 s", connection -> endless(connection, ok, "x", 100));
        register(
                "the connection broke: .*|the connection was closed before the answer was complete",
                connection -> connection.setSoLinger(true, 0));
        register("the connection was closed before the answer was complete", connection -> say(connection, ok + "x"));
        register(
                "the endpoint answered 301, a redirect; these are not followed",
                connection -> say(
                        connection,
                        "HTTP/1.1 301 Moved Permanently\r\nLocation: " + trap.url("http")
                                + "\r\nContent-Length: 0\r\n\r\n"));
        register("the answer is longer than 16384 bytes", connection -> {
            String chunk = "400\r\n" + "x".repeat(1_024) + "\r\n";
            endless(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk, 1);
        });
        register(
                "the answer is not HTTP|the answer's headers are longer .*|the connection .*",
                connection -> connection.getOutputStream().write(garbage));
        register(
                "the endpoint answered 500",
                connection -> say(connection, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
    }

    private String log(UUID client, String column) {
        return fleets.text("SELECT coalesce((SELECT " + column + " FROM delivery_attempt WHERE client_id = '" + client
                + "' ORDER BY ended_at, id LIMIT 1), '')");
    }

    @Test
    @DisplayName("P8 endpoints of every broken kind delay nobody, and each is logged in words")
    void everyKindHurtsNobodyElseAndIsLoggedInWords() throws Exception {
        TestEndpoint healthy = fleets.register((exchange, notice, n) -> TestEndpoint.apply(exchange, notice));
        registerAll();
        Node node = fleets.node(history(1));
        for (int version = 2; version <= 3; version++) {
            fleets.await(healthy, "accepted", "e1:" + (version - 1));
            node.headMoved(history(version));
        }
        fleets.await(healthy, "accepted", "e1:3");
        // The others may take a moment longer than the healthy one to break.
        Await.until(
                () -> fleets.text("SELECT count(*) FROM client_delivery WHERE lease IS NOT NULL AND failures = 0")
                        .equals("2"),
                "two of them still hang");
        for (UUID client : endpoints.keySet()) {
            Await.until(() -> !log(client, "outcome").isEmpty(), words.get(client) + " ended");
        }

        assertThat(endpoints.keySet()).allSatisfy(client -> {
            assertThat(log(client, "outcome")).isEqualTo("FAILED");
            assertThat(log(client, "error")).matches(words.get(client));
        });
        assertThat(fleets.log(healthy)).allMatch(entry -> entry.startsWith("APPLIED"));
        assertThat(trap.connections()).as("a redirect is not followed").isZero();
    }
}
