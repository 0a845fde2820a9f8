package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One edit of many products: all or nothing, in one version, by the rules of a single edit.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String BULK = PRODUCTS + "/bulk";

    private RunningStaff staff;
    private int lenders;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    @Test
    void manyProductsMoveInOneVersion() throws Exception {
        List<Reply> products = create(5, "DRAFT");
        long version = staff.database().version();
        Reply published = bulk("publish", products, "");
        assertThat(published.status()).as("%s", published.body()).isEqualTo(200);
        assertThat(published.body().path("changed").asInt()).isEqualTo(5);
        assertThat(staff.database().version()).isEqualTo(version + 1);
        assertThat(published.text("position")).endsWith(":" + (version + 1));
        assertThat(published.body().path("items").findValuesAsString("id")).isEqualTo(ids(products));

        Reply again = bulk("publish", products, "");
        assertThat(again.body().path("changed").asInt()).isZero();
        assertThat(again.body().path("unchanged").asInt()).isEqualTo(5);
        assertThat(staff.database().version()).as("nothing changed").isEqualTo(version + 1);

        assertThat(statuses(bulk("archive", products, ""))).containsOnly("ARCHIVED");
        assertThat(statuses(bulk("restore", products, ""))).as("as before").containsOnly("PUBLISHED");
        assertThat(staff.database().version()).isEqualTo(version + 3);
    }

    @Test
    void anyRefusalLeavesAllAsTheyWereAndEachRefusedIsNamed() throws Exception {
        List<Reply> products = create(4, "PUBLISHED");
        staff.call("POST", one(products.get(1)) + "/archive");
        ObjectNode edit = products.get(2).object().deepCopy().put("feesNote", "edited meanwhile");
        staff.call(
                "PUT", one(products.get(2)), edit, "If-Match", products.get(2).revision());
        long version = staff.database().version();

        ObjectNode body = body("publish", products, "");
        ((ObjectNode) body.at("/products/2")).put("revision", 1);
        body.withArray("products").addObject().put("id", new UUID(5, 5).toString());
        Reply refused = staff.call("POST", BULK, body);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith(":bulk-refused");
        JsonNode rows = refused.body().path("rows");
        assertThat(rows.findValuesAsString("detail")).hasSize(3).noneMatch(String::isBlank);
        assertThat(rows.get(0).path("id").asString()).isEqualTo(products.get(1).text("id"));
        assertThat(rows.get(1).at("/current/feesNote").asString()).isEqualTo("edited meanwhile");
        assertThat(rows.get(2).path("id").asString()).isEqualTo(new UUID(5, 5).toString());
        assertThat(staff.database().version()).isEqualTo(version);
    }

    @Test
    void productsThatWouldBecomeTheSameAreRefused() throws Exception {
        List<Reply> products = create(2, "DRAFT");
        Reply refused = bulk("set", products, "{\"name\":\"One Name\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("rows").size()).isEqualTo(2);
        assertThat(refused.body().at("/rows/0/conflictsWith/id").asString())
                .isEqualTo(products.get(1).text("id"));
        assertThat(staff.call("GET", one(products.getFirst())).text("name")).isEqualTo("Tier 0");

        staff.call("POST", one(products.get(0)) + "/archive");
        ObjectNode twin = products.get(0).object().deepCopy();
        assertThat(staff.call("POST", PRODUCTS, twin).status()).isEqualTo(201);
        Reply back = bulk("restore", products, "");
        assertThat(back.status()).as("%s", back.body()).isEqualTo(409);
        assertThat(back.body().path("rows").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"action\":\"delete\",\"products\":[{\"id\":\"%s\"}]}",
                "{\"action\":\"publish\",\"products\":[]}",
                "{\"action\":\"publish\",\"products\":[{}]}",
                "{\"action\":\"publish\",\"products\":[7]}",
                "{\"action\":\"publish\",\"products\":[{\"id\":\"x\"}]}",
                "{\"action\":\"publish\",\"products\":[{\"id\":\"%s\"},{\"id\":\"%1$s\"}]}",
                "{\"action\":\"publish\",\"products\":[{\"id\":\"%s\",\"revision\":\"1\"}]}",
                "{\"action\":\"publish\",\"products\":[{\"id\":\"%s\",\"rev\":1}]}",
                "{\"action\":\"publish\",\"products\":[{\"id\":\"%s\"}],\"set\":{\"name\":\"x\"}}",
                "{\"action\":\"publish\",\"products\":[{\"id\":\"%s\"}],\"more\":1}",
                "{\"action\":\"set\",\"products\":[{\"id\":\"%s\"}]}",
                "{\"action\":\"set\",\"products\":[{\"id\":\"%s\"}],\"set\":{}}",
                "{\"action\":\"set\",\"products\":[{\"id\":\"%s\"}],\"set\":{\"name\":\"a1\",\"country\":\"US\"}}",
                "{\"action\":\"set\",\"products\":[{\"id\":\"%s\"}],\"set\":{\"revision\":7}}",
                "{\"action\":\"set\",\"products\":[{\"id\":\"%s\"}],\"set\":{\"rate_min\":7}}"
            })
    void aMalformedBodyIsRefusedAsAWhole(String text) throws Exception {
        Reply product = create(1, "DRAFT").getFirst();
        Reply refused = staff.call("POST", BULK, Json.read(text.formatted(product.text("id"))));
        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
        assertThat(refused.body().path("errors").isEmpty()).isFalse();
        assertThat(staff.call("GET", one(product)).revision()).isEqualTo(product.revision());
    }

    @Test
    void atMostFiveHundred() throws Exception {
        ObjectNode body = Json.MAPPER.createObjectNode().put("action", "publish");
        for (int i = 0; i <= 500; i++) {
            body.withArray("products").addObject().put("id", new UUID(i, i).toString());
        }
        assertThat(staff.call("POST", BULK, body).status()).isEqualTo(422);
        body.withArray("products").remove(0);
        Reply refused = staff.call("POST", BULK, body);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("rows").size()).isEqualTo(500);
    }

    static LongStream seeds() {
        Long replayed = Long.getLong("seed");
        return replayed == null ? LongStream.rangeClosed(1, 20) : LongStream.of(replayed);
    }

    /// What a bulk edit of one product does, and how it is refused, is what a PUT does.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void settingOneMemberIsAnEditLikeAnyOther(long seed) throws Exception {
        Random random = new Random(seed);
        List<Map.Entry<String, String>> values = List.of(
                Map.entry("amountMin", "\"7000\""),
                Map.entry("amountMax", "12"),
                Map.entry("rateMin", "250"),
                Map.entry("rateKind", "null"),
                Map.entry("country", "\"US\""),
                Map.entry("category", "\"LOC\""),
                Map.entry("category", "\"LINE_OF_CREDIT\""),
                Map.entry("requiresReceivables", "true"),
                Map.entry("requiresReceivables", "null"),
                Map.entry("regionsExcluded", "[\"CA-QC\",\"CA-AB\"]"),
                Map.entry("requiredDocuments", "[{\"code\":\"INVOICES\"}]"),
                Map.entry("requiredDocuments", "[{\"code\":\"INVOICES\"},{\"code\":\"INVOICES\"}]"),
                Map.entry("fundsPurposes", "[\"EQUIPMENT\"]"),
                Map.entry("lenderId", "\"" + new UUID(8, 8) + "\""),
                Map.entry("name", "\"x\""),
                Map.entry("status", "\"ARCHIVED\""),
                Map.entry("internalNotes", "\"seen\""));
        Map.Entry<String, String> change = values.get(random.nextInt(values.size()));
        String set = "{\"" + change.getKey() + "\":" + change.getValue() + "}";
        Reply single = create(1, "PUBLISHED").getFirst();
        Reply bulk = create(1, "PUBLISHED").getFirst();

        ObjectNode edit = single.object().deepCopy();
        edit.setAll((ObjectNode) Json.read(set));
        Reply put = staff.call("PUT", one(single), edit, "If-Match", single.revision());
        Reply done = bulk("set", List.of(bulk), set);

        if (put.status() == 200) {
            assertThat(done.status()).as("%s: %s", set, done.body()).isEqualTo(200);
            assertThat(content(done.body().at("/items/0"))).isEqualTo(content(put.body()));
        } else {
            assertThat(done.status()).as("%s: %s", set, done.body()).isIn(409, 422);
            assertThat(content(staff.call("GET", one(bulk)).body())).isEqualTo(content(bulk.body()));
        }
    }

    /// Without what says which of the two it is, and when.
    private static JsonNode content(JsonNode product) {
        ObjectNode content = ((ObjectNode) product).deepCopy();
        content.remove(List.of("id", "lenderId", "lenderName", "createdAt", "updatedAt", "position"));
        return content;
    }

    private List<Reply> create(int count, String status) throws IOException, InterruptedException {
        Reply lender = staff.createLender("Bulk Lender " + ++lenders);
        List<Reply> products = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode draft = RunningStaff.product(lender, "Tier " + i)
                    .put("status", status)
                    .put("amountMin", "5000")
                    .put("rateKind", "APR")
                    .put("rateMax", "20");
            draft.putArray("regionsExcluded").add("CA-YT");
            products.add(staff.call("POST", PRODUCTS, draft));
        }
        return products;
    }

    private Reply bulk(String action, List<Reply> products, String set) throws IOException, InterruptedException {
        return staff.call("POST", BULK, body(action, products, set));
    }

    private static ObjectNode body(String action, List<Reply> products, String set) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("action", action);
        products.forEach(product -> body.withArray("products").addObject().put("id", product.text("id")));
        if (!set.isEmpty()) {
            body.set("set", Json.read(set));
        }
        return body;
    }

    private static String one(Reply product) {
        return PRODUCTS + "/" + product.text("id");
    }

    private static List<String> ids(List<Reply> products) {
        return products.stream().map(product -> product.text("id")).toList();
    }

    private static List<String> statuses(Reply reply) {
        return reply.body().path("items").findValuesAsString("status");
    }
}
