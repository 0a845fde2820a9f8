package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every way to change the catalog reaches both Client Apps; what is staff's own reaches none, and they change nothing.
@Tag("slow")
class FlowTest {
    private static final String PRODUCTS = "/api/lender-products";
    // No other product of the sample has this commission.
    private static final String COMMISSION = "7.7331";
    private static final String MARKER = "ForStaffOnly";
    private static final List<String> SECRETS = List.of(COMMISSION, MARKER.toLowerCase(Locale.ROOT));

    private static LocalSystem system;
    private static String lenderId;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(1, 60));
        }
        Http.Answer lender = system.call(
                "POST",
                "/api/lenders",
                Map.of(
                        "name", "Flow Lending",
                        "website", "https://" + MARKER + ".example",
                        "contactName", MARKER + " name",
                        "contactEmail", MARKER + "@lender.example",
                        "contactPhone", "+1 " + MARKER,
                        "notes", MARKER + " notes"));
        assertThat(lender.status()).isEqualTo(201);
        lenderId = lender.json().path("id").asString();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void whatStaffDoThroughTheApiReachesBothClients() throws Exception {
        Http.Answer made = create("Api Flow One");
        String product = PRODUCTS + "/" + made.json().path("id").asString();
        assertEverywhere("Api Flow One", true);

        Map<String, Object> edited = product("Api Flow Two");
        Http.Answer edit = system.call("PUT", product, edited, "If-Match", made.header("ETag"));
        assertThat(edit.status()).isEqualTo(200);
        assertEverywhere("Api Flow One", false);
        assertEverywhere("Api Flow Two", true);
        assertThat(system.call("PUT", product, edited, "If-Match", made.header("ETag"))
                        .status())
                .as("an edit of what has changed since")
                .isEqualTo(412);

        assertThat(system.call("POST", product + "/archive", Map.of()).status()).isEqualTo(200);
        assertEverywhere("Api Flow Two", false);

        assertThat(system.call("POST", product + "/restore", Map.of()).status()).isEqualTo(200);
        assertEverywhere("Api Flow Two", true);

        assertThat(system.call("DELETE", product, Map.of()).status()).isEqualTo(204);
        assertEverywhere("Api Flow Two", false);
    }

    @Test
    void whatIsDoneInSqlReachesBothClients() throws Exception {
        String id = create("Sql Flow One").json().path("id").asString();
        assertEverywhere("Sql Flow One", true);

        int updated =
                system.database().execute("UPDATE lender_products SET name = 'Sql Flow Two' WHERE id = '" + id + "'");
        assertThat(updated).isEqualTo(1);
        assertEverywhere("Sql Flow One", false);
        assertEverywhere("Sql Flow Two", true);

        assertThat(system.database().execute("DELETE FROM lender_products WHERE id = '" + id + "'"))
                .isEqualTo(1);
        assertEverywhere("Sql Flow Two", false);
    }

    @Test
    void nothingOfStaffIsInAnyAnswerToClients() throws Exception {
        String before = Truth.assertIdenticalEverywhere(system).position();
        JsonNode made = create("Shy Flow").json();
        assertEverywhere("Shy Flow", true);
        String product = PRODUCTS + "/" + made.path("id").asString();
        String staffView = text(system.call("GET", product, Map.of()))
                + text(system.call("GET", "/api/lenders/" + lenderId, Map.of()));
        assertThat(staffView).as("the markers are where staff see them").contains(SECRETS);

        List<Http.Answer> answers = new ArrayList<>();
        for (LocalSystem.Client client : system.clients()) {
            for (String path : List.of(PRODUCTS, product, "/", "/readyz", "/healthz", "/api/freshness", "/nowhere")) {
                answers.add(Http.get(client.app().url() + path));
            }
            List<Http.Answer> catalogs = List.of(
                    Http.get(client.syncUrl()),
                    Http.get(client.syncUrl() + "?since=" + before),
                    system.pull(client.key(), ""),
                    system.pull(client.key(), "?since=" + before));
            assertThat(catalogs).allSatisfy(answer -> assertThat(text(answer)).contains("shy flow"));
            answers.addAll(catalogs);
            Http.Answer refused = Http.get(system.staff().url() + product, "Authorization", "Bearer " + client.key());
            assertThat(refused.status()).isEqualTo(403);
            answers.add(refused);
            assertThat(Files.readString(client.dataDir().resolve("catalog.json")))
                    .doesNotContain(COMMISSION, MARKER);
        }
        assertThat(answers).allSatisfy(answer -> assertThat(text(answer)).doesNotContain(SECRETS));
    }

    @Test
    void nothingOfStaffIsInAnyFrameOrWebhook() throws Exception {
        String before = Truth.assertIdenticalEverywhere(system).position();
        try (Wiretap tap = Wiretap.on(system, before)) {
            Http.Answer made = create("Overheard Flow");
            tap.await("Overheard Flow", made.json().path("position").asString());
            assertThat(tap.heard().toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
        }
    }

    @Test
    void aClientAppRefusesEveryWrite() throws Exception {
        Truth before = Truth.assertIdenticalEverywhere(system);
        byte[] body = "{\"products\":[]}".getBytes(StandardCharsets.UTF_8);
        for (LocalSystem.Client client : system.clients()) {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                for (String path : List.of(
                        PRODUCTS, PRODUCTS + "/sync", PRODUCTS + "/" + lenderId, "/webhooks/lender-products/update")) {
                    Http.Answer answer = Http.send(
                            method, client.app().url() + path, body, "Authorization", "Bearer " + system.token());
                    assertThat(answer.status()).as(method + " " + path).isBetween(400, 499);
                }
            }
        }
        assertThat(Truth.assertIdenticalEverywhere(system)).isEqualTo(before);
    }

    private static Map<String, Object> product(String name) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("lenderId", lenderId);
        product.put("name", name);
        product.put("category", "TERM_LOAN");
        product.put("country", "CA");
        product.put("requiresReceivables", false);
        product.put("amountMin", "10000.00");
        product.put("commissionPercent", COMMISSION);
        product.put("internalNotes", MARKER + " internal");
        product.put("status", "PUBLISHED");
        return product;
    }

    private static Http.Answer create(String name) throws Exception {
        Http.Answer answer = system.call("POST", PRODUCTS, product(name));
        assertThat(answer.status()).as(text(answer)).isEqualTo(201);
        return answer;
    }

    private static void assertEverywhere(String name, boolean there) throws Exception {
        long found = Truth.assertIdenticalEverywhere(system).documents().stream()
                .filter(document -> document.contains("\"name\":\"" + name + "\""))
                .count();
        assertThat(found).as("products named " + name).isEqualTo(there ? 1 : 0);
    }

    /// All of an answer, in lower case.
    private static String text(Http.Answer answer) {
        return (answer.headers() + new String(answer.body(), StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
    }
}
