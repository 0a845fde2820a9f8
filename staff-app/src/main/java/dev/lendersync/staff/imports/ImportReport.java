package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.sheets.CellTexts;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What became of each row, as a CSV file for people.
final class ImportReport {
    private ImportReport() {}

    static byte[] of(SqlClient sql, UUID id) {
        CsvOutput csv = new CsvOutput();
        csv.row(List.of("row", "outcome", "name", "productId", "changes", "problems"));
        Page page = new Page(1, Page.MAX_SIZE);
        for (List<JsonNode> items = outcomes(sql, id, page); !items.isEmpty(); items = outcomes(sql, id, page)) {
            items.forEach(item -> csv.row(List.of(
                    Integer.toString(item.path("row").intValue()),
                    item.path("outcome").stringValue(),
                    CellTexts.neutral(item.path("name").asString("")),
                    item.path("productId").asString(""),
                    CellTexts.neutral(lines(item.path("changes"), ImportReport::change)),
                    CellTexts.neutral(lines(item.path("problems"), ImportReport::problem)))));
            page = new Page(page.number() + 1, Page.MAX_SIZE);
        }
        return csv.bytes();
    }

    private static List<JsonNode> outcomes(SqlClient sql, UUID id, Page page) {
        return ImportStore.outcomes(sql, id, "", page).items();
    }

    private static String lines(JsonNode array, Function<JsonNode, String> line) {
        return array.valueStream().map(line).collect(Collectors.joining("\n"));
    }

    private static String change(JsonNode change) {
        return change.path("field").stringValue().substring(1) + ": " + text(change.path("from")) + " → "
                + text(change.path("to"));
    }

    private static String problem(JsonNode problem) {
        String cell = problem.path("cell").asString("");
        return (cell.isEmpty() ? "" : cell + " ") + problem.path("detail").stringValue();
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "–";
        }
        return value.isString() ? value.stringValue() : new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
