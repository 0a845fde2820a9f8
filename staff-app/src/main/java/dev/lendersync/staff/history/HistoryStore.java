package dev.lendersync.staff.history;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.Page;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The SQL of the history. Blocks.
public final class HistoryStore {
    private static final String COLUMNS = """
            h.id, h.subject, h.subject_id, h.operation, sync.rfc3339(h.at) AS at, h.actor, h.database_user, h.source,
            h.version,
            (CASE h.subject WHEN 'lender' THEN sync.lender_state(h.before) ELSE sync.product_state(h.before) END)::text
                AS before,
            (CASE h.subject WHEN 'lender' THEN sync.lender_state(h.after) ELSE sync.product_state(h.after) END)::text
                AS after
            """;
    private static final String ONE = "SELECT " + COLUMNS + " FROM history h WHERE h.id = $1";
    private static final String STATE_AFTER = """
            SELECT sync.product_state(after)::text AS state FROM history
            WHERE subject = 'lender_product' AND subject_id = $1 AND id = $2 AND after IS NOT NULL
            """;

    private HistoryStore() {}

    /// Newest first.
    static Page.Slice<HistoryEntry> page(SqlClient sql, HistoryFilter filter, Page page) {
        List<Object> parameters = new ArrayList<>();
        String condition = filter.condition(parameters);
        long total = sql.preparedQuery("SELECT count(*) AS total FROM history h WHERE " + condition)
                .execute(Tuple.from(parameters))
                .await()
                .iterator()
                .next()
                .getLong("total");
        parameters.add(page.size());
        parameters.add(page.offset());
        String text = "SELECT " + COLUMNS + " FROM history h WHERE " + condition + " ORDER BY h.id DESC LIMIT $"
                + (parameters.size() - 1) + " OFFSET $" + parameters.size();
        List<HistoryEntry> entries = sql.preparedQuery(text).execute(Tuple.from(parameters)).await().stream()
                .map(HistoryStore::entry)
                .toList();
        return new Page.Slice<>(entries, total);
    }

    /// Whether there ever was such a subject.
    static boolean has(SqlClient sql, String subject, UUID id) {
        return sql.preparedQuery("SELECT 1 FROM history WHERE subject = $1 AND subject_id = $2 LIMIT 1")
                        .execute(Tuple.of(subject, id))
                        .await()
                        .rowCount()
                > 0;
    }

    static Optional<HistoryEntry> find(SqlClient sql, long id) {
        return sql.preparedQuery(ONE).execute(Tuple.of(id)).await().stream()
                .map(HistoryStore::entry)
                .findFirst();
    }

    /// How a product was after a change of it; empty when it has no such change, or was deleted by it.
    public static Optional<JsonNode> stateAfter(SqlClient sql, UUID product, long id) {
        return sql.preparedQuery(STATE_AFTER).execute(Tuple.of(product, id)).await().stream()
                .map(row -> Json.read(row.getString("state")))
                .findFirst();
    }

    private static HistoryEntry entry(Row row) {
        return new HistoryEntry(
                row.getLong("id"),
                row.getString("subject"),
                row.getUUID("subject_id"),
                row.getString("operation"),
                row.getString("at"),
                row.getString("actor"),
                row.getString("database_user"),
                row.getString("source"),
                Optional.ofNullable(row.getLong("version")),
                state(row.getString("before")),
                state(row.getString("after")));
    }

    private static JsonNode state(String json) {
        return json == null ? Json.MAPPER.nullNode() : Json.read(json);
    }
}
