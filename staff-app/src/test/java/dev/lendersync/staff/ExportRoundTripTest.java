package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is exported imports as unchanged, in both formats, whatever the texts are.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportRoundTripTest {
    private static final List<String> NASTY = List.of(
            "=1+1",
            "'=A",
            "''=A",
            "+41 44",
            "-5 %",
            "@home",
            "'quoted",
            "\"a\" \"\"b",
            "a,b;c\td",
            "line\nbreak",
            "line\r\nbreak",
            "\r",
            "\rx",
            "\tx",
            " lead",
            "trail ",
            "日本ファイナンス",
            "😀 emoji",
            "_x000D_",
            "_x0041_ _",
            "<b>&amp;</b>",
            "]]>",
            "\u0001\u001f",
            "\uFFFF\uFFFE",
            "\u00a0nbsp",
            "\uFEFFbom",
            "null",
            "NULL",
            "true",
            "0012",
            "1e5",
            "{a,b}",
            "[1]",
            "\\",
            "'",
            "=",
            "_",
            "\u2028",
            "\u0085",
            "\u007f",
            "2026-01-01");
    private static final List<String> DOCUMENTS =
            List.of("BANK_STATEMENTS", "FINANCIAL_STATEMENTS", "TAX_RETURNS", "VOID_CHEQUE", "PURCHASE_ORDERS");

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

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed == null ? LongStream.rangeClosed(1, 12) : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anExportImportsAsUnchanged(long seed) throws Exception {
        Random dice = new Random(seed);
        List<String> lenders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = text(dice) + " " + seed + "-" + i;
            lenders.add(staff.createLender(name.replace('\uFFFF', 'x')).text("id"));
        }
        int count = 25;
        for (int i = 0; i < count; i++) {
            ObjectNode product = product(dice, lenders.get(dice.nextInt(3)), seed + "-" + i);
            var made = staff.call("POST", "/api/lender-products", product);
            assertThat(made.status()).as("%s %s", product, made.body()).isEqualTo(201);
        }
        String filter = "&lenderId=" + String.join("&lenderId=", lenders);
        long version = staff.database().version();
        String before = staff.database().text("SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM lender_products p");
        for (String format : List.of("csv", "xlsx")) {
            JsonNode checked = imports.dryRun(
                    imports.export("format=" + format + filter), format.equals("csv") ? Imports.CSV : Imports.XLSX);
            if (checked.path("counts").path("unchanged").asInt() != count) {
                assertThat(imports.rows(checked).stream()
                                .filter(row -> !row.path("outcome").asString().equals("unchanged")))
                        .as(format)
                        .isEmpty();
            }
            Imports.assertCounts(checked, 0, 0, count, 0, 0);
            imports.committed(checked);
        }
        assertThat(staff.database().version()).isEqualTo(version);
        assertThat(staff.database().text("SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM lender_products p"))
                .isEqualTo(before);
    }

    @Test
    void aFormulaIsNeutralInTheFileAndAsItWasAfterTheImport() throws Exception {
        var lender = staff.createLender("@Lender");
        staff.call("POST", "/api/lender-products", RunningStaff.product(lender, "=A"));
        String csv = new String(imports.export("search=lender&lenderId=" + lender.text("id")), StandardCharsets.UTF_8);
        assertThat(csv).contains(",'@Lender,'=A,").startsWith("\uFEFFid,lenderName,name,category");
        JsonNode changed = imports.imported(csv.replace("TERM_LOAN", "LINE_OF_CREDIT"));
        Imports.assertCounts(changed, 0, 1, 0, 0, 0);
        assertThat(staff.database()
                        .texts("SELECT name FROM lender_products WHERE lender_id = ?::uuid", lender.text("id")))
                .containsExactly("=A");
    }

    @Test
    void whatIsAskedForIsChecked() throws Exception {
        assertThat(staff.call("GET", "/api/lender-products/export?format=pdf").status())
                .isEqualTo(400);
        assertThat(staff.call("GET", "/api/lender-products/export?page=1").status())
                .isEqualTo(400);
        assertThat(staff.call("GET", "/api/lender-products/export?status=MOON").status())
                .isEqualTo(400);
    }

    private static ObjectNode product(Random dice, String lender, String unique) {
        boolean canada = dice.nextBoolean();
        ObjectNode product = Json.MAPPER
                .createObjectNode()
                .put("lenderId", lender)
                .put("name", text(dice) + " " + unique)
                .put("category", dice.nextBoolean() ? "TERM_LOAN" : "MEDIA_FINANCE")
                .put("country", canada ? "CA" : "US")
                .put("requiresReceivables", dice.nextBoolean())
                .put("status", List.of("DRAFT", "PUBLISHED", "ARCHIVED").get(dice.nextInt(3)));
        range(
                dice,
                product,
                "amountMin",
                "amountMax",
                List.of("0.00", "10000.5", "999999999999.98"),
                "999999999999.99");
        if (dice.nextBoolean()) {
            product.put("rateKind", "APR").put("rateType", "VARIABLE").put("rateIndex", canada ? "CORRA" : "SOFR");
            range(dice, product, "rateMin", "rateMax", List.of("0", "7.99", "0.0001"), "199.9999");
        }
        if (dice.nextBoolean()) {
            product.put("termMinMonths", 1 + dice.nextInt(300)).put("termMaxMonths", 300 + dice.nextInt(300));
            product.put("minCreditScore", 300 + dice.nextInt(600)).put("minMonthsInBusiness", dice.nextInt(1200));
            product.put("minMonthlyRevenue", "1234.56").put("commissionPercent", "0.1234");
        }
        some(dice, product.putArray("regionsExcluded"), canada ? List.of("CA-QC", "CA-YT") : List.of("US-AK", "US-WY"));
        some(dice, product.putArray("fundsPurposes"), List.of("EQUIPMENT", "REAL_ESTATE", "OTHER"));
        some(dice, product.putArray("industriesExcluded"), List.of("72", "0011", "999999"));
        for (String code : DOCUMENTS) {
            if (dice.nextInt(3) == 0) {
                ObjectNode document =
                        product.withArray("/requiredDocuments").addObject().put("code", code);
                document.put("required", dice.nextBoolean())
                        .put("stage", dice.nextBoolean() ? "CLOSING" : "APPLICATION");
                document.put("amountFrom", dice.nextBoolean() ? "2500.10" : null);
            }
        }
        for (String member : List.of("description", "feesNote", "internalNotes")) {
            product.put(member, dice.nextInt(4) == 0 ? null : text(dice) + (dice.nextBoolean() ? "" : text(dice)));
        }
        return product;
    }

    private static void range(
            Random dice, ObjectNode product, String least, String most, List<String> leasts, String largest) {
        product.put(least, dice.nextBoolean() ? leasts.get(dice.nextInt(leasts.size())) : null);
        product.put(most, dice.nextBoolean() ? largest : null);
    }

    private static void some(Random dice, ArrayNode array, List<String> codes) {
        codes.stream().filter(code -> dice.nextBoolean()).forEach(array::add);
    }

    private static String text(Random dice) {
        return NASTY.get(dice.nextInt(NASTY.size()));
    }
}
