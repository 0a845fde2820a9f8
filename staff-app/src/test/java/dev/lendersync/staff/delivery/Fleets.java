package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.delivery.TestEndpoint.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javax.crypto.spec.SecretKeySpec;

/// A database with clients, their endpoints on loopback, and the nodes that tell them.
final class Fleets implements AutoCloseable {
    final TestDatabase postgres;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<LongSupplier> nanos = new AtomicReference<>(System::nanoTime);
    private final List<TestEndpoint> endpoints = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    Fleets() throws SQLException {
        postgres = TestDatabase.on(TestServers.embedded());
    }

    static WebhookSecrets secrets() {
        return new WebhookSecrets(new SecretBox(new SecretKeySpec(new byte[32], "AES"), new Random(1)), new Random(1));
    }

    Duration ahead() {
        return ahead.get();
    }

    /// PostgreSQL's clock, as the nodes see it, jumps.
    void pass(Duration time) {
        ahead.updateAndGet(time::plus);
        nodes.forEach(node -> node.deliveries.dispatcher().wake());
    }

    /// The nodes' own clock.
    long nanos() {
        return nanos.get().getAsLong();
    }

    /// The nodes' own clock stands still, so that nothing comes too late for being slow.
    void stopClock() {
        long now = System.nanoTime();
        nanos.set(() -> now);
    }

    /// It goes on, and jumps.
    void goOn(Duration ahead) {
        nanos.set(() -> System.nanoTime() + ahead.toNanos());
    }

    Node node(CatalogHistory head) {
        Node node = new Node(this, nodes.size() + 1L).start(head);
        nodes.add(node);
        return node;
    }

    void forget(Node node) {
        nodes.remove(node);
    }

    List<TestEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    TestEndpoint register(Behaviour behaviour) throws IOException, SQLException {
        TestEndpoint endpoint = new TestEndpoint(endpoints.size(), InstantSource.system(), behaviour);
        endpoints.add(endpoint);
        register(endpoint.clientId(), endpoint.baseUrl(), endpoint.secret());
        return endpoint;
    }

    /// A client whose endpoint is somebody else's.
    UUID register(URI baseUrl) throws SQLException {
        UUID client = UUID.nameUUIDFromBytes(baseUrl.toString().getBytes(StandardCharsets.US_ASCII));
        register(client, baseUrl.toString(), WebhookSecret.of(new byte[32]));
        return client;
    }

    private void register(UUID client, String baseUrl, WebhookSecret secret) throws SQLException {
        postgres.run(
                "INSERT INTO client (id, name, base_url) VALUES ('" + client + "', 'C" + endpoints.size() + "', '"
                        + baseUrl + "')",
                "INSERT INTO client_delivery (client_id) VALUES ('" + client + "')");
        store(client, secret);
        nodes.forEach(node -> node.deliveries.dispatcher().wake());
    }

    private void store(UUID client, WebhookSecret secret) throws SQLException {
        try (Connection connection = postgres.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO client_webhook_secret (client_id, encrypted) VALUES (?, ?)")) {
            insert.setObject(1, client);
            insert.setBytes(2, secrets().encrypt(client, secret));
            insert.execute();
        }
    }

    /// Another secret; the one before is good for some time yet.
    void rotate(TestEndpoint endpoint, WebhookSecret next, Duration overlap) throws SQLException {
        postgres.run("UPDATE client_webhook_secret SET expires_at = now() + interval '" + overlap.toMillis()
                + " ms' WHERE client_id = '" + endpoint.clientId() + "'");
        store(endpoint.clientId(), next);
    }

    /// A column of the client's state.
    String state(TestEndpoint endpoint, String column) {
        return text("SELECT " + column + " FROM client_delivery WHERE client_id = '" + endpoint.clientId() + "'");
    }

    void await(TestEndpoint endpoint, String column, String value) throws InterruptedException {
        Await.until(() -> state(endpoint, column).equals(value), column + " is " + value);
    }

    /// The client's log, oldest first: outcome, position and attempt.
    List<String> log(TestEndpoint endpoint) {
        try {
            return postgres.texts("SELECT outcome || ' ' || position || ' ' || attempt FROM delivery_attempt"
                    + " WHERE client_id = '" + endpoint.clientId() + "' ORDER BY ended_at, id");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String sql) {
        try {
            return postgres.text(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        nodes.forEach(Node::close);
        endpoints.forEach(TestEndpoint::close);
        postgres.close();
    }
}
