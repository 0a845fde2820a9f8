package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.sheets.Sheet;
import dev.lendersync.staff.sheets.SheetRow;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The SQL of imports that are kept: their rows, and what they came to. Blocks.
final class ImportStore {
    /// Imports that are kept at once, and the bytes of their files together.
    static final int MAX_KEPT = 20;

    static final long MAX_KEPT_BYTES = 200L * 1024 * 1024;

    private static final int BATCH = 1_000;
    private static final String FORGET = "DELETE FROM imports WHERE created_at < now() - interval '24 hours'";
    // Not the one that another upload makes room with, which lasts as long as that.
    private static final String FORGET_ONE = """
            DELETE FROM imports WHERE id = (
                SELECT id FROM imports WHERE status IN ('COMMITTED', 'CANCELLED', 'FAILED')
                ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            """;
    private static final String INSERT = """
            INSERT INTO imports (filename, format, bytes, columns, rows, mapping)
            VALUES ($1, $2, $3, $4::text::jsonb, $5, $6::text::jsonb) RETURNING id
            """;
    private static final String INSERT_ROWS = """
            INSERT INTO import_rows (import_id, row, cells, faults)
            SELECT $1, x.row, x.cells, x.faults
            FROM jsonb_to_recordset($2::text::jsonb) AS x (row int, cells jsonb, faults jsonb)
            """;
    private static final String ROWS = """
            SELECT row, cells::text AS cells, faults::text AS faults FROM import_rows
            WHERE import_id = $1 AND row > $2 ORDER BY row LIMIT $3
            """;
    private static final String FIND = """
            SELECT jsonb_build_object(
                'id', i.id, 'filename', i.filename, 'format', i.format, 'createdAt', sync.rfc3339(i.created_at),
                'createdBy', i.created_by, 'rows', i.rows, 'mapping', i.mapping, 'defaults', i.mapping -> 'defaults',
                'columns', (
                    SELECT jsonb_agg(
                        c || jsonb_build_object('member', i.mapping -> 'columns' -> (c ->> 'index')) ORDER BY n)
                    FROM jsonb_array_elements(i.columns) WITH ORDINALITY AS each (c, n)),
                'status', i.status, 'progress', jsonb_build_object('done', i.done, 'total', i.total),
                'counts', i.counts, 'position', i.position,
                'newLenders', (SELECT coalesce(jsonb_agg(l -> 'name'), '[]') FROM jsonb_array_elements(i.new_lenders) AS l),
                'problems', i.problems)::text AS import
            FROM imports i WHERE i.id = $1
            """;
    private static final String OUTCOMES = """
            SELECT jsonb_build_object(
                'row', o.row, 'outcome', o.outcome, 'name', o.name,
                'productId', CASE WHEN o.outcome <> 'new' OR i.status = 'COMMITTED' THEN o.product_id END,
                'changes', o.changes, 'problems', o.problems)::text AS outcome
            FROM import_outcomes o JOIN imports i ON i.id = o.import_id
            WHERE o.import_id = $1 AND ($2 = '' OR o.outcome = $2) ORDER BY o.row LIMIT $3 OFFSET $4
            """;

    private ImportStore() {}

    static void forgetOld(SqlClient sql) {
        query(sql, FORGET, Tuple.tuple());
    }

    /// Stores an uploaded file, making room for it.
    ///
    /// @throws dev.lendersync.staff.http.ProblemException 409 when too much is kept that somebody may still need
    static UUID insert(SqlClient sql, String filename, String format, long bytes, Sheet sheet, Mapping mapping) {
        query(sql, FORGET, Tuple.tuple());
        while (!hasRoom(sql, bytes)) {
            if (query(sql, FORGET_ONE, Tuple.tuple()).rowCount() == 0) {
                throw Edits.refused("Too many imports are open; cancel one that nobody needs.");
            }
        }
        Tuple values = Tuple.of(
                filename,
                format,
                bytes,
                columns(sheet).toString(),
                sheet.rows().size(),
                mapping.json().toString());
        UUID id = query(sql, INSERT, values).iterator().next().getUUID("id");
        List<SheetRow> rows = sheet.rows();
        for (int from = 0; from < rows.size(); from += BATCH) {
            ArrayNode batch = array();
            rows.subList(from, Math.min(from + BATCH, rows.size())).forEach(row -> batch.add(json(row)));
            query(sql, INSERT_ROWS, Tuple.of(id, batch.toString()));
        }
        return id;
    }

