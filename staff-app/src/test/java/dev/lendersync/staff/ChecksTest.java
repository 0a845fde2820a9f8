package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is said before something is saved, copies of products, and the lists of lenders and of codes.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String CHECK = PRODUCTS + "/check";

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
    void aCheckNamesTheSameTheSimilarAndTheOverlapping() throws Exception {
        Reply lender = staff.createLender("Checked Bank");
        Reply same = create(tier(lender, "Flex Line", "10000", "50000"));
        Reply next = create(tier(lender, "Flex Line", "50000", "90000"));
        Reply typo = create(tier(lender, "Flex Lime", "1", "2"));
        create(tier(lender, "Equipment Lease", "10000", "50000"));
        create(tier(staff.createLender("Other Bank"), "Flex Line", "10000", "50000"));

        Reply checked = staff.call("POST", CHECK, tier(lender, "FLEX line", "10000", "50000"));
        assertThat(checked.status()).as("%s", checked.body()).isEqualTo(200);
        assertThat(checked.body().path("errors").isEmpty()).isTrue();
        assertThat(checked.body().at("/conflictsWith/id").asString()).isEqualTo(same.text("id"));
        assertThat(ids(checked, "similar")).containsExactly(typo.text("id"));
        assertThat(checked.body().at("/similar/0/why").asString()).isNotBlank();
        assertThat(ids(checked, "overlaps"))
                .as("tiers that touch don't overlap")
                .isEmpty();

        Reply wider = staff.call("POST", CHECK, tier(lender, "Flex Line", "20000", "60000"));
        assertThat(wider.body().path("conflictsWith").isNull()).isTrue();
        assertThat(ids(wider, "overlaps")).containsExactlyInAnyOrder(same.text("id"), next.text("id"));
        assertThat(wider.body().path("overlaps").findValuesAsString("why"))
                .containsExactlyInAnyOrder(
                        "amounts overlap from 20000.00 to 50000.00", "amounts overlap from 50000.00 to 60000.00");

        Reply itself = staff.call("POST", CHECK, same.body());
        assertThat(itself.body().path("conflictsWith").isNull())
                .as("the one that is edited")
                .isTrue();
        staff.call("POST", PRODUCTS + "/" + same.text("id") + "/archive");
        Reply archived = staff.call("POST", CHECK, tier(lender, "Flex Line", "10000", "50000"));
        assertThat(archived.body().path("conflictsWith").isNull())
                .as("archived")
                .isTrue();
    }

    @Test
    void whatIsMissingIsAmongTheErrorsAndTheRestIsChecked() throws Exception {
        Reply lender = staff.createLender("Half Bank");
        Reply other = create(RunningStaff.product(lender, "Half"));
        ObjectNode body = RunningStaff.product(lender, "Half").put("minCreditScore", 7);
        body.remove("requiresReceivables");
        Reply checked = staff.call("POST", CHECK, body);
        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.body().path("errors").findValuesAsString("pointer"))
                .containsExactly("/minCreditScore", "/requiresReceivables");
        assertThat(checked.body().at("/conflictsWith/id").asString()).isEqualTo(other.text("id"));

        Reply empty = staff.call("POST", CHECK, Map.of());
        assertThat(empty.body().path("errors").findValuesAsString("pointer"))
                .contains("/lenderId", "/name", "/category", "/country");
        assertThat(empty.body().path("conflictsWith").isNull()).isTrue();
        Reply nobody = staff.call(
                "POST", CHECK, RunningStaff.product(lender, "Half").put("lenderId", new UUID(1, 1).toString()));
        assertThat(nobody.body().path("errors").findValuesAsString("pointer")).containsExactly("/lenderId");
        long version = staff.database().version();
        assertThat(staff.database().version()).isEqualTo(version);
    }

    @Test
    void lendersOfNearlyTheSameName() throws Exception {
        Reply lender = staff.createLender("First Street Capital Inc.");
        staff.createLender("Harbour Trust");
        Reply near = staff.call("POST", "/api/lenders/check", Map.of("name", "1st Street Capital"));
        assertThat(near.status()).isEqualTo(200);
        assertThat(near.body().path("conflictsWith").isNull()).isTrue();
        assertThat(near.body().at("/similar/0/lender/id").asString()).isEqualTo(lender.text("id"));
        assertThat(near.body().path("similar").size()).isEqualTo(1);
        Reply same = staff.call("POST", "/api/lenders/check", Map.of("name", "first street CAPITAL inc"));
        assertThat(same.body().at("/conflictsWith/id").asString()).isEqualTo(lender.text("id"));
        Reply itself = staff.call(
                "POST", "/api/lenders/check", Map.of("name", "First Street Capital Inc.", "id", lender.text("id")));
        assertThat(itself.body().path("conflictsWith").isNull()).isTrue();
        assertThat(itself.body().path("similar").isEmpty()).isTrue();
        assertThat(staff.call("POST", "/api/lenders/check", Map.of())
                        .body()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/name");
    }

    @Test
    void aCopyDiffersInWhatTellsProductsApart() throws Exception {
        ObjectNode draft = tier(staff.createLender("Copied Bank"), "Copied", "1000", "2000")
                .put("status", "PUBLISHED")
                .put("rateType", "VARIABLE")
                .put("rateIndex", "CA_PRIME")
                .put("internalNotes", "keep");
        draft.putArray("regionsExcluded").add("CA-QC");
        draft.putArray("requiredDocuments").addObject().put("code", "INVOICES");
        Reply original = create(draft);
        String duplicate = PRODUCTS + "/" + original.text("id") + "/duplicate";

        Reply same = staff.call("POST", duplicate, Map.of("internalNotes", "other"));
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.body().at("/conflictsWith/id").asString()).isEqualTo(original.text("id"));

        Reply tier = staff.call("POST", duplicate, Map.of("amountMin", "2000", "amountMax", "3000"));
        assertThat(tier.status()).as("%s", tier.body()).isEqualTo(201);
        assertThat(tier.text("status")).isEqualTo("DRAFT");
        assertThat(tier.text("internalNotes")).isEqualTo("keep");
        assertThat(tier.text("rateIndex")).isEqualTo("CA_PRIME");
        assertThat(tier.body().path("requiredDocuments"))
                .isEqualTo(original.body().path("requiredDocuments"));
        assertThat(tier.text("id")).isNotEqualTo(original.text("id"));
        assertThat(staff.call("POST", duplicate, Map.of("amountMin", "2000", "amountMax", "3000"))
                        .status())
                .as("that tier is there now")
                .isEqualTo(409);

        Reply us = staff.call("POST", duplicate, Map.of("country", "US", "status", "PUBLISHED"));
        assertThat(us.status()).as("%s", us.body()).isEqualTo(201);
        assertThat(us.text("currency")).isEqualTo("USD");
        assertThat(us.text("status")).isEqualTo("PUBLISHED");
        assertThat(us.body().path("regionsExcluded").isEmpty()).isTrue();
        assertThat(us.body().path("rateIndex").isNull()).isTrue();
        assertThat(staff.call("POST", duplicate, Map.of("nonsense", 1, "amountMin", "x"))
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
        assertThat(staff.call("POST", duplicate, List.of()).status()).isEqualTo(422);
        assertThat(staff.call("POST", PRODUCTS + "/" + new UUID(1, 1) + "/duplicate", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void lendersAreListedWithTheirProducts() throws Exception {
        Reply one = staff.createLender("Zz Listed One");
        staff.createLender("Zz Listed Two");
        create(RunningStaff.product(one, "Draft"));
        create(RunningStaff.product(one, "Published").put("status", "PUBLISHED"));
        Reply listed = staff.call("GET", "/api/lenders?search=zz%20LISTED&sort=-products");
        assertThat(listed.body().path("total").asInt()).isEqualTo(2);
        assertThat(listed.body().at("/items/0/id").asString()).isEqualTo(one.text("id"));
        assertThat(listed.body().at("/items/0/products"))
                .isEqualTo(Json.read("{\"DRAFT\":1,\"PUBLISHED\":1,\"ARCHIVED\":0}"));
        staff.call("POST", "/api/lenders/" + one.text("id") + "/archive");
        assertThat(staff.call("GET", "/api/lenders?search=listed&status=ARCHIVED&status=ACTIVE&sort=name")
                        .body()
                        .path("items")
                        .findValuesAsString("name"))
                .containsExactly("Zz Listed One", "Zz Listed Two");
        assertThat(staff.call("GET", "/api/lenders?search=listed&status=ARCHIVED")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        ObjectNode item = (ObjectNode) listed.body().at("/items/1");
        assertThat(staff.call("PUT", "/api/lenders/" + item.path("id").asString(), item, "If-Match", "\"1\"")
                        .status())
                .as("what was listed can be put back")
                .isEqualTo(200);
        for (String wrong : List.of("sort=size", "status=GONE", "category=TERM_LOAN", "search=a&search=b")) {
            assertThat(staff.call("GET", "/api/lenders?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        for (String wrong : List.of("sort=size", "status=GONE", "lenderId=7", "country=DE", "search=a&search=b")) {
            assertThat(staff.call("GET", PRODUCTS + "?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void whoHasTheCodeListsIsToldSo() throws Exception {
        Reply lists = staff.call("GET", "/api/reference-data");
        assertThat(lists.body().at("/categories/1/aliases/0").asString()).isEqualTo("loc");
        Reply again = staff.send(staff.request("GET", "/api/reference-data", RunningStaff.TOKEN, new byte[0])
                .header("If-None-Match", lists.revision()));
        assertThat(again.status()).isEqualTo(304);
    }

    private static ObjectNode tier(Reply lender, String name, String min, String max) {
        return RunningStaff.product(lender, name).put("amountMin", min).put("amountMax", max);
    }

    private Reply create(ObjectNode draft) throws IOException, InterruptedException {
        Reply created = staff.call("POST", PRODUCTS, draft);
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created;
    }

    private static List<String> ids(Reply reply, String list) {
        return reply.body()
                .path(list)
                .valueStream()
                .map((JsonNode close) -> close.at("/product/id").asString())
                .toList();
    }
}
