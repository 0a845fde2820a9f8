package dev.lendersync.staff.lenders;

import dev.lendersync.protocol.Json;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The SQL of lenders. JSON in the words of the API goes in and comes out. Blocks.
final class LenderStore {
    private static final String COLUMNS = "name, website, contact_name, contact_email, contact_phone, notes, status";
    private static final String VALUES = """
            SELECT x.name, x.website, x."contactName", x."contactEmail", x."contactPhone", x.notes, x.status
            FROM jsonb_to_record($1::text::jsonb) AS x (
                name text, website text, "contactName" text, "contactEmail" text, "contactPhone" text, notes text,
                status text)
            """;
    private static final String INSERT = "INSERT INTO lenders (" + COLUMNS + ") " + VALUES + " RETURNING id";
    private static final String UPDATE =
            "UPDATE lenders SET (" + COLUMNS + ") = (" + VALUES + ") WHERE id = $2 AND revision = $3 RETURNING id";

    private LenderStore() {}

    static UUID insert(SqlClient sql, String draft) {
        return query(sql, INSERT, Tuple.of(draft)).iterator().next().getUUID("id");
    }

    /// Writes a lender that is still at `revision`; false when it is not, or is gone.
    static boolean update(SqlClient sql, UUID id, long revision, String draft) {
        return query(sql, UPDATE, Tuple.of(draft, id, revision)).rowCount() > 0;
    }

    static void setStatus(SqlClient sql, UUID id, String status) {
        query(sql, "UPDATE lenders SET status = $2 WHERE id = $1", Tuple.of(id, status));
    }

    static void delete(SqlClient sql, UUID id) {
        query(sql, "DELETE FROM lenders WHERE id = $1", Tuple.of(id));
    }

    static Optional<ObjectNode> find(SqlClient sql, UUID id) {
        return one(query(sql, "SELECT lender::text AS lender FROM staff_lenders WHERE id = $1", Tuple.of(id)));
    }

    /// As [#find], and keeps others from changing it until the transaction ends.
    static Optional<ObjectNode> lock(SqlClient sql, UUID id) {
        query(sql, "SELECT id FROM lenders WHERE id = $1 FOR UPDATE", Tuple.of(id));
        return find(sql, id);
    }

    /// The lender whose name has the same key.
    static Optional<ObjectNode> namesake(SqlClient sql, String name) {
        return one(query(sql, """
                SELECT s.lender::text AS lender FROM lenders l JOIN staff_lenders s ON s.id = l.id
                WHERE l.name_key = sync.name_key($1)
                """, Tuple.of(name)));
    }

    static long products(SqlClient sql, UUID id) {
        return total(query(sql, "SELECT count(*) AS total FROM lender_products WHERE lender_id = $1", Tuple.of(id)));
    }

    /// All lenders, for a look at their names; at most 5,000.
    static List<ObjectNode> names(SqlClient sql) {
        return query(
                        sql,
                        "SELECT lender::text AS lender FROM staff_lenders ORDER BY name COLLATE \"C\", id LIMIT 5000",
                        Tuple.tuple())
                .stream()
                .map(LenderStore::lender)
                .toList();
    }

    private static long total(RowSet<Row> rows) {
        return rows.iterator().next().getLong("total");
    }

    private static Optional<ObjectNode> one(RowSet<Row> rows) {
        return rows.stream().map(LenderStore::lender).findFirst();
    }

    private static ObjectNode lender(Row row) {
        return (ObjectNode) Json.read(row.getString("lender"));
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
