package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Position;
import dev.lendersync.staff.products.ProductStore;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.IntConsumer;

/// Writes what a dry run found, set by set, in the transaction that it is given: all of it or nothing. Blocks.
final class Commit {
    private static final int BATCH = 5_000;
    private static final String SET = " o.import_id = $1 AND o.row > $2 AND o.row <= $3 ";
    private static final String INSERT_LENDERS = """
            INSERT INTO lenders (id, name)
            SELECT l.id, l.name FROM imports i, jsonb_to_recordset(i.new_lenders) AS l (id uuid, name text)
            WHERE i.id = $1
            """;
    private static final String INSERT = "INSERT INTO lender_products (id, " + ProductStore.COLUMNS
            + ") SELECT o.product_id, " + ProductStore.FIELDS
            + " FROM import_outcomes o CROSS JOIN LATERAL jsonb_to_record(o.draft) AS " + ProductStore.RECORD
            + " WHERE o.outcome = 'new' AND" + SET + "ORDER BY o.row";
    private static final String UPDATE = "UPDATE lender_products p SET (" + ProductStore.COLUMNS + ") = (SELECT "
            + ProductStore.FIELDS + " FROM jsonb_to_record(o.draft) AS " + ProductStore.RECORD
            + ") FROM import_outcomes o WHERE o.outcome = 'changed' AND" + SET
            + "AND p.id = o.product_id AND p.revision = o.revision";
    private static final String DROP_DOCUMENTS = """
            DELETE FROM required_documents d USING import_outcomes o
            WHERE o.outcome = 'changed' AND %s AND d.product_id = o.product_id AND NOT EXISTS (
                SELECT FROM jsonb_array_elements(o.draft -> 'requiredDocuments') AS kept WHERE kept ->> 'code' = d.code)
            """.formatted(SET);
    // Only documents that differ are written: writing them all would make a version where nothing changed.
    private static final String KEEP_DOCUMENTS = """
            INSERT INTO required_documents AS kept (product_id, code, required, stage, amount_from)
            SELECT o.product_id, d.code, d.required, d.stage, d."amountFrom"
            FROM import_outcomes o CROSS JOIN LATERAL jsonb_to_recordset(o.draft -> 'requiredDocuments')
                AS d (code text, required boolean, stage text, "amountFrom" numeric)
            WHERE o.outcome IN ('new', 'changed') AND %s
            ON CONFLICT (product_id, code) DO UPDATE
            SET required = excluded.required, stage = excluded.stage, amount_from = excluded.amount_from
            WHERE (kept.required, kept.stage, kept.amount_from)
                IS DISTINCT FROM (excluded.required, excluded.stage, excluded.amount_from)
            """.formatted(SET);
    private static final String COUNT = "SELECT count(*) FILTER (WHERE o.outcome = 'changed') AS changed, count(*) AS n"
            + " FROM import_outcomes o WHERE o.outcome IN ('new', 'changed') AND" + SET;
    private static final String MOVED = """
            SELECT FROM import_outcomes o LEFT JOIN lender_products p ON p.id = o.product_id
            WHERE o.import_id = $1 AND o.outcome = 'unchanged' AND o.product_id IS NOT NULL
                AND p.revision IS DISTINCT FROM o.revision
            LIMIT 1
            """;
    private static final String HEAD =
            "SELECT sync.epoch() || ':' || version AS position FROM catalog_head FOR NO KEY UPDATE";

    /// The catalog, or a product that the dry run looked at, is not as it was then.
    static final class MovedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MovedException() {
            super("the catalog moved since the dry run");
        }
    }

    private Commit() {}

    /// @param seen the position of the dry run
    /// @param progress told how many rows are written
    /// @throws MovedException when it is not the position now; the transaction must end
    static void write(SqlConnection sql, UUID id, int lastRow, Position seen, IntConsumer progress) {
        // Said early, when much work can be saved; what counts is said below, under the lock.
        requireHead(
                query(sql, "SELECT sync.epoch() || ':' || version AS position FROM catalog_head", Tuple.tuple()), seen);
        // Two products may take each other's place.
        ProductStore.compareKeysLater(sql);
        query(sql, INSERT_LENDERS, Tuple.of(id));
        int done = 0;
        for (int from = 0; from < lastRow; from += BATCH) {
            Tuple set = Tuple.of(id, from, from + BATCH);
            Row count = query(sql, COUNT, set).iterator().next();
            query(sql, INSERT, set);
            if (query(sql, UPDATE, set).rowCount() != count.getLong("changed")) {
                throw new MovedException();
            }
            query(sql, DROP_DOCUMENTS, set);
            query(sql, KEEP_DOCUMENTS, set);
            done += count.getLong("n").intValue();
            progress.accept(done);
        }
        // Products are locked first and the head last, as every other write does it, so no two can wait for each other.
        // From here to the commit nobody else changes what clients see.
        sql.query("SET CONSTRAINTS lender_products_natural_key_unique IMMEDIATE")
                .execute()
                .await();
        requireHead(query(sql, HEAD, Tuple.tuple()), seen);
        if (query(sql, MOVED, Tuple.of(id)).size() > 0) {
            throw new MovedException();
        }
    }

    private static void requireHead(RowSet<Row> head, Position seen) {
        if (!head.iterator().next().getString("position").equals(seen.toString())) {
            throw new MovedException();
        }
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
