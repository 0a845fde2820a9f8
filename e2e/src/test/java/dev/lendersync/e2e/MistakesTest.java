package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Json;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Mistakes of earlier systems, seen from both Client Apps: each check passes, and fails as soon as the mistake is
/// made.
@Tag("slow")
class MistakesTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final Path OPENAPI = Path.of("../docs/protocol/openapi.yaml");
    private static final int REGISTER = 541;

    private static LocalSystem system;
    private static Plants plants;

    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    @FunctionalInterface
    interface Plant {
        void in(Plants plants) throws Exception;
    }

    record Mistake(String name, Check check, Plant plant) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
        plants = new Plants(system.database());
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void startAfresh() throws Exception {
        plants.heal();
        stock();
        assertThat(everywhere()).hasSize(3);
    }

    /// Two published products of Maple, one of Birch.
    private static void stock() throws Exception {
        TestDatabase database = system.database();
        database.execute("INSERT INTO lenders (name) VALUES ('Maple'), ('Birch')");
        database.execute("INSERT INTO lender_products (lender_id, name, category, status, country, rate_kind, rate_min)"
                + " SELECT id, n, 'TERM_LOAN', 'PUBLISHED', CASE name WHEN 'Maple' THEN 'CA' ELSE 'US' END, 'APR', 7.99"
                + " FROM lenders, unnest('{Flex,Steady}'::text[]) AS n WHERE name = 'Maple' OR n = 'Flex'");
        database.execute(
                "INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theCheckPassesAndCatchesTheMistake(Mistake mistake) throws Exception {
        mistake.check.run();
        plants.heal();
        mistake.plant.in(plants);
        stock();
        assertThatThrownBy(mistake.check::run).isInstanceOf(AssertionError.class);
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        "1 any category is stored",
                        MistakesTest::oneVocabulary,
                        wrong -> wrong.withoutConstraint("lender_products_category_check")),
                new Mistake(
                        "1 clients get another word for a category",
                        MistakesTest::oneVocabulary,
                        wrong -> wrong.withWire("(p).category", "initcap((p).category)")),
                new Mistake(
                        "2 a second member for the status",
                        MistakesTest::oneMemberForEachFact,
                        wrong -> wrong.withWire("'feesNote'", "'isActive', true, 'feesNote'")),
                new Mistake(
                        "3 the change check leaves out rates",
                        MistakesTest::ratesAndDocumentsArrive,
                        wrong -> wrong.withWire("((p).rate_min)::text", "'7.9900'::text")),
                new Mistake(
                        "3 the change check knows ids only",
                        MistakesTest::ratesAndDocumentsArrive,
                        wrong -> wrong.withoutTrigger("lender_products", "note_update")),
                new Mistake(
                        "3 the change check leaves out documents",
                        MistakesTest::ratesAndDocumentsArrive,
                        wrong -> wrong.withoutTrigger("required_documents", "note_update")),
                new Mistake(
                        "4 a rate without its kind",
                        MistakesTest::aRateHasOneMeaning,
                        wrong -> wrong.withoutConstraint("lender_products_rate_has_kind")),
                new Mistake(
                        "4 a factor that is a percentage",
                        MistakesTest::aRateHasOneMeaning,
                        wrong -> wrong.withoutConstraint("lender_products_rate_range")),
                new Mistake(
                        "5 deletions never arrive",
                        MistakesTest::deletionsArriveToTheLast,
                        MistakesTest::deletionsPassBy),
                new Mistake("6 LIMIT 500", MistakesTest::allOfTheRegisterArrive, wrong -> wrong.withLimit(500)),
                new Mistake("7 a zombie product", MistakesTest::whatIsGoneIsNowhere, MistakesTest::deletionsPassBy),
                new Mistake(
                        "7 a stale product",
                        MistakesTest::whatIsEditedIsTheSameEverywhere,
                        wrong -> wrong.withoutTrigger("lender_products", "note_update")),
                new Mistake(
                        "8 a default country",
                        MistakesTest::noCountryIsAssumed,
                        wrong -> wrong.withDefault("country", "'CA'")),
                new Mistake(
                        "9 NULL is sent as 0",
                        MistakesTest::whatIsNotStatedIsNull,
                        wrong -> wrong.withWire("((p).amount_max)::text", "coalesce((p).amount_max, 0)::text")),
                new Mistake(
                        "10 bulk updates pass by",
                        MistakesTest::everyPathIsSeen,
                        wrong -> wrong.withoutTrigger("lender_products", "note_update")),
                new Mistake(
                        "10 a renamed lender passes by",
                        MistakesTest::everyPathIsSeen,
                        wrong -> wrong.withoutTrigger("lenders", "note_update")),
                new Mistake(
                        "10 child rows pass by",
                        MistakesTest::everyPathIsSeen,
                        wrong -> wrong.withoutTrigger("required_documents", "note_insert")),
                new Mistake(
                        "11 double-click on Save",
                        MistakesTest::savedTwiceIsThereOnce,
                        wrong -> wrong.withoutConstraint("lender_products_natural_key_unique")));
    }

    /// Those of a product's documents would tell of it.
    private static void deletionsPassBy(Plants wrong) throws Exception {
        wrong.withoutTrigger("lender_products", "note_delete");
        wrong.withoutTrigger("required_documents", "note_delete");
    }

    private static void oneVocabulary() throws Exception {
        List<String> codes = inOpenApi("category:\\s+enum: \\[([^]]+)]");
        assertThat(codes).hasSize(12);
        assertThat(everywhere()).allSatisfy(product -> assertThat(codes).contains(text(product, "category")));
        for (String other : List.of("LOC", "Term Loan", "term_loan", "FACTORING")) {
            assertThat(post(product("Other", "category", other)).status())
                    .as(other)
                    .isEqualTo(422);
            assertThat(accepts("UPDATE lender_products SET category = '" + other + "'"))
                    .as(other)
                    .isFalse();
        }
    }

    private static void oneMemberForEachFact() throws Exception {
        List<String> members = inOpenApi("A product as clients see it.*?required: \\[([^]]+)]");
        assertThat(members).hasSizeGreaterThan(20);
        assertThat(everywhere())
                .allSatisfy(
                        product -> assertThat(product.propertyNames()).containsExactlyInAnyOrderElementsOf(members));
    }

    private static void ratesAndDocumentsArrive() throws Exception {
        system.database().execute("UPDATE lender_products SET rate_min = 9.25 WHERE name = 'Steady'");
        assertThat(text(served("Steady"), "rateMin")).isEqualTo("9.2500");
        system.database().execute("UPDATE required_documents SET stage = 'CLOSING'");
        assertThat(text(served("Steady").path("requiredDocuments").path(0), "stage"))
                .isEqualTo("CLOSING");
    }

    private static void aRateHasOneMeaning() throws Exception {
        for (String rate :
                List.of("rate_kind = NULL, rate_min = 1.24", "rate_kind = 'FACTOR', rate_min = 24", "rate_min = -1")) {
            assertThat(accepts("UPDATE lender_products SET " + rate)).as(rate).isFalse();
        }
        assertThat(post(product("Bare", "rateMin", "1.24")).status()).isEqualTo(422);
        Map<String, Object> factor = product("Factor", "rateKind", "FACTOR");
        factor.put("rateMin", "24");
        assertThat(post(factor).status()).isEqualTo(422);
        factor.put("rateMin", "1.24");
        assertThat(post(factor).status()).isEqualTo(201);
        assertThat(text(served("Factor"), "rateKind")).isEqualTo("FACTOR");
    }

    private static void deletionsArriveToTheLast() throws Exception {
        system.database().execute("DELETE FROM lender_products WHERE name = 'Steady'");
        assertThat(everywhere()).hasSize(2);
        system.database().execute("DELETE FROM lender_products");
        assertThat(everywhere()).isEmpty();
        for (LocalSystem.Client client : system.clients()) {
            assertThat(Http.get(client.app().url() + "/readyz").status())
                    .as("an empty catalog is no error")
                    .isEqualTo(200);
        }
    }

    private static void allOfTheRegisterArrive() throws Exception {
        system.database().execute("TRUNCATE lender_products CASCADE");
        system.database().execute("DELETE FROM lenders");
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(6, REGISTER));
        }
        assertThat(everywhere()).hasSize(REGISTER);
    }

    /// Equality of sets: "at least" and "contains" would let it pass.
    private static void whatIsGoneIsNowhere() throws Exception {
        system.database().execute("DELETE FROM lender_products WHERE name = 'Steady'");
        everywhere();
    }

    /// Equality of contents.
    private static void whatIsEditedIsTheSameEverywhere() throws Exception {
        system.database().execute("UPDATE lender_products SET fees_note = 'new' WHERE name = 'Steady'");
        everywhere();
    }

    private static void noCountryIsAssumed() throws Exception {
        Map<String, Object> nowhere = product("Nowhere", "country", "");
        nowhere.remove("country");
        assertThat(post(nowhere).status()).isEqualTo(422);
        assertThat(accepts("INSERT INTO lender_products (lender_id, name, category)"
                        + " SELECT id, 'Nowhere', 'TERM_LOAN' FROM lenders"))
                .isFalse();
        assertThat(everywhere().stream().map(product -> text(product, "country")))
                .containsExactlyInAnyOrder("CA", "CA", "US");
    }

    private static void whatIsNotStatedIsNull() throws Exception {
        assertThat(post(product("Open", "status", "PUBLISHED")).status()).isEqualTo(201);
        for (String member : List.of("amountMin", "amountMax", "rateMin", "minCreditScore", "termMaxMonths")) {
            assertThat(served("Open").path(member).isNull()).as(member).isTrue();
        }
    }

    private static void everyPathIsSeen() throws Exception {
        for (String change : List.of(
                "UPDATE lender_products SET fees_note = 'all of them'",
                "UPDATE lenders SET name = 'Maple Bank' WHERE name = 'Maple'",
                "INSERT INTO required_documents (product_id, code) SELECT id, 'TAX_RETURNS' FROM lender_products",
                "UPDATE lenders SET status = 'ARCHIVED' WHERE name = 'Birch'")) {
            assertThat(system.database().execute(change)).isPositive();
            everywhere();
        }
        assertThat(everywhere()).hasSize(2).allSatisfy(product -> {
            assertThat(text(product, "lenderName")).isEqualTo("Maple Bank");
            assertThat(text(product, "feesNote")).isEqualTo("all of them");
            assertThat(product.path("requiredDocuments").size()).isEqualTo(2);
        });
    }

    private static void savedTwiceIsThereOnce() throws Exception {
        Map<String, Object> draft = product("Twice", "amountMin", "10000");
        Callable<Integer> save = () -> post(draft).status();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService hands = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> answer : hands.invokeAll(List.of(save, save))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(201, 409);
        assertThat(everywhere()).hasSize(4);
    }

    /// What both Client Apps, the Staff App and the database hold, after it was found to be the same.
    private static List<JsonNode> everywhere() throws Exception {
        return Truth.assertIdenticalEverywhere(system).documents().stream()
                .map(Json::read)
                .toList();
    }

    private static JsonNode served(String name) throws Exception {
        return everywhere().stream()
                .filter(product -> text(product, "name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody has a product " + name));
    }

    private static String text(JsonNode json, String member) {
        return json.path(member).asString();
    }

    private static Http.Answer post(Map<String, Object> product) throws Exception {
        return system.call("POST", PRODUCTS, product);
    }

    /// A published product of Maple, with one more member.
    private static Map<String, Object> product(String name, String member, String value) throws Exception {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("lenderId", system.database().text("SELECT id FROM lenders WHERE name = 'Maple'"));
        product.put("name", name);
        product.put("category", "TERM_LOAN");
        product.put("country", "CA");
        product.put("requiresReceivables", false);
        product.put("status", "PUBLISHED");
        product.put(member, value);
        return product;
    }

    private static boolean accepts(String sql) throws Exception {
        return system.database().accepts(sql);
    }

    /// The words of a list in openapi.yaml.
    private static List<String> inOpenApi(String list) throws Exception {
        Matcher found = Pattern.compile(list, Pattern.DOTALL).matcher(Files.readString(OPENAPI));
        assertThat(found.find()).as(list).isTrue();
        return List.of(found.group(1).strip().split(",\\s*"));
    }
}
