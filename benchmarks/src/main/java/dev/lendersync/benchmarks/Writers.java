package dev.lendersync.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Connections that each change products of their own, one per transaction, as fast as they can.
final class Writers implements AutoCloseable {
    /// Never the value that is there: that would be no change, and cost next to nothing.
    private static final String UPDATE = """
            UPDATE lender_products SET rate_max = CASE WHEN rate_max < 100 THEN rate_max + 0.01 ELSE 10 END WHERE id = ?
            """;

    private final List<Connection> connections;
    private final List<UUID> products;

    private Writers(List<Connection> connections, List<UUID> products) {
        this.connections = connections;
        this.products = products;
    }

    static Writers connect(CatalogDatabase database, int count) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(database.connect());
        }
        List<UUID> products = new ArrayList<>();
        try (Statement statement = connections.getFirst().createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM lender_products ORDER BY id")) {
            while (rows.next()) {
                products.add(rows.getObject(1, UUID.class));
            }
        }
        return new Writers(connections, products);
    }

    double commitsPerSecond(Duration duration) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + duration.toNanos();
        long[] commits = new long[connections.size()];
        AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(connections.size());
        for (int writer = 0; writer < connections.size(); writer++) {
            int mine = writer;
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    commits[mine] = write(mine, end);
                } catch (SQLException e) {
                    failure.set(e);
                } finally {
                    running.countDown();
                }
            });
        }
        running.await();
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return java.util.Arrays.stream(commits).sum() / ((System.nanoTime() - begun) / 1e9);
    }

    private long write(int writer, long end) throws SQLException {
        long count = 0;
        try (PreparedStatement update = connections.get(writer).prepareStatement(UPDATE)) {
            int at = writer;
            while (System.nanoTime() < end) {
                update.setObject(1, products.get(at));
                if (update.executeUpdate() != 1) {
                    throw new SQLException("product " + products.get(at) + " is gone");
                }
                at += connections.size();
                at = at < products.size() ? at : writer;
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
