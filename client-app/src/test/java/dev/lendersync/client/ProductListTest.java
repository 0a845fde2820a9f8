package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.SyncHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The list that applicants see, filtered by the tables that the npm package passes too.
class ProductListTest {
    private static final Path TABLES = Path.of("../protocol/src/test/resources/rules/eligibility.json");
    private static final String PATH = "/api/lender-products";
    private static final String PORTAL = "https://portal.example.com";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JsonNode table;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestStaffApp staff;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestClient client;

    @BeforeAll
    static void start() throws Exception {
        table = Json.read(Files.readAllBytes(TABLES));
        staff = new TestStaffApp();
        Catalog catalog = staff.publish(products());
        client = TestClient.start(staff.url, folder.resolve("client"), PORTAL).ready();
        assertThat(client.json(PATH).path("position").asString())
                .isEqualTo(catalog.position().toString());
    }

    @AfterAll
    static void stop() {
        client.close();
        staff.close();
    }

    /// One product for each case of the table.
    private static List<LenderProduct> products() {
        List<LenderProduct> products = new ArrayList<>();
        for (JsonNode one : table.path("cases")) {
            ObjectNode product = (ObjectNode) table.path("base").deepCopy();
            one.path("product").properties().forEach(member -> product.set(member.getKey(), member.getValue()));
            products.add(LenderProduct.of(product.put("id", id(products.size()))));
        }
        return products;
    }

    /// Each is made for one who asks, and kept until he has it.
    @Test
    void listsThatNobodyTakesAreNotMadeWithoutEnd(@TempDir Path own) throws Exception {
        List<LenderProduct> many = IntStream.range(
                        0, 6_000_000 / table.path("base").toString().length())
                .mapToObj(number ->
                        LenderProduct.of(((ObjectNode) table.path("base").deepCopy()).put("id", id(number))))
                .toList();
        String ask = "GET " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n";
        List<Socket> stalled = new ArrayList<>();
        try (TestStaffApp large = new TestStaffApp()) {
            large.publish(many);
            try (TestClient asked = TestClient.start(large.url, own).ready()) {
                for (int i = 0; i < 30; i++) {
                    Socket stalls = new Socket();
                    stalls.setReceiveBufferSize(4_096);
                    stalls.connect(new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), asked.url().getPort()));
                    stalls.getOutputStream().write(ask.repeat(3).getBytes(StandardCharsets.US_ASCII));
                    stalled.add(stalls);
                }
                TestClient.await("busy", () -> asked.get(PATH).statusCode() == 503);
                for (Socket stalls : stalled) {
                    stalls.close();
                }
                TestClient.await("no longer", () -> asked.get(PATH).statusCode() == 200);
            }
        }
    }

    private static String id(int number) {
        return TestStaffApp.id(number).toString();
    }

    @Test
    void itFiltersByTheTables() {
        int number = 0;
        for (JsonNode one : table.path("cases")) {
            String query = one.path("enquiry").properties().stream()
                    .map(member -> member.getKey() + "="
                            + URLEncoder.encode(member.getValue().asString(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&", "?", ""));
            JsonNode answer = client.json(PATH + query);
            String verdict = one.path("verdict").asString();
            assertThat(ids(answer, "products").contains(id(number)))
                    .as(one.path("name") + " " + query)
                    .isEqualTo(!verdict.equals("not-eligible"));
            assertThat(texts(answer, "askUs").contains(id(number)))
                    .as(one.path("name") + " " + query)
                    .isEqualTo(verdict.equals("ask-us"));
            assertThat(answer.path("total").asInt())
                    .isEqualTo(answer.path("products").size());
            number++;
        }
        assertThat(number).isGreaterThan(40);
    }

    @Test
    void withoutFiltersItIsTheWholeCatalogAsItIsOnTheWire() {
        JsonNode snapshot = client.json(SyncHeaders.SYNC_PATH);
        assertThat(client.json(PATH).path("products")).isEqualTo(snapshot.path("products"));
        assertThat(client.json(PATH + "?country=&amount=").path("products")).isEqualTo(snapshot.path("products"));
        assertThat(client.json(PATH).path("success").asBoolean()).isTrue();
    }

    @Test
    void neverAnEmptyPageWithoutAWord() {
        JsonNode answer = client.json(PATH + "?country=US&category=MEDIA_FINANCE");
        assertThat(answer.path("products").size()).isZero();
        assertThat(answer.path("relaxations")
                        .valueStream()
                        .map(one -> one.path("filter").asString()))
                .containsExactly("category");
        assertThat(answer.path("relaxations").path(0).path("matches").asInt()).isPositive();
        assertThat(client.json(PATH).path("relaxations").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "country=CANADA, country: must be CA or US",
        "country=ca, country: must be CA or US",
        "category=LOC, category: must be a category code such as TERM_LOAN",
        "amount=10%2C000, amount: must be a decimal number such as 50000 or 50000.00",
        "amount=-1, amount: must be a decimal number such as 50000 or 50000.00",
        "termMonths=0, termMonths: must be a whole number of months from 1",
        "termMonths=12.5, termMonths: must be a whole number of months from 1",
        "purpose=FUN, purpose: must be a purpose code such as EQUIPMENT",
        "hasReceivables=yes, hasReceivables: must be true or false",
        "amount=1&amount=2, amount: must be there once at most",
        "colour=red, colour: unknown"
    })
    void aBadParameterIsNamed(String query, String detail) {
        HttpResponse<byte[]> answer = client.get(PATH + "?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = Json.read(answer.body());
        assertThat(problem.path("detail").asString()).isEqualTo(detail);
        assertThat(problem.path("type").asString()).isEqualTo("urn:lender-sync:problem:invalid-parameter");
    }

    @Test
    void pagesOfAllowedHostsMayReadIt() {
        for (String path : List.of(PATH, SyncHeaders.SYNC_PATH, "/api/freshness")) {
            HttpResponse<byte[]> answer = client.get(path, "Origin", PORTAL);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(PORTAL);
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                    .contains("Lender-Sync-Digest, Lender-Sync-Age-Millis, Age");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
            HttpResponse<byte[]> other = client.get(path, "Origin", "https://elsewhere.example.com");
            assertThat(other.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(other.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void withoutACatalogItSaysSo() throws Exception {
        TestStaffApp gone = new TestStaffApp();
        gone.goDown();
        try (TestClient empty = TestClient.start(gone.url, folder.resolve("empty"))) {
            assertThat(empty.get(PATH).statusCode()).isEqualTo(503);
        } finally {
            gone.close();
        }
    }

    private static Set<String> ids(JsonNode answer, String member) {
        return answer.path(member)
                .valueStream()
                .map(one -> one.path("id").asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode answer, String member) {
        return answer.path(member).valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
