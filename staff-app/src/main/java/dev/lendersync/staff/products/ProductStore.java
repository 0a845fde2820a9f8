package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The SQL of lender products. JSON in the words of the API goes in and comes out. Blocks.
public final class ProductStore {
    /// The columns that staff write, in the order of [#FIELDS].
    public static final String COLUMNS = """
            lender_id, name, category, country, regions_excluded, amount_min, amount_max, rate_kind, rate_type,
            rate_index, rate_min, rate_max, term_min_months, term_max_months, min_credit_score,
            min_months_in_business, min_monthly_revenue, requires_receivables, funds_purposes, industries_excluded,
            description, fees_note, commission_percent, internal_notes, status
            """;
    /// The same as members of a draft's JSON, which [#RECORD] makes of it.
    public static final String FIELDS = """
            x."lenderId", x.name, x.category, x.country, x."regionsExcluded", x."amountMin", x."amountMax",
            x."rateKind", x."rateType", x."rateIndex", x."rateMin", x."rateMax", x."termMinMonths",
            x."termMaxMonths", x."minCreditScore", x."minMonthsInBusiness", x."minMonthlyRevenue",
            x."requiresReceivables", x."fundsPurposes", x."industriesExcluded", x.description, x."feesNote",
            x."commissionPercent", x."internalNotes", x.status
            """;
    /// Follows `jsonb_to_record(…) AS`.
    public static final String RECORD = """
            x ("lenderId" uuid, name text, category text, country text, "regionsExcluded" text[],
               "amountMin" numeric, "amountMax" numeric, "rateKind" text, "rateType" text, "rateIndex" text,
               "rateMin" numeric, "rateMax" numeric, "termMinMonths" int, "termMaxMonths" int,
               "minCreditScore" int, "minMonthsInBusiness" int, "minMonthlyRevenue" numeric,
               "requiresReceivables" boolean, "fundsPurposes" text[], "industriesExcluded" text[],
               description text, "feesNote" text, "commissionPercent" numeric, "internalNotes" text, status text)
            """;
    private static final String VALUES = "SELECT " + FIELDS + " FROM jsonb_to_record($1::text::jsonb) AS " + RECORD;
    private static final String INSERT = "INSERT INTO lender_products (" + COLUMNS + ") " + VALUES + " RETURNING id";
    private static final String UPDATE = "UPDATE lender_products SET (" + COLUMNS + ") = (" + VALUES
            + ") WHERE id = $2 AND revision = $3 RETURNING id";
    // Only documents that differ are written: writing them all would make a version where nothing changed.
    private static final String DROP_DOCUMENTS = """
            DELETE FROM required_documents
            WHERE product_id = $2 AND code NOT IN (
                SELECT d->>'code' FROM jsonb_array_elements($1::text::jsonb -> 'requiredDocuments') AS d)
            """;
    private static final String KEEP_DOCUMENTS = """
            INSERT INTO required_documents AS kept (product_id, code, required, stage, amount_from)
            SELECT $2, d.code, d.required, d.stage, d."amountFrom"
            FROM jsonb_to_recordset($1::text::jsonb -> 'requiredDocuments')
                AS d (code text, required boolean, stage text, "amountFrom" numeric)
            ON CONFLICT (product_id, code) DO UPDATE
            SET required = excluded.required, stage = excluded.stage, amount_from = excluded.amount_from
            WHERE (kept.required, kept.stage, kept.amount_from)
                IS DISTINCT FROM (excluded.required, excluded.stage, excluded.amount_from)
            """;
    private static final String RIVAL = """
            SELECT s.product::text AS product
            FROM lender_products p JOIN staff_products s ON s.id = p.id
            WHERE p.status <> 'ARCHIVED' AND p.id IS DISTINCT FROM $2 AND p.natural_key = (
                SELECT sync.natural_key(x."lenderId", x.country, x.category, sync.clean_name(x.name),
                                        x."amountMin", x."amountMax")
                FROM jsonb_to_record($1::text::jsonb) AS x (
                    "lenderId" uuid, name text, category text, country text, "amountMin" numeric, "amountMax" numeric))
            """;
    private static final String RIVALS = """
            SELECT p.id, s.product::text AS product
            FROM lender_products p
            JOIN lender_products o ON o.natural_key = p.natural_key AND o.id <> p.id AND o.status <> 'ARCHIVED'
            JOIN staff_products s ON s.id = o.id
            WHERE p.id = ANY ($1) AND p.status <> 'ARCHIVED'
            """;
    private static final String SIBLINGS = """
            SELECT s.product::text AS product
            FROM lender_products p JOIN staff_products s ON s.id = p.id
            WHERE p.lender_id = $1 AND p.country = $2 AND p.status <> 'ARCHIVED' AND p.id <> $3
            ORDER BY p.name COLLATE "C", p.id LIMIT 500
            """;
    private static final String STATUS_BEFORE_ARCHIVE = """
            SELECT before->>'status' AS status FROM history
            WHERE subject_id = $1 AND after->>'status' = 'ARCHIVED' AND before->>'status' <> 'ARCHIVED'
            ORDER BY id DESC LIMIT 1
            """;