    private static boolean hasRoom(SqlClient sql, long bytes) {
        Row kept = query(
                        sql,
                        "SELECT count(*) AS n, coalesce(sum(bytes), 0)::bigint AS bytes FROM imports",
                        Tuple.tuple())
                .iterator()
                .next();
        return kept.getLong("n") < MAX_KEPT && kept.getLong("bytes") + bytes <= MAX_KEPT_BYTES;
    }

    private static ArrayNode columns(Sheet sheet) {
        ArrayNode columns = array();
        for (int index = 0; index < sheet.columns().size(); index++) {
            int at = index;
            ObjectNode column = columns.addObject()
                    .put("index", index)
                    .put("header", sheet.columns().get(index));
            ArrayNode samples = column.putArray("samples");
            sheet.rows().stream()
                    .map(row -> row.cells().get(at))
                    .filter(cell -> !cell.isBlank())
                    .limit(5)
                    .forEach(cell -> samples.add(shortened(cell)));
        }
        return columns;
    }

    private static String shortened(String cell) {
        return cell.codePointCount(0, cell.length()) <= 100
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, 100)) + "…";
    }

    private static ObjectNode json(SheetRow row) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("row", row.number());
        ArrayNode cells = json.putArray("cells");
        row.cells().forEach(cells::add);
        if (!row.faults().isEmpty()) {
            ObjectNode faults = json.putObject("faults");
            row.faults().forEach((column, why) -> faults.put(Integer.toString(column), why));
        }
        return json;
    }

    /// The rows of a file after one of them, at most `limit`.
    static List<SheetRow> rows(SqlClient sql, UUID id, int after, int limit) {
        return query(sql, ROWS, Tuple.of(id, after, limit)).stream()
                .map(ImportStore::sheetRow)
                .toList();
    }

    private static SheetRow sheetRow(Row row) {
        List<String> cells = Json.read(row.getString("cells"))
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        Map<Integer, String> faults = new HashMap<>();
        String noted = row.getString("faults");
        if (noted != null) {
            Json.read(noted)
                    .properties()
                    .forEach(fault -> faults.put(
                            Integer.valueOf(fault.getKey()), fault.getValue().stringValue()));
        }
        return new SheetRow(row.getInteger("row"), cells, faults);
    }

    /// An import as the API shows it.
    static Optional<ObjectNode> find(SqlClient sql, UUID id) {
        return query(sql, FIND, Tuple.of(id)).stream()
                .map(row -> (ObjectNode) Json.read(row.getString("import")))
                .findFirst();
    }

    static List<String> headers(ObjectNode found) {
        return found.path("columns")
                .valueStream()
                .map(column -> column.path("header").stringValue())
                .toList();
    }

    /// @param outcome empty for all
    static Page.Slice<JsonNode> outcomes(SqlClient sql, UUID id, String outcome, Page page) {
        List<JsonNode> items = query(sql, OUTCOMES, Tuple.of(id, outcome, page.size(), page.offset())).stream()
                .map(row -> Json.read(row.getString("outcome")))
                .toList();
        long total = query(
                        sql,
                        "SELECT count(*) AS n FROM import_outcomes WHERE import_id = $1 AND ($2 = '' OR outcome = $2)",
                        Tuple.of(id, outcome))
                .iterator()
                .next()
                .getLong("n");
        return new Page.Slice<>(items, total);
    }

    static boolean deleteUncommitted(SqlClient sql, UUID id) {
        return query(sql, "DELETE FROM imports WHERE id = $1 AND status <> 'COMMITTED'", Tuple.of(id))
                        .rowCount()
                > 0;
    }

    static ArrayNode array() {
        return Json.MAPPER.createArrayNode();
    }

    static UUID id(ObjectNode row) {
        return UUID.fromString(row.path("id").stringValue());
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
