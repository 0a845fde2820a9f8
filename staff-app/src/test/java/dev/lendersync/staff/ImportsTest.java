package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.reference.Category;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A file from upload to report: what columns mean, what rows would do, what is done.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {
    private RunningStaff staff;
    private Imports imports;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder);
        imports = new Imports(staff);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    @Test
    void aFileIsUploadedMappedCheckedAndCommittedInOneVersion() throws Exception {
        String csv = """
                Lender;Product name;Type;Country;Min amount;Max amount;Receivables required;Status;Colour
                Northbank;Flow;LOC;Canada;$10k;50000;no;active;blue
                Northbank;Flow;LOC;Canada;$50k;1.5M;no;active;
                Southbank;Bridge;Factoring;USA;;;yes;draft;
                """;
        Reply uploaded = imports.upload(csv);
        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(uploaded.text("status")).isEqualTo("READY");
        assertThat(uploaded.body().path("rows").asInt()).isEqualTo(3);
        assertThat(uploaded.body()
                        .path("columns")
                        .valueStream()
                        .map(column -> column.path("member").asString("-")))
                .containsExactly(
                        "/lenderName",
                        "/name",
                        "/category",
                        "/country",
                        "/amountMin",
                        "/amountMax",
                        "/requiresReceivables",
                        "/status",
                        "-");
        assertThat(uploaded.body()
                        .path("columns")
                        .path(0)
                        .path("samples")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .containsExactly("Northbank", "Northbank", "Southbank");

        JsonNode checked = imports.dryRun(uploaded.text("id"), Imports.mapping());
        Imports.assertCounts(checked, 3, 0, 0, 0, 0);
        assertThat(checked.path("newLenders").valueStream().map(JsonNode::stringValue))
                .containsExactly("Northbank", "Southbank");
        assertThat(checked.path("progress")).isEqualTo(Json.read("{\"done\":3,\"total\":3}"));
        long version = staff.database().version();
        JsonNode committed = imports.committed(checked);
        assertThat(staff.database().version()).isEqualTo(version + 1);
        List<JsonNode> rows = imports.rows(committed);
        ObjectNode product = staff.call(
                        "GET",
                        "/api/lender-products/" + rows.get(1).path("productId").asString())
                .object();
        assertThat(product.path("amountMax").asString()).isEqualTo("1500000.00");
        assertThat(product.path("lenderName").asString()).isEqualTo("Northbank");
        assertThat(product.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(staff.database()
                        .texts(
                                "SELECT DISTINCT source FROM history WHERE subject_id = ?::uuid",
                                product.path("id").asString()))
                .containsExactly("import");

        Imports.assertCounts(imports.dryRun(csv), 0, 0, 3, 0, 0);
        JsonNode twice = imports.committed(imports.dryRun(csv));
        assertThat(staff.database().version()).isEqualTo(version + 1);
        assertThat(twice.path("status").asString()).isEqualTo("COMMITTED");
    }

    @Test
    void aRowOfAProductChangesWhatItsColumnsSayAndNothingElse() throws Exception {
        ObjectNode product = RunningStaff.product(staff.createLender("Keeper"), "Kept")
                .put("amountMin", "100.00")
                .put("description", "stays")
                .put("feesNote", "goes")
                .put("status", "PUBLISHED");
        String id = staff.call("POST", "/api/lender-products", product).text("id");
        JsonNode checked = imports.dryRun("id,fees note,rate min,rate kind\n" + id + ",,7.99%,APR\n");
        Imports.assertCounts(checked, 0, 1, 0, 0, 0);
        assertThat(imports.rows(checked).getFirst().path("changes")).isEqualTo(Json.read("""
                [{"field":"/rateKind","from":null,"to":"APR"},{"field":"/rateMin","from":null,"to":"7.9900"},
                 {"field":"/feesNote","from":"goes","to":null}]
                """));
        imports.committed(checked);
        ObjectNode now = staff.call("GET", "/api/lender-products/" + id).object();
        assertThat(now.path("description").asString()).isEqualTo("stays");
        assertThat(now.path("feesNote").isNull()).isTrue();
        assertThat(now.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(now.path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void everyProblemOfEveryCellIsNamedAndNothingIsWritten() throws Exception {
        staff.createLender("Strict");
        JsonNode checked = imports.dryRun("""
                lender,name,category,country,amount min,amount max,receivables required,credit score
                Strict,Fine,LOC,CA,1,2,no,650
                Strict,,moon loan,CA,20,10,maybe,9000
                Strict,Fine,LOC,CA,1.00,2.00,no,700
                ,Nobody,LOC,CA,,,no,
                """);
        Imports.assertCounts(checked, 1, 0, 0, 1, 2);
        List<JsonNode> rows = imports.rows(checked);
        assertThat(rows.get(1)
                        .path("problems")
                        .valueStream()
                        .map(problem -> problem.path("cell").asString("-") + " "
                                + problem.path("detail").asString()))
                .containsExactlyInAnyOrder(
                        "C3 means none of " + Category.CODES.codes(),
                        "- name is required",
                        "F3 must be at least amountMin, which is 20, was 10",
                        "G3 is neither yes nor no",
                        "H3 must be a whole number from 300 to 900, was 9000");
        assertThat(rows.get(2).path("outcome").asString()).isEqualTo("conflict");
        assertThat(rows.get(2).path("problems").path(0).path("detail").asString())
                .contains("row 2");
        assertThat(rows.get(3).path("problems").path(0).path("detail").asString())
                .isEqualTo("lenderName is required");
        Reply refused = imports.commit(checked);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith("has-problems");
        assertThat(staff.database().texts("SELECT name FROM lender_products WHERE name = 'Fine'"))
                .isEmpty();
        String one = "/api/imports/" + checked.path("id").asString();
        assertThat(staff.call("GET", one + "/rows?outcome=conflict")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aMappingIsCheckedWhole() throws Exception {
        String id = Imports.uploaded(imports.upload("a,b\n1,2\n"));
        Reply wrong = staff.call("PUT", "/api/imports/" + id + "/mapping", Json.read("""
                {"columns":{"0":"/name","1":"/name","7":"/name","x":null},"createLenders":"yes","more":1,
                 "defaults":{"country":"XX","moon":"1","description":"a\\u0000b"}}
                """));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/columns/1",
                        "/columns/7",
                        "/columns/x",
                        "/defaults/country",
                        "/defaults/moon",
                        "/defaults/description",
                        "/createLenders",
                        "/more");
    }

    @Test
    void defaultsSpeakWhereRowsSayNothing() throws Exception {
        String id = Imports.uploaded(imports.upload("lender,product,kind\nDefaulted,One,mca\n"));
        ObjectNode mapping = Imports.mapping();
        mapping.putObject("columns").put("2", "/category");
        mapping.putObject("defaults").put("country", "Canada").put("requiresReceivables", "no");
        JsonNode committed = imports.committed(imports.dryRun(id, mapping));
        ObjectNode product = staff.call(
                        "GET",
                        "/api/lender-products/"
                                + imports.rows(committed)
                                        .getFirst()
                                        .path("productId")
                                        .asString())
                .object();
        assertThat(product.path("country").asString()).isEqualTo("CA");
        assertThat(product.path("category").asString()).isEqualTo("MERCHANT_CASH_ADVANCE");
        assertThat(product.path("status").asString()).isEqualTo("DRAFT");
    }

    @Test
    void lendersAreAddedOnlyWhenAsked() throws Exception {
        String id = Imports.uploaded(
                imports.upload("lender,name,category,country,receivables required\nUnheard Of,One,LOC,CA,no\n"));
        JsonNode checked = imports.dryRun(id, Json.MAPPER.createObjectNode());
        Imports.assertCounts(checked, 0, 0, 0, 0, 1);
        assertThat(imports.rows(checked)
                        .getFirst()
                        .path("problems")
                        .path(0)
                        .path("cell")
                        .asString())
                .isEqualTo("A2");
    }

    @Test
    void formulasOfAWorkbookAreProblemsOfTheirCells() throws Exception {
        byte[] file = Imports.workbook(sheet -> {
            List<String> headers =
                    List.of("lender", "name", "category", "country", "receivables required", "amount min");
            for (int i = 0; i < headers.size(); i++) {
                sheet.value(0, i, headers.get(i));
                sheet.value(
                        1, i, List.of("Formula", "Sum", "LOC", "CA", "no", "").get(i));
            }
            sheet.formula(1, 5, "1+1");
        });
        JsonNode checked = imports.dryRun(file, Imports.XLSX);
        Imports.assertCounts(checked, 0, 0, 0, 0, 1);
        JsonNode problem = imports.rows(checked).getFirst().path("problems").path(0);
        assertThat(problem.path("cell").asString()).isEqualTo("F2");
        assertThat(problem.path("detail").asString()).startsWith("is a formula");
        assertThat(problem.path("value").asString()).isEqualTo("=1+1");
    }

    @Test
    void whatIsNoFileOfItsKindIsAClearProblem() throws Exception {
        assertUnreadable("a\né".getBytes(StandardCharsets.ISO_8859_1), Imports.CSV, "Latin-1");
        assertUnreadable("a,b\n1,2".getBytes(StandardCharsets.UTF_16), Imports.CSV, "UTF-16");
        assertUnreadable("a,b\n1,2".getBytes(StandardCharsets.UTF_16LE), Imports.CSV, "UTF-16");
        assertUnreadable("a,b".getBytes(StandardCharsets.UTF_8), Imports.XLSX, "no XLSX workbook");
        assertUnreadable(new byte[0], Imports.CSV, "the first line must name the columns");
        Reply json = imports.upload("{}".getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(json.status()).isEqualTo(415);
        assertThat(staff.call("POST", "/api/imports?kind=moons", Map.of()).status())
                .isEqualTo(400);
    }

    private void assertUnreadable(byte[] file, String type, String why) throws Exception {
        Reply reply = imports.upload(file, type);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("type")).endsWith(":unreadable-file");
        assertThat(reply.text("detail")).contains(why);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndALargeOneIsNot() throws Exception {
        byte[] large = ("description\n" + ("x".repeat(1_000) + "\n").repeat(3_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(imports.upload(large, Imports.CSV).status()).isEqualTo(201);
        Reply refused = imports.upload(new byte[50 * 1024 * 1024 + 1], Imports.CSV);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("detail")).contains("52428800 bytes");
    }

    @Test
    void theReportSaysWhatBecameOfEachRow() throws Exception {
        JsonNode committed =
                imports.imported("lender,name,category,country,receivables required\nReported,=Sum,LOC,CA,no\n");
        try (var http = HttpClient.newHttpClient()) {
            String report = http.send(
                            staff.request(
                                            "GET",
                                            "/api/imports/"
                                                    + committed.path("id").asString() + "/report",
                                            RunningStaff.TOKEN,
                                            new byte[0])
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(report)
                    .isEqualTo("\uFEFFrow,outcome,name,productId,changes,problems\r\n2,new,'=Sum,"
                            + imports.rows(committed)
                                    .getFirst()
                                    .path("productId")
                                    .asString() + ",,\r\n");
        }
    }

    @Test
    void aCommittedImportKeepsItsReport() throws Exception {
        JsonNode committed =
                imports.imported("lender,name,category,country,receivables required\nKept,Kept,LOC,CA,no\n");
        Reply cancelled =
                staff.call("DELETE", "/api/imports/" + committed.path("id").asString());
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(imports.rows(committed)).hasSize(1);
    }

    @Test
    void aForgottenImportIsGone() throws Exception {
        String id = Imports.uploaded(imports.upload("name\nx\n"));
        assertThat(staff.call("DELETE", "/api/imports/" + id).status()).isEqualTo(204);
        assertThat(staff.call("GET", "/api/imports/" + id).status()).isEqualTo(404);
        assertThat(staff.call("DELETE", "/api/imports/" + id).status()).isEqualTo(404);
    }
}