    private ProductStore() {}

    /// Inserts a product with its documents.
    public static UUID insert(SqlClient sql, ProductDraft draft) {
        return insert(sql, ProductJson.of(draft).toString());
    }

    /// As above, from the draft's JSON.
    static UUID insert(SqlClient sql, String draft) {
        UUID id = query(sql, INSERT, Tuple.of(draft)).iterator().next().getUUID("id");
        writeDocuments(sql, draft, id);
        return id;
    }

    /// Writes a product that is still at `revision`; false when it is not, or is gone.
    static boolean update(SqlClient sql, UUID id, long revision, String draft) {
        // The product first: its lock keeps a second writer out before the documents are touched.
        if (query(sql, UPDATE, Tuple.of(draft, id, revision)).rowCount() == 0) {
            return false;
        }
        writeDocuments(sql, draft, id);
        return true;
    }

    private static void writeDocuments(SqlClient sql, String draft, UUID id) {
        query(sql, DROP_DOCUMENTS, Tuple.of(draft, id));
        query(sql, KEEP_DOCUMENTS, Tuple.of(draft, id));
    }

    static void setStatus(SqlClient sql, UUID id, String status) {
        query(sql, "UPDATE lender_products SET status = $2 WHERE id = $1", Tuple.of(id, status));
    }

    static void delete(SqlClient sql, UUID id) {
        query(sql, "DELETE FROM lender_products WHERE id = $1", Tuple.of(id));
    }

    /// The status that an archived product had before.
    static String statusBeforeArchive(SqlClient sql, UUID id) {
        RowSet<Row> rows = query(sql, STATUS_BEFORE_ARCHIVE, Tuple.of(id));
        return rows.size() == 0 ? "DRAFT" : rows.iterator().next().getString("status");
    }

    static Optional<ObjectNode> find(SqlClient sql, UUID id) {
        return one(query(sql, "SELECT product::text AS product FROM staff_products WHERE id = $1", Tuple.of(id)));
    }

    /// As [#find], and keeps others from changing it until the transaction ends.
    static Optional<ObjectNode> lock(SqlClient sql, UUID id) {
        query(sql, "SELECT id FROM lender_products WHERE id = $1 FOR UPDATE", Tuple.of(id));
        return find(sql, id);
    }

    /// The product that has the natural key of a draft already.
    static Optional<ObjectNode> rival(SqlClient sql, String draft, UUID self) {
        return one(query(sql, RIVAL, Tuple.of(draft, self)));
    }

    /// The products that a draft may be mistaken for: its lender's in its country that are not archived, at most 500.
    static List<ObjectNode> siblings(SqlClient sql, ProductDraft draft, UUID self) {
        return query(sql, SIBLINGS, Tuple.of(draft.lenderId(), draft.country().name(), self)).stream()
                .map(ProductStore::product)
                .toList();
    }

    static boolean lenderIsThere(SqlClient sql, UUID id) {
        return query(sql, "SELECT FROM lenders WHERE id = $1", Tuple.of(id)).size() > 0;
    }

    /// Several products by id, each as [#lock] does; those that are there.
    static List<ObjectNode> lockAll(SqlClient sql, List<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        // In one order, so that two of these can't wait for each other.
        query(sql, "SELECT id FROM lender_products WHERE id = ANY ($1) ORDER BY id FOR UPDATE", Tuple.of(all));
        return findAll(sql, ids);
    }

    /// Those that are there, in the order of the ids.
    static List<ObjectNode> findAll(SqlClient sql, List<UUID> ids) {
        return query(
                        sql,
                        "SELECT product::text AS product FROM staff_products WHERE id = ANY ($1)"
                                + " ORDER BY array_position($1, id)",
                        Tuple.of(ids.toArray(UUID[]::new)))
                .stream()
                .map(ProductStore::product)
                .toList();
    }

    /// Lets a transaction pass through states in which two products are the same; they are compared at its end.
    public static void compareKeysLater(SqlClient sql) {
        sql.query("SET CONSTRAINTS lender_products_natural_key_unique DEFERRED")
                .execute()
                .await();
    }

    /// For each of these products that is the same as another one now: that one.
    static Map<UUID, ObjectNode> rivals(SqlClient sql, List<UUID> ids) {
        Map<UUID, ObjectNode> rivals = new LinkedHashMap<>();
        query(sql, RIVALS, Tuple.of(ids.toArray(UUID[]::new)))
                .forEach(row -> rivals.put(row.getUUID("id"), product(row)));
        return rivals;
    }

    private static Optional<ObjectNode> one(RowSet<Row> rows) {
        return rows.stream().map(ProductStore::product).findFirst();
    }

    private static ObjectNode product(Row row) {
        return (ObjectNode) Json.read(row.getString("product"));
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
