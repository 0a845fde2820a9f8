package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.CodePoints;
import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.products.NameKey;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import dev.lendersync.staff.reference.ProductStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Filters, search, order and pages of the product list, against a naive model over the whole list, for random catalogs
/// and random questions. `-Dseed=N` replays one.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsModelTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final int QUESTIONS = 60;
    private static final List<String> WORDS = List.of(
            "Flex",
            "flexible",
            "TERM",
            "Prime",
            "prêt",
            "1.5",
            "A+",
            "ÉCLAIR",
            "start-up",
            "O'Neil",
            "100%",
            "x_y",
            "Straße",
            "日本");
    private static final Map<String, Function<JsonNode, @Nullable Comparable<?>>> SORTS = Map.of(
            "name", product -> lower(product, "name"),
            "lenderName", product -> lower(product, "lenderName"),
            "category", product -> text(product, "category"),
            "country", product -> text(product, "country"),
            "status", product -> text(product, "status"),
            "amountMin", product -> number(product, "amountMin"),
            "amountMax", product -> number(product, "amountMax"),
            "rateMin", product -> number(product, "rateMin"),
            "updatedAt", product -> text(product, "updatedAt"));

    private RunningStaff staff;
    private final List<String> lenders = new ArrayList<>();

    /// A question: `name=value` pairs of the query, and the sort.
    private record Question(Map<String, Set<String>> filters, List<String> words, String sort) {
        String query() {
            List<String> parts = new ArrayList<>();
            filters.forEach((name, values) -> values.forEach(value -> parts.add(name + "=" + value)));
            if (!words.isEmpty()) {
                parts.add("search=" + URLEncoder.encode(String.join(" ", words), StandardCharsets.UTF_8));
            }
            parts.add("sort=" + sort);
            return String.join("&", parts);
        }

        boolean takes(JsonNode product) {
            return filters.entrySet().stream()
                            .allMatch(filter -> filter.getValue().contains(text(product, filter.getKey())))
                    && words.stream().allMatch(word -> occurs(word, product));
        }

        /// In what people read of a product; in what names it, as names are compared.
        private static boolean occurs(String word, JsonNode product) {
            boolean inNames = Stream.of(
                            text(product, "name"),
                            text(product, "lenderName"),
                            Category.valueOf(text(product, "category")).label(),
                            Country.valueOf(text(product, "country")).label())
                    .anyMatch(name -> NameKey.of(name).contains(NameKey.of(word)));
            return inNames
                    || Stream.of("name", "lenderName", "description", "feesNote", "internalNotes")
                            .map(member -> text(product, member).toLowerCase(Locale.ROOT))
                            .anyMatch(text -> text.contains(word.toLowerCase(Locale.ROOT)));
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // each key compares with its own kind only
        Comparator<JsonNode> order() {
            boolean descending = sort.startsWith("-");
            Function key = SORTS.get(descending ? sort.substring(1) : sort);
            Comparator values = (a, b) -> a instanceof String text
                    ? CodePoints.ORDER.compare(text, (String) b)
                    : ((Comparable) a).compareTo(b);
            Comparator<JsonNode> byKey =
                    Comparator.comparing(key, Comparator.nullsLast(descending ? values.reversed() : values));
            return byKey.thenComparing(product -> text(product, "name"), CodePoints.ORDER)
                    .thenComparing(product -> text(product, "id"));
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        staff = RunningStaff.start(folder);
        for (String name : List.of("Éclair Bank", "flex capital", "O'Neil & Sons", "Zebra 100%")) {
            lenders.add(staff.createLender(name).text("id"));
        }
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    static LongStream seeds() {
        Long replayed = Long.getLong("seed");
        return replayed == null ? LongStream.rangeClosed(1, 6) : LongStream.of(replayed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void listsAreWhatTheModelSays(long seed) throws Exception {
        Random random = new Random(seed);
        staff.database().run("DELETE FROM lender_products");
        for (int i = 0; i < 40; i++) {
            create(random, i);
        }
        List<JsonNode> all = items(staff.call("GET", PRODUCTS + "?pageSize=500"));
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = question(random, all);
            List<String> expected = all.stream()
                    .filter(question::takes)
                    .sorted(question.order())
                    .map(product -> text(product, "id"))
                    .toList();
            assertThat(paged(question, 1 + random.nextInt(20), expected.size()))
                    .as("seed %d: %s", seed, question.query())
                    .isEqualTo(expected);
        }
    }

    /// All pages, one after the other, each of which says the same total; and one past the end.
    private List<String> paged(Question question, int size, int total) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int page = 1; page <= total / size + 2; page++) {
            Reply reply = staff.call("GET", PRODUCTS + "?" + question.query() + "&page=" + page + "&pageSize=" + size);
            assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
            assertThat(reply.body().path("total").asInt())
                    .as("total of %s", question.query())
                    .isEqualTo(total);
            items(reply).forEach(product -> ids.add(text(product, "id")));
        }
        return ids;
    }

    private static List<JsonNode> items(Reply reply) {
        List<JsonNode> items = new ArrayList<>();
        ((ArrayNode) reply.body().path("items")).forEach(items::add);
        return items;
    }

    private void create(Random random, int i) throws IOException, InterruptedException {
        ObjectNode product = Json.MAPPER
                .createObjectNode()
                .put("lenderId", one(random, lenders))
                .put(
                        "name",
                        one(random, WORDS) + " " + one(random, WORDS) + (random.nextBoolean() ? " a" + i : " B" + i))
                .put("category", one(random, Category.CODES.elements()).name())
                .put("country", random.nextBoolean() ? "CA" : "US")
                .put("requiresReceivables", false)
                .put("status", one(random, ProductStatus.CODES.elements()).name());
        if (random.nextBoolean()) {
            product.put("amountMin", random.nextInt(5) * 1000);
        }
        if (random.nextBoolean()) {
            product.put("amountMax", 5000 + random.nextInt(3) * 1000);
        }
        if (random.nextBoolean()) {
            product.put("rateKind", "APR").put("rateMin", random.nextInt(4) + 9);
        }
        for (String text : List.of("description", "feesNote", "internalNotes")) {
            if (random.nextInt(4) == 0) {
                product.put(text, one(random, WORDS) + ", " + one(random, WORDS));
            }
        }
        assertThat(staff.call("POST", PRODUCTS, product).status()).isEqualTo(201);
    }

    private Question question(Random random, List<JsonNode> all) {
        Map<String, Set<String>> filters = new java.util.TreeMap<>();
        for (String filter : List.of("lenderId", "category", "country", "status")) {
            for (int i = random.nextInt(5) - 2; i > 0; i--) {
                filters.computeIfAbsent(filter, name -> new TreeSet<>()).add(text(one(random, all), filter));
            }
        }
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            String word = random.nextInt(4) == 0 ? one(random, List.of("finance", "canada")) : one(random, WORDS);
            words.add(random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word);
        }
        String sort = one(random, List.copyOf(new TreeSet<>(SORTS.keySet())));
        return new Question(filters, words, random.nextBoolean() ? sort : "-" + sort);
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String text(JsonNode product, String member) {
        return product.path(member).isString() ? product.path(member).stringValue() : "";
    }

    /// As SQL does under the collation C: ASCII letters only.
    private static String lower(JsonNode product, String member) {
        StringBuilder lower = new StringBuilder();
        text(product, member)
                .codePoints()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c)
                .forEach(lower::appendCodePoint);
        return lower.toString();
    }

    private static @Nullable BigDecimal number(JsonNode product, String member) {
        return product.path(member).isString()
                ? new BigDecimal(product.path(member).stringValue())
                : null;
    }
}
