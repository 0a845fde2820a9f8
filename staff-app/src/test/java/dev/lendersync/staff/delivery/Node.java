package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.outbound.AllowedNetworks;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// What a Staff App node has of deliveries, on the real database, with PostgreSQL's clock put ahead by the test.
final class Node implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    final Deliveries deliveries;
    /// How often everybody who follows this node live was sent for the whole catalog.
    final AtomicInteger resyncs = new AtomicInteger();

    Node(Fleets fleets, long seed) {
        database = new Database(vertx, fleets.postgres.options());
        deliveries = new Deliveries(
                vertx,
                database,
                fleets.postgres.options(),
                Fleets.secrets(),
                AllowedNetworks.parse("127.0.0.0/8"),
                new Deliveries.Surroundings(
                        InstantSource.system(),
                        () -> fleets.ahead().toMillis(),
                        fleets::nanos,
                        new Random(seed),
                        Backoff.STANDARD));
    }

    Node start(CatalogHistory head) {
        deliveries.start(head, resyncs::incrementAndGet);
        return this;
    }

    void headMoved(CatalogHistory head) {
        deliveries.dispatcher().headMoved(head);
    }

    /// Ends at once: whatever was in flight is broken off, and nothing of it is given back.
    void kill() {
        vertx.close().await();
    }

    @Override
    public void close() {
        deliveries.close().await();
        kill();
    }

    static final Duration LEASE = DeliveryStore.LEASE;
}
