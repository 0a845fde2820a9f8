package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What the description of each edited product may be: what was acknowledged last, or was tried since and may have been
/// made. Nobody but one editor writes these descriptions, and each product's by one thread.
final class Ledger {
    private static final int PRODUCTS = 300;
    private static final String UNTOUCHED = "(untouched)";
    private static final String GONE = "(gone)";
    private static final String OUR_PRODUCTS = """
            SELECT id, '' FROM lender_products
            WHERE status = 'PUBLISHED' AND internal_notes IS DISTINCT FROM 'import' ORDER BY id LIMIT %d
            """.formatted(PRODUCTS);

    private static final String DESCRIPTIONS = "SELECT id, coalesce(description, '') FROM lender_products";

    private final String mark;
    private final List<String> products;
    private final Map<String, Set<String>> possible = new ConcurrentHashMap<>();

    Ledger(String mark, List<String> products) {
        this.mark = mark;
        this.products = products;
    }

    /// @param mark begins all that this editor writes, and nothing else
    static Ledger of(TestDatabase database, String mark) throws SQLException {
        List<String> products = List.copyOf(rows(database, OUR_PRODUCTS).keySet());
        assertThat(products).hasSize(PRODUCTS);
        return new Ledger(mark, products);
    }

    String mark() {
        return mark;
    }

    /// The products to edit: one half for each of two threads.
    List<String> half(int which) {
        return which == 0 ? products.subList(0, PRODUCTS / 2) : products.subList(PRODUCTS / 2, PRODUCTS);
    }

    /// About to be written; whether it is, is unknown.
    void tried(String id, String text) {
        possible.computeIfAbsent(id, first -> new HashSet<>(Set.of(UNTOUCHED))).add(text);
    }

    /// Acknowledged.
    void settled(String id, String text) {
        possible.put(id, new HashSet<>(Set.of(text)));
    }

    void triedToDelete(String id) {
        tried(id, GONE);
    }

    void settledAsDeleted(String id) {
        settled(id, GONE);
    }

    /// The database was put back: what it holds of this editor's is what counts from now on.
    void beginAnew(TestDatabase database) throws SQLException {
        beginAnew(rows(database, DESCRIPTIONS));
    }

    void beginAnew(Map<String, String> found) {
        possible.clear();
        found.forEach((id, text) -> {
            if (text.startsWith(mark)) {
                settled(id, text);
            }
        });
    }

    /// The products whose description in the database can't be, with that.
    Map<String, String> lostIn(TestDatabase database) throws SQLException {
        return lostIn(rows(database, DESCRIPTIONS));
    }

    Map<String, String> lostIn(Map<String, String> found) {
        Map<String, String> lost = new TreeMap<>();
        possible.forEach((id, texts) -> {
            String text = found.getOrDefault(id, GONE);
            boolean untouched = texts.contains(UNTOUCHED) && !text.startsWith(mark) && !text.equals(GONE);
            if (!texts.contains(text) && !untouched) {
                lost.put(id, text + " instead of " + texts);
            }
        });
        return lost;
    }

    private static Map<String, String> rows(TestDatabase database, String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
