package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.ApiServer;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.products.NameKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The API from outside, over HTTP.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffServerTest {
    private static final String LENDERS = "/api/lenders/";
    private static final String PRODUCTS = "/api/lender-products";

    private RunningStaff staff;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    private String one(Reply product) {
        return PRODUCTS + "/" + product.text("id");
    }

    private Reply create(ObjectNode draft) throws IOException, InterruptedException {
        Reply created = staff.call("POST", PRODUCTS, draft);
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created;
    }

    private JsonNode servedProducts() throws IOException, InterruptedException {
        return staff.call("GET", PRODUCTS + "/sync").body().path("products");
    }

    private boolean serves(Reply product) throws IOException, InterruptedException {
        for (JsonNode served : servedProducts()) {
            if (served.path("id").asString().equals(product.text("id"))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aProductFromDraftToDeletion() throws Exception {
        Reply product = create(
                RunningStaff.product(staff.createLender("Life Bank"), "Life").put("amountMin", "10000"));
        assertThat(product.text("status")).isEqualTo("DRAFT");
        assertThat(product.text("amountMin")).isEqualTo("10000.00");
        assertThat(serves(product)).as("a draft").isFalse();

        Reply read = staff.call("GET", one(product));
        ObjectNode edited = read.object().put("amountMin", "20000.00");
        Reply put = staff.call("PUT", one(product), edited, "If-Match", read.revision());
        assertThat(put.status()).isEqualTo(200);
        assertThat(staff.call("GET", one(product)).text("amountMin")).isEqualTo("20000.00");

        assertThat(staff.call("POST", one(product) + "/publish").text("status")).isEqualTo("PUBLISHED");
        assertThat(serves(product)).as("published").isTrue();
        assertThat(staff.call("POST", one(product) + "/archive").text("status")).isEqualTo("ARCHIVED");
        assertThat(serves(product)).as("archived").isFalse();
        assertThat(staff.call("POST", one(product) + "/publish").status()).isEqualTo(409);
        assertThat(staff.call("POST", one(product) + "/restore").text("status"))
                .as("the status before")
                .isEqualTo("PUBLISHED");
        assertThat(serves(product)).as("restored").isTrue();
        assertThat(staff.call("DELETE", one(product)).status()).isEqualTo(204);
        assertThat(serves(product)).as("deleted").isFalse();
        assertThat(staff.call("GET", one(product)).status()).isEqualTo(404);
    }

    @Test
    void aDraftComesBackAsADraft() throws Exception {
        Reply product = create(RunningStaff.product(staff.createLender("Draft Bank"), "Draft"));
        staff.call("POST", one(product) + "/archive");
        assertThat(staff.call("POST", one(product) + "/restore").text("status")).isEqualTo("DRAFT");
    }

    @Test
    void aLenderHidesAndShowsItsProducts() throws Exception {
        Reply lender = staff.createLender("Hiding Bank");
        Reply product = create(RunningStaff.product(lender, "Hidden").put("status", "PUBLISHED"));
        String path = LENDERS + lender.text("id");
        Reply read = staff.call("GET", path);
        assertThat(staff.call("PUT", path, read.object().put("name", "Hiding Bank 2"), "If-Match", read.revision())
                        .status())
                .isEqualTo(200);
        assertThat(staff.call("GET", one(product)).text("lenderName")).isEqualTo("Hiding Bank 2");
        assertThat(staff.call("POST", path + "/archive").text("status")).isEqualTo("ARCHIVED");
        assertThat(serves(product)).isFalse();
        assertThat(staff.call("POST", path + "/restore").text("status")).isEqualTo("ACTIVE");
        assertThat(serves(product)).isTrue();

        Reply refused = staff.call("DELETE", path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("1 product");
        staff.call("DELETE", one(product));
        assertThat(staff.call("DELETE", path).status()).isEqualTo(204);
        assertThat(staff.call("GET", path).status()).isEqualTo(404);
    }

    @Test
    void listsCountAndPage() throws Exception {
        Reply lender = staff.createLender("Listed Bank");
        create(RunningStaff.product(lender, "Listed 1"));
        create(RunningStaff.product(lender, "Listed 2"));
        for (String path : new String[] {PRODUCTS, "/api/lenders"}) {
            Reply page = staff.call("GET", path + "?page=1&pageSize=1");
            assertThat(page.body().path("items").size()).isEqualTo(1);
            assertThat(page.body().path("total").asInt()).isPositive();
            assertThat(staff.call("GET", path + "?pageSize=501").status()).isEqualTo(400);
            assertThat(staff.call("GET", path + "?nonsense=1").status()).isEqualTo(400);
        }
    }

    @Test
    void noEditIsLost() throws Exception {
        Reply product = create(RunningStaff.product(staff.createLender("Edited Bank"), "Edited"));
        ObjectNode first = product.object().deepCopy().put("description", "first");
        assertThat(staff.call("PUT", one(product), first).status()).isEqualTo(428);
        assertThat(staff.call("PUT", one(product), first, "If-Match", "7").status())
                .isEqualTo(400);
        assertThat(staff.call("PUT", one(product), first, "If-Match", product.revision())
                        .status())
                .isEqualTo(200);
        ObjectNode second = product.object().deepCopy().put("description", "second");
        Reply stale = staff.call("PUT", one(product), second, "If-Match", product.revision());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body().path("current").path("description").asString()).isEqualTo("first");
    }

    @Test
    void whatAGetAnsweredCanBePutBack() throws Exception {
        ObjectNode draft = RunningStaff.product(staff.createLender("Same Bank"), "Same")
                .put("status", "PUBLISHED")
                .put("rateKind", "APR")
                .put("rateMin", "7.99")
                .put("commissionPercent", "1.5");
        draft.putArray("requiredDocuments").addObject().put("code", "INVOICES").put("amountFrom", "5000");
        Reply product = create(draft);
        Reply before = staff.call("GET", one(product));
        long version = staff.database().version();
        Reply put = staff.call("PUT", one(product), before.body(), "If-Match", before.revision());
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.revision()).isEqualTo(before.revision());
        assertThat(staff.database().version()).isEqualTo(version);
        assertThat(staff.call("GET", one(product)).body()).isEqualTo(before.body());
    }

    @Test
    @DisplayName("P12 a duplicate names the other")
    void aDuplicateNamesTheOther() throws Exception {
        Reply lender = staff.createLender("Double Bank");
        Reply product = create(RunningStaff.product(lender, "Double"));
        Reply twice = staff.call("POST", PRODUCTS, RunningStaff.product(lender, " DOUBLE "));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body().path("conflictsWith").path("id").asString()).isEqualTo(product.text("id"));
        Reply other = create(RunningStaff.product(lender, "Single"));
        Reply renamed = staff.call(
                "PUT", one(other), other.object().deepCopy().put("name", "Double"), "If-Match", other.revision());
        assertThat(renamed.body().path("conflictsWith").path("id").asString()).isEqualTo(product.text("id"));

        staff.call("POST", one(product) + "/archive");
        create(RunningStaff.product(lender, "Double"));
        assertThat(staff.call("POST", one(product) + "/restore").status()).isEqualTo(409);

        Reply namesake = staff.createLender("double BANK");
        assertThat(namesake.status()).isEqualTo(409);
        assertThat(namesake.body().path("conflictsWith").path("id").asString()).isEqualTo(lender.text("id"));
    }

    /// Java knows the letters of a newer Unicode than the server's ICU library; PostgreSQL's word counts.
    @Test
    void lettersThatTheServerDoesNotKnowYetAreRefusedInWords() throws Exception {
        String young = Character.toString(0x30000);
        assertThat(NameKey.of(young)).isEqualTo(young);
        boolean known =
                staff.database().text("SELECT sync.name_key('" + young + "')").equals(young);
        Reply lender = staff.createLender("Young Bank");

        Reply only = staff.call("POST", PRODUCTS, RunningStaff.product(lender, young + young));
        create(RunningStaff.product(lender, "Young " + young));
        Reply twin = staff.call("POST", PRODUCTS, RunningStaff.product(lender, "Young"));

        assertThat(only.status()).isEqualTo(known ? 201 : 422);
        assertThat(twin.status()).isEqualTo(known ? 201 : 409);
        assertThat(staff.createLender(young + young).status()).isEqualTo(known ? 201 : 422);
    }

    @Test
    void everyBadFieldIsNamed() throws Exception {
        Reply invalid = staff.call(
                "POST",
                PRODUCTS,
                RunningStaff.product(staff.createLender("Strict Bank"), "x")
                        .put("category", "LOC")
                        .put("amountMin", "-1")
                        .put("minCreditScore", 1000)
                        .put("amount_max", 1));
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.body().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/name", "/category", "/amountMin", "/minCreditScore", "/amount_max");
        Reply unknown = staff.call(
                "POST",
                PRODUCTS,
                RunningStaff.product(staff.createLender("Gone Bank"), "Gone")
                        .put("lenderId", new UUID(1, 2).toString()));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("errors").findValuesAsString("pointer")).containsExactly("/lenderId");
    }

    @Test
    void bodiesThatAreNoJsonAreRefused() throws Exception {
        byte[] text = "{\"name\":".getBytes(StandardCharsets.UTF_8);
        assertThat(staff.send(staff.request("POST", "/api/lenders", RunningStaff.TOKEN, text))
                        .status())
                .isEqualTo(400);
        HttpRequest.Builder form = staff.request("POST", "/api/lenders", RunningStaff.TOKEN, text)
                .setHeader("Content-Type", "application/x-www-form-urlencoded");
        assertThat(staff.send(form).status()).isEqualTo(415);
        byte[] tooLargeForAnybody = new byte[ApiServer.MAX_PUBLIC_BODY + 1];
        assertThat(staff.send(staff.request("POST", "/api/session", "", tooLargeForAnybody))
                        .status())
                .isEqualTo(413);
        byte[] large = new byte[ApiServer.MAX_BODY + 1];
        assertThat(staff.send(staff.request("POST", "/api/lenders", RunningStaff.TOKEN, large))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void whatIsNoRequestIsAnsweredWithAProblemToo() throws Exception {
        String tooLong = "/" + "a".repeat(9_000);
        assertThat(staff.send(staff.request("GET", tooLong, RunningStaff.TOKEN, new byte[0]))
                        .text("type"))
                .isEqualTo("urn:lender-sync:problem:too-long");
    }

    @Test
    void whatIsReadWithGetTakesHead() throws Exception {
        for (String path : List.of("/healthz", "/openapi.yaml", PRODUCTS, PRODUCTS + "/sync")) {
            Reply head = staff.send(staff.request("HEAD", path, RunningStaff.TOKEN, new byte[0]));
            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.body().isMissingNode()).as(path).isTrue();
        }
    }

    @Test
    void everyOperationKnowsWhoMayCallIt() throws Exception {
        Reply client = staff.call(
                "POST",
                "/api/clients",
                Json.MAPPER.createObjectNode().put("name", "Client").put("baseUrl", "http://127.0.0.1:9"));
        String key = client.text("apiKey");
        for (Route route : staff.routes()) {
            String path = route.path().replaceAll("\\{\\w+}", new UUID(0, 1).toString());
            String what = route.method() + " " + path;
            if (route.access() == Access.PUBLIC) {
                continue;
            }
            assertThat(staff.send(staff.request(route.method(), path, "", new byte[0]))
                            .status())
                    .as(what)
                    .isEqualTo(401);
            if (route.access() == Access.CLIENT) {
                continue;
            }
            assertThat(staff.send(staff.request(route.method(), path, key, new byte[0]))
                            .status())
                    .as(what)
                    .isEqualTo(403);
        }
        String sync = PRODUCTS + "/sync";
        assertThat(staff.send(staff.request("GET", sync, "", new byte[0])).status())
                .isEqualTo(401);
        assertThat(staff.send(staff.request("GET", sync, "lst_" + "b".repeat(40), new byte[0]))
                        .status())
                .isEqualTo(401);
        assertThat(staff.send(staff.request("GET", sync, key, new byte[0])).status())
                .isEqualTo(200);
        assertThat(staff.send(staff.request("GET", "/nothing", "", new byte[0])).status())
                .isEqualTo(401);
        assertThat(staff.call("GET", "/nothing").status()).isEqualTo(404);
        assertThat(staff.call("DELETE", "/api/lenders").status()).isEqualTo(405);
        assertThat(staff.call("PUT", "/api//lenders").text("detail"))
                .isEqualTo("This path takes GET, HEAD, POST only.");
        assertThat(staff.send(staff.request("GET", "/readyz", "", new byte[0])).status())
                .isEqualTo(200);
    }

    @Test
    void aWriterReadsWhatItWrote() throws Exception {
        Reply product = create(
                RunningStaff.product(staff.createLender("Own Bank"), "Own").put("status", "PUBLISHED"));
        Reply last = product;
        for (int i = 0; i < 50; i++) {
            ObjectNode edit = last.object().deepCopy().put("feesNote", "edit " + i);
            last = staff.call("PUT", one(product), edit, "If-Match", last.revision());
            assertThat(last.status()).isEqualTo(200);
            Reply served = staff.call("GET", PRODUCTS + "/sync");
            assertThat(served.etag().orElseThrow()).contains(last.text("position"));
            for (JsonNode item : served.body().path("products")) {
                if (item.path("id").equals(product.body().path("id"))) {
                    assertThat(item.path("feesNote").asString()).isEqualTo("edit " + i);
                }
            }
        }
    }
}
