package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
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

/// Who changed what, and the way back.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryRoutesTest {
    private static final String PRODUCTS = "/api/lender-products/";

    private RunningStaff staff;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    @Test
    void eachChangeSaysWhoFromWhereAndWhat() throws Exception {
        Reply product = create("History Bank", "PUBLISHED");
        edit(product, "{\"rateKind\":\"APR\",\"rateMin\":\"7.5\",\"requiredDocuments\":[{\"code\":\"INVOICES\"}]}");
        staff.database().run("UPDATE lender_products SET amount_min = 5000 WHERE id = '" + product.text("id") + "'");

        JsonNode entries = staff.call("GET", one(product) + "/history").body();
        assertThat(entries.path("total").asInt()).isEqualTo(3);
        JsonNode sql = entries.at("/items/0");
        assertThat(sql.path("source").asString()).isEqualTo("sql");
        assertThat(sql.path("actor").asString())
                .isEqualTo(sql.path("databaseUser").asString())
                .isNotBlank();
        assertThat(sql.path("changes"))
                .isEqualTo(Json.read("[{\"field\":\"/amountMin\",\"from\":null,\"to\":\"5000.00\"}]"));
        JsonNode put = entries.at("/items/1");
        assertThat(put.path("source").asString()).isEqualTo("api");
        assertThat(put.path("actor").asString()).startsWith("token:");
        assertThat(put.path("operation").asString()).isEqualTo("UPDATE");
        assertThat(put.path("version").isIntegralNumber()).isTrue();
        assertThat(put.path("changes").findValuesAsString("field"))
                .containsExactly("/rateKind", "/rateMin", "/requiredDocuments");
        assertThat(put.at("/changes/1/to").asString()).isEqualTo("7.5000");
        assertThat(entries.at("/items/2/operation").asString()).isEqualTo("INSERT");

        JsonNode whole =
                staff.call("GET", "/api/history/" + put.path("id").asString()).body();
        assertThat(whole.at("/before/rateMin").isNull()).isTrue();
        assertThat(whole.at("/after/requiredDocuments/0/code").asString()).isEqualTo("INVOICES");
        assertThat(staff.call("GET", "/api/history/0").status()).isEqualTo(404);
        assertThat(staff.call("GET", "/api/history/999999999").status()).isEqualTo(404);
    }

    @Test
    void theWholeHistoryIsFiltered() throws Exception {
        Reply product = create("Filtered Bank", "DRAFT");
        staff.call("DELETE", one(product));
        Reply lender = staff.call("GET", "/api/lenders?search=filtered");
        String lenderId = lender.body().at("/items/0/id").asString();
        assertThat(fields("subjectId=" + product.text("id"), "operation")).containsExactly("DELETE", "INSERT");
        assertThat(fields("subjectId=" + product.text("id") + "&operation=DELETE", "name"))
                .containsExactly("Earlier");
        assertThat(fields("subject=lender&subjectId=" + lenderId, "name")).containsExactly("Filtered Bank");
        assertThat(fields("subject=lender&subjectId=" + product.text("id"), "name"))
                .isEmpty();
        assertThat(fields("subjectId=" + product.text("id") + "&actor=nobody", "name"))
                .isEmpty();
        assertThat(fields("subjectId=" + product.text("id") + "&from=2999-01-01T00:00:00Z", "name"))
                .isEmpty();
        assertThat(fields("subjectId=" + product.text("id") + "&to=2999-01-01T00:00:00Z", "name"))
                .hasSize(2);
        assertThat(staff.call("GET", "/api/lenders/" + lenderId + "/history")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(staff.call("GET", one(product) + "/history")
                        .body()
                        .path("total")
                        .asInt())
                .as("that of a deleted product goes on")
                .isEqualTo(2);
        for (String wrong : List.of("from=today", "operation=EDIT", "subject=client", "subjectId=7", "sort=at")) {
            assertThat(staff.call("GET", "/api/history?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void anEarlierStateComesBackWhole() throws Exception {
        Reply product = create("Back Bank", "PUBLISHED");
        ObjectNode first = edit(
                        product,
                        "{\"feesNote\":\"first\",\"amountMin\":\"1000\",\"regionsExcluded\":[\"CA-QC\"],"
                                + "\"requiredDocuments\":[{\"code\":\"INVOICES\",\"amountFrom\":\"10\"}]}")
                .object();
        String entry = newest(product);
        edit(product, "{\"feesNote\":\"second\",\"amountMin\":null,\"regionsExcluded\":[],\"requiredDocuments\":[]}");
        staff.call("POST", one(product) + "/archive");

        Reply stale = staff.call("POST", restore(product, entry), Map.of(), "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        Reply restored = staff.call("POST", restore(product, entry));
        assertThat(restored.status()).as("%s", restored.body()).isEqualTo(200);
        assertThat(content(restored.object())).isEqualTo(content(first));
        assertThat(restored.text("position")).isNotBlank();
        Reply twice = staff.call("POST", restore(product, entry));
        assertThat(twice.revision()).as("nothing is left to change").isEqualTo(restored.revision());
    }

    @Test
    void aRestoreIsCheckedLikeAnEdit() throws Exception {
        Reply product = create("Strict Bank", "DRAFT");
        String entry = newest(product);
        edit(product, "{\"name\":\"Later\"}");
        Reply usurper = staff.call("POST", "/api/lender-products", product.body());
        Reply taken = staff.call("POST", restore(product, entry));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().at("/conflictsWith/id").asString()).isEqualTo(usurper.text("id"));

        // A state of before a rule was tightened; today's rules count.
        staff.database()
                .run("UPDATE history SET after = jsonb_set(after, '{regions_excluded}', '[\"CA-XX\"]') WHERE id = "
                        + newest(product));
        Reply against = staff.call("POST", restore(product, newest(product)));
        assertThat(against.status()).isEqualTo(422);
        assertThat(against.body().at("/errors/0/pointer").asString()).isEqualTo("/regionsExcluded/0");

        assertThat(staff.call("POST", restore(product, "999999999")).status()).isEqualTo(404);
        assertThat(staff.call("POST", restore(product, newest(usurper))).status())
                .as("of another product")
                .isEqualTo(404);
        staff.call("DELETE", one(product));
        assertThat(staff.call("POST", restore(product, entry)).status()).isEqualTo(404);
    }

    private Reply create(String lender, String status) throws IOException, InterruptedException {
        return staff.call(
                "POST",
                "/api/lender-products",
                RunningStaff.product(staff.createLender(lender), "Earlier").put("status", status));
    }

    private Reply edit(Reply product, String change) throws IOException, InterruptedException {
        Reply read = staff.call("GET", one(product));
        ObjectNode edit = read.object();
        edit.setAll((ObjectNode) Json.read(change));
        Reply done = staff.call("PUT", one(product), edit, "If-Match", read.revision());
        assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
        return done;
    }

    private String newest(Reply product) throws IOException, InterruptedException {
        return staff.call("GET", one(product) + "/history")
                .body()
                .at("/items/0/id")
                .asString();
    }

    private List<String> fields(String query, String field) throws IOException, InterruptedException {
        return staff.call("GET", "/api/history?" + query)
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path(field).asString())
                .toList();
    }

    private static ObjectNode content(ObjectNode product) {
        ObjectNode content = product.deepCopy();
        content.remove(List.of("revision", "updatedAt", "position"));
        return content;
    }

    private static String one(Reply product) {
        return PRODUCTS + product.text("id");
    }

    private static String restore(Reply product, String entry) {
        return one(product) + "/history/" + entry + "/restore";
    }
}
