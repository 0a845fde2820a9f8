package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Edits one published product after the other, through SQL and the API in turn, while things die around it. Remembers
/// which edits were acknowledged: those must not be lost.
final class Editor implements AutoCloseable {
    private static final int PAUSE_MILLIS = 25;

    private final LocalSystem system;
    private final String mark;
    // The products to edit, in this order.
    private final List<String> ids;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    // Written by the scheduler's thread, read by any: what each acknowledged edit wrote, by product.
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    // Written by the scheduler's thread.
    private volatile int attempts;

    private Editor(LocalSystem system, String mark, List<String> ids) {
        this.system = system;
        this.mark = mark;
        this.ids = ids;
    }

    /// Begins to make `count` edits.
    ///
    /// @param mark tells this editor's edits from others'
    static Editor start(LocalSystem system, String mark, int count) throws SQLException {
        String published = "SELECT id, '' FROM published_products LIMIT " + count;
        List<String> ids = new ArrayList<>(rows(system.database(), published).keySet());
        assertThat(ids).hasSize(count);
        Editor editor = new Editor(system, mark, ids);
        editor.scheduler.scheduleWithFixedDelay(editor::editNext, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return editor;
    }

    private void editNext() {
        int number = attempts;
        if (number == ids.size()) {
            return;
        }
        String id = ids.get(number);
        String text = mark + " " + number;
        try {
            if (number % 2 == 0 ? editInSql(id, text) : editThroughApi(id, text)) {
                acknowledged.put(id, text);
            }
        } catch (IOException | SQLException e) {
            // What it went through is dead just now. Whether the edit was made is unknown, as for any caller.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        attempts = number + 1;
    }

    private boolean editInSql(String id, String text) throws SQLException {
        return system.database()
                        .execute("UPDATE lender_products SET description = '" + text + "' WHERE id = '" + id + "'")
                == 1;
    }

    private boolean editThroughApi(String id, String text) throws IOException, InterruptedException {
        String path = "/api/lender-products/" + id;
        Http.Answer read = system.call("GET", path, Map.of());
        if (read.status() != 200) {
            return false;
        }
        Map<String, Object> product = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : read.json().properties()) {
            product.put(member.getKey(), member.getValue());
        }
        product.put("description", text);
        return system.call("PUT", path, product, "If-Match", read.header("ETag"))
                        .status()
                == 200;
    }

    /// Waits until this many edits were acknowledged.
    void awaitAcknowledged(int count) throws Exception {
        Await.until(count + " edits are acknowledged", () -> acknowledged.size() >= count);
    }

    /// Waits until all edits were tried, and checks that each acknowledged one is in the database.
    ///
    /// @return how many were acknowledged
    int finish() throws Exception {
        Await.until("all edits are tried", () -> attempts == ids.size());
        Map<String, String> made = rows(system.database(), "SELECT id, coalesce(description, '') FROM lender_products");
        assertThat(made).containsAllEntriesOf(acknowledged);
        return acknowledged.size();
    }

    private static Map<String, String> rows(TestDatabase database, String sql) throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
