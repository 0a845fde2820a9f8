package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.products.NameKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whatever stands in a cell of a file is imported as it stands there, or its row is refused and names its column; and
/// what was imported is exported as it was.
@Tag("slow")
class HostileColumnsTest {
    private static final List<HostileTexts.HostileText> HOSTILE = HostileTexts.all();
    /// What else would say the same, or contradict.
    private static final Map<String, Set<String>> INSTEAD_OF = Map.of(
            "amount", Set.of("amountMin"),
            "amountMax", Set.of("amountMin"),
            "rate", Set.of("rateMin"),
            "rateMax", Set.of("rateMin"),
            "rateKind", Set.of("rateMin"));

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 1, false));
        assertThat(system.call("POST", "/api/lenders", Map.of("name", "Steady Bank"))
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    /// A text in one column of a row that is otherwise good.
    private record Row(String column, HostileTexts.HostileText hostile, Map<String, String> cells) {
        static Row of(String column, HostileTexts.HostileText hostile, int number) {
            Map<String, String> cells = new HashMap<>(Map.of(
                    "lenderName", "Steady Bank",
                    "name", "Row " + number,
                    "category", "TERM_LOAN",
                    "country", "CA",
                    "requiresReceivables", "no",
                    "status", "PUBLISHED",
                    "amountMin", Integer.toString(number),
                    "rateKind", "APR",
                    "rateMin", "1"));
            cells.put("rateType", "FIXED");
            INSTEAD_OF.getOrDefault(column, Set.of()).forEach(cells::remove);
            cells.put(column, hostile.text());
            return new Row(column, hostile, cells);
        }

        @Override
        public String toString() {
            return hostile + " in " + column;
        }
    }

    @Test
    void areImportedAsTheyStandOrRefusedByTheirColumn() throws Exception {
        Untouched untouched = Untouched.of(system.database());
        List<String> columns = columns();
        List<Row> rows = new ArrayList<>();
        for (String column : columns) {
            for (HostileTexts.HostileText hostile : HOSTILE) {
                rows.add(Row.of(column, hostile, rows.size() + 1));
            }
        }
        String first = checked(csv(columns, rows));
        List<JsonNode> outcomes = outcomes(first);
        assertThat(outcomes).hasSameSizeAs(rows);
        List<Row> good = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            JsonNode outcome = outcomes.get(i);
            if (outcome.path("outcome").asString().equals("new")) {
                good.add(row);
            } else {
                assertThat(outcome.path("outcome").asString())
                        .as("%s: %s", row, outcome)
                        .isEqualTo("invalid");
                assertNamed(row, outcome);
            }
        }
        assertFreeTextsAreTaken(good);
        untouched.assertUnharmed(
                system.database(), Map.of("imports", 1, "import_rows", rows.size(), "import_outcomes", rows.size()));

        String second = checked(csv(columns, good));
        assertThat(outcomes(second))
                .allMatch(row -> row.path("outcome").asString().equals("new"));
        commit(second);
        Map<String, JsonNode> products = products();
        assertThat(products).hasSize(good.size());
        good.forEach(row -> assertKept(row, products));
        Truth.assertIdenticalEverywhere(system);

        String third = checked(export());
        assertThat(outcomes(third))
                .hasSameSizeAs(good)
                .filteredOn(row -> !row.path("outcome").asString().equals("unchanged"))
                .isEmpty();
        int lenders = Integer.parseInt(system.database().text("SELECT count(*) FROM lenders")) - 1;
        assertThat(lenders).isGreaterThan(HOSTILE.size() / 2);
        int kept = rows.size() + good.size() * 2;
        untouched.assertUnharmed(
                system.database(),
                Map.of(
                        "lenders",
                        lenders,
                        "lender_products",
                        good.size(),
                        "imports",
                        3,
                        "import_rows",
                        kept,
                        "import_outcomes",
                        kept));
    }

    /// In no cell is what is missing; then the problem's words say what that is.
    private static void assertNamed(Row row, JsonNode outcome) {
        assertThat(outcome.path("problems")
                        .valueStream()
                        .map(problem -> problem.path("column")
                                .asString(problem.path("detail").asString().split(" ", 2)[0])))
                .as("%s: %s", row, outcome)
                .containsOnly(row.column());
    }

    private static void assertFreeTextsAreTaken(List<Row> good) {
        Map<String, Set<String>> taken = new TreeMap<>();
        good.forEach(row -> taken.computeIfAbsent(row.column(), _ -> new TreeSet<>())
                .add(row.hostile().name()));
        Set<String> all =
                HOSTILE.stream().map(HostileTexts.HostileText::name).collect(Collectors.toCollection(TreeSet::new));
        all.remove("null character");
        for (String free : List.of("description", "feesNote", "internalNotes")) {
            assertThat(taken.get(free)).as(free).isEqualTo(all);
        }
        for (String name : List.of("name", "lenderName")) {
            assertThat(taken.get(name)).as(name).hasSizeGreaterThan(all.size() - 20);
        }
    }

    private static void assertKept(Row row, Map<String, JsonNode> products) {
        String column = row.column();
        String sent = row.hostile().text();
        String key = column.equals("name")
                ? row.cells().get("amountMin") + ".00"
                : row.cells().get("name");
        JsonNode product = Objects.requireNonNull(products.get(key), row::toString);
        if (column.equals("lenderName")) {
            assertThat(NameKey.of(product.path(column).asString()))
                    .as("%s", row)
                    .isEqualTo(NameKey.of(sent));
        } else if (List.of("name", "description", "feesNote", "internalNotes").contains(column)) {
            String kept = product.path(column).asString("");
            assertThat(kept)
                    .as("%s", row)
                    .isEqualTo(column.equals("name") ? HostileTexts.cleaned(sent) : sent.isBlank() ? "" : sent);
        }
    }

    /// By name, and by amount for those whose name is the text.
    private static Map<String, JsonNode> products() throws Exception {
        Map<String, JsonNode> products = new HashMap<>();
        for (JsonNode product : pages("/api/lender-products?")) {
            String name = product.path("name").asString();
            products.put(
                    name.startsWith("Row ") ? name : product.path("amountMin").asString(), product);
        }
        return products;
    }

    private static List<JsonNode> pages(String list) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page;
        int number = 1;
        do {
            page = system.call("GET", list + "pageSize=500&page=" + number++, Map.of())
                    .json();
            page.path("items").forEach(all::add);
        } while (all.size() < page.path("total").asInt());
        return all;
    }

    /// All that a column can be taken for, as the refusal of anything else lists them, but for the id.
    private static List<String> columns() throws Exception {
        Http.Answer answer = upload("x\ny\n".getBytes(StandardCharsets.UTF_8));
        String path = "/api/imports/" + answer.json().path("id").asString();
        Http.Answer refused = system.call("PUT", path + "/mapping", Map.of("columns", Map.of("0", "nothing")));
        assertThat(refused.status()).isEqualTo(422);
        String detail = refused.json().at("/errors/0/detail").asString();
        assertThat(detail).startsWith("must be null or one of /id, /").endsWith(", was \"nothing\"");
        assertThat(system.call("DELETE", path, Map.of()).status()).isEqualTo(204);
        return Arrays.stream(detail.substring(0, detail.indexOf(", was ")).split(", /"))
                .skip(1)
                .toList();
    }

    private static byte[] csv(List<String> columns, List<Row> rows) {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (Row row : rows) {
            csv.append(columns.stream()
                            .map(column -> row.cells().getOrDefault(column, ""))
                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Http.Answer upload(byte[] csv) throws Exception {
        return Http.send(
                "POST",
                system.staff().url() + "/api/imports",
                csv,
                "Content-Type",
                "text/csv",
                "Authorization",
                "Bearer " + system.token());
    }

    /// @return the id of the import, after its dry run
    private static String checked(byte[] csv) throws Exception {
        Http.Answer upload = upload(csv);
        assertThat(upload.status()).as("%s", upload.json()).isEqualTo(201);
        assertThat(upload.json().path("columns").findValuesAsString("member")).doesNotContain("null");
        String id = upload.json().path("id").asString();
        Http.Answer mapped = system.call("PUT", "/api/imports/" + id + "/mapping", Map.of("createLenders", true));
        assertThat(mapped.status()).as("%s", mapped.json()).isEqualTo(202);
        Await.until("the dry run is through", () -> !status(id).equals("CHECKING"));
        assertThat(status(id)).isEqualTo("CHECKED");
        return id;
    }

    private static void commit(String id) throws Exception {
        String path = "/api/imports/" + id;
        String position =
                system.call("GET", path, Map.of()).json().path("position").asString();
        Http.Answer commit = system.call("POST", path + "/commit", Map.of("position", position));
        assertThat(commit.status()).as("%s", commit.json()).isEqualTo(202);
        Await.until("the commit is through", () -> !status(id).equals("COMMITTING"));
        assertThat(status(id)).isEqualTo("COMMITTED");
    }

    private static String status(String id) throws Exception {
        return system.call("GET", "/api/imports/" + id, Map.of())
                .json()
                .path("status")
                .asString();
    }

    /// In the order of the file.
    private static List<JsonNode> outcomes(String id) throws Exception {
        return pages("/api/imports/" + id + "/rows?");
    }

    private static byte[] export() throws Exception {
        return system.call("GET", "/api/lender-products/export", Map.of()).body();
    }

    @Test
    void areDefaultsOfAMappingOrRefusedByTheirMember() throws Exception {
        List<String> members = columns();
        Http.Answer upload = upload("unknown\nx\n".getBytes(StandardCharsets.UTF_8));
        String path = "/api/imports/" + upload.json().path("id").asString();
        int taken = 0;
        for (HostileTexts.HostileText hostile : HOSTILE) {
            Map<String, String> defaults = new LinkedHashMap<>();
            members.forEach(member -> defaults.put(member, hostile.text()));
            Http.Answer refused = system.call("PUT", path + "/mapping", Map.of("defaults", defaults));
            assertThat(refused.status()).as(hostile.name()).isEqualTo(422);
            List<String> named = refused.json().path("errors").findValuesAsString("pointer");
            assertThat(named)
                    .as(hostile.name())
                    .allMatch(pointer -> defaults.containsKey(pointer.replace("/defaults/", "")));
            named.forEach(pointer -> defaults.remove(pointer.replace("/defaults/", "")));
            Http.Answer mapped = system.call("PUT", path + "/mapping", Map.of("defaults", defaults));
            assertThat(mapped.status()).as("%s: %s", hostile, mapped.json()).isEqualTo(202);
            Map<String, String> kept = new LinkedHashMap<>();
            mapped.json()
                    .path("defaults")
                    .properties()
                    .forEach(each -> kept.put(each.getKey(), each.getValue().asString()));
            assertThat(kept).as(hostile.name()).isEqualTo(defaults);
            taken += kept.containsKey("description") ? 1 : 0;

            Map<String, String> columns = new LinkedHashMap<>(Map.of(hostile.text(), "name"));
            columns.put("0", hostile.text());
            Http.Answer column = system.call("PUT", path + "/mapping", Map.of("columns", columns));
            assertThat(column.status()).as(hostile.name()).isEqualTo(422);
            assertThat(column.json().path("errors").findValuesAsString("pointer"))
                    .as(hostile.name())
                    .contains("/columns/0");
        }
        assertThat(taken).as("all but the null character").isEqualTo(HOSTILE.size() - 1);
        String id = upload.json().path("id").asString();
        Await.until("the last dry run is through", () -> !status(id).equals("CHECKING"));
        assertThat(system.call("DELETE", path, Map.of()).status()).isEqualTo(204);
    }
}
