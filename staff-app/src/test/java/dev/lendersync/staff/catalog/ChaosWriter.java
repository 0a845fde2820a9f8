package dev.lendersync.staff.catalog;

import dev.lendersync.staff.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Writes random transactions, long and short, and logs which version each took and what it wrote.
final class ChaosWriter {
    /// What one transaction wrote: the marks that products carry since.
    ///
    /// @param order among the transactions that held the head's lock
    /// @param version the version that it took, or the head's when what it wrote was hidden by an archived
    ///     lender; then a later version may show it
    private record Entry(long order, boolean took, long version, Map<String, String> marks) {
        boolean isPartOf(long shown) {
            return took ? version <= shown : version < shown;
        }
    }

    /// What all writers did.
    static final class Log {
        private final AtomicLong order = new AtomicLong();
        private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
        private final AtomicInteger deadlocks = new AtomicInteger();

        List<Long> versions() {
            return entries.stream().filter(Entry::took).map(Entry::version).toList();
        }

        int deadlocks() {
            return deadlocks.get();
        }

        /// The mark that a product carries at a version, if it was ever marked by then.
        Optional<String> markAt(String product, long version) {
            return entries.stream()
                    .filter(entry -> entry.isPartOf(version) && entry.marks.containsKey(product))
                    .max(Comparator.comparingLong(Entry::order))
                    .map(entry -> entry.marks.get(product));
        }
    }

    private final TestDatabase database;
    private final Random random;
    private final Log log;
    private final int number;

    ChaosWriter(TestDatabase database, int seed, Log log) {
        this.database = database;
        this.random = new Random(seed);
        this.log = log;
        this.number = seed;
    }

    Void run(int transactions) throws SQLException {
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < transactions; ) {
                if (attempt(connection, sql, number + "-" + i)) {
                    i++;
                }
            }
        }
        return null;
    }

    private boolean attempt(Connection connection, Statement sql, String mark) throws SQLException {
        boolean strict = random.nextInt(6) == 0;
        connection.setTransactionIsolation(
                strict ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
        try {
            long before = head(sql);
            Map<String, String> written = write(sql, mark);
            sql.execute("SET CONSTRAINTS ALL IMMEDIATE");
            boolean took = text(sql, "SELECT coalesce(bool_or(sync.is_own(taken_by, xmin)), false) FROM catalog_head")
                    .equals("t");
            long version = head(sql);
            long order = log.order.incrementAndGet();
            if (took && version <= before) {
                throw new IllegalStateException("the version did not rise");
            }
            connection.commit();
            log.entries.add(new Entry(order, took, version, written));
            return true;
        } catch (SQLException e) {
            connection.rollback();
            switch (String.valueOf(e.getSQLState())) {
                case "40P01" -> log.deadlocks.incrementAndGet();
                case "40001", "23P01" -> {}
                default -> throw e;
            }
            return false;
        }
    }

    private Map<String, String> write(Statement sql, String mark) throws SQLException {
        return switch (random.nextInt(10)) {
            case 0 -> lender(sql, "status = CASE status WHEN 'ACTIVE' THEN 'ARCHIVED' ELSE 'ACTIVE' END");
            case 1 ->
                lender(sql, "name = split_part(name, ' ', 1) || ' ' || split_part(name, ' ', 2) || ' " + mark + "'");
            case 2 -> publish(sql);
            case 3 -> insert(sql, mark);
            case 4 -> document(sql);
            case 5 -> savepoint(sql, mark);
            case 6 -> many(sql, mark);
            default -> mark(sql, product(sql), mark);
        };
    }

    private Map<String, String> lender(Statement sql, String change) throws SQLException {
        sql.execute("UPDATE lenders SET " + change + " WHERE id = (SELECT id FROM lenders ORDER BY id OFFSET "
                + random.nextInt(4) + " LIMIT 1)");
        return Map.of();
    }

    private Map<String, String> publish(Statement sql) throws SQLException {
        sql.execute("UPDATE lender_products SET status = CASE status WHEN 'DRAFT' THEN 'PUBLISHED' ELSE 'DRAFT' END"
                + " WHERE id = (SELECT id FROM lender_products WHERE name LIKE 'Toggled%' ORDER BY id OFFSET "
                + random.nextInt(8) + " LIMIT 1)");
        return Map.of();
    }

    private Map<String, String> insert(Statement sql, String mark) throws SQLException {
        String id = text(
                sql,
                "INSERT INTO lender_products (lender_id, name, category, country, status, fees_note)"
                        + " SELECT id, 'New " + mark + "', 'TERM_LOAN', 'US', 'PUBLISHED', '" + mark
                        + "' FROM lenders ORDER BY id OFFSET " + random.nextInt(4) + " LIMIT 1 RETURNING id");
        return Map.of(id, mark);
    }

    private Map<String, String> document(Statement sql) throws SQLException {
        String product = product(sql);
        if (random.nextBoolean()) {
            sql.execute("INSERT INTO required_documents (product_id, code) VALUES ('" + product
                    + "', 'INVOICES') ON CONFLICT DO NOTHING");
        } else {
            sql.execute("DELETE FROM required_documents WHERE product_id = '" + product + "'");
        }
        return Map.of();
    }

    /// Takes a version, gives it back with a savepoint, and goes on.
    private Map<String, String> savepoint(Statement sql, String mark) throws SQLException {
        String product = product(sql);
        sql.execute("SAVEPOINT s");
        mark(sql, product, mark + " rolled back");
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE");
        sql.execute("ROLLBACK TO SAVEPOINT s");
        sql.execute("SET CONSTRAINTS ALL DEFERRED");
        return mark(sql, product, mark);
    }

    /// A long transaction: several products, in the order of their ids, as any writer of several rows does.
    private Map<String, String> many(Statement sql, String mark) throws SQLException {
        Map<String, String> written = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            written.put(product(sql), mark);
        }
        for (String product : written.keySet()) {
            mark(sql, product, mark);
        }
        return written;
    }

    private static Map<String, String> mark(Statement sql, String product, String mark) throws SQLException {
        sql.execute("UPDATE lender_products SET fees_note = '" + mark + "' WHERE id = '" + product + "'");
        return Map.of(product, mark);
    }

    private String product(Statement sql) throws SQLException {
        return text(
                sql,
                "SELECT id FROM lender_products WHERE name NOT LIKE 'Toggled%' ORDER BY id OFFSET " + random.nextInt(32)
                        + " LIMIT 1");
    }

    private static long head(Statement sql) throws SQLException {
        return Long.parseLong(text(sql, "SELECT version FROM catalog_head"));
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
