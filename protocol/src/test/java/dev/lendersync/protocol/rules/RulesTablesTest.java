package dev.lendersync.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.ProductDetails;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tables that the npm package passes too.
class RulesTablesTest {
    /// One case, with the table's base product.
    record Case(JsonNode base, JsonNode json) {
        ProductDetails product() {
            return product(json.path("product"));
        }

        ProductDetails product(JsonNode members) {
            ObjectNode product = (ObjectNode) base.deepCopy();
            members.properties().forEach(member -> product.set(member.getKey(), member.getValue()));
            return LenderProduct.of(product).details();
        }

        List<ProductDetails> products() {
            return json.path("products").valueStream().map(this::product).toList();
        }

        Enquiry enquiry() {
            Map<Filter, String> stated = new EnumMap<>(Filter.class);
            json.path("enquiry")
                    .properties()
                    .forEach(member -> stated.put(
                            Filter.of(member.getKey()).orElseThrow(),
                            member.getValue().asString()));
            return new Enquiry(stated);
        }

        Optional<BigDecimal> amount() {
            return Optional.ofNullable(text(json.path("amount"))).map(BigDecimal::new);
        }

        @Override
        public String toString() {
            return json.path("name").asString();
        }
    }

    private static JsonNode table(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RulesTablesTest.class.getResourceAsStream("/rules/" + name + ".json"))) {
            return Json.read(in.readAllBytes());
        }
    }

    private static Stream<Case> cases(String name, String list) throws IOException {
        JsonNode table = table(name);
        List<Case> cases = new ArrayList<>();
        table.path(list).forEach(json -> cases.add(new Case(table.path("base"), json)));
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.stringValue() : null;
    }

    static Stream<Case> eligibility() throws IOException {
        return cases("eligibility", "cases");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void eligibility(Case one) {
        Eligibility judged = Eligibility.of(one.product(), one.enquiry());
        assertThat(judged.verdict().word()).isEqualTo(text(one.json().path("verdict")));
        List<List<String>> wanted = one.json()
                .path("reasons")
                .valueStream()
                .map(reason -> List.of(
                        reason.path("verdict").asString(),
                        reason.path("member").asString(),
                        reason.path("text").asString()))
                .toList();
        assertThat(judged.reasons().stream()
                        .map(reason -> List.of(reason.verdict().word(), reason.member(), reason.text())))
                .containsExactlyElementsOf(wanted);
    }

    static Stream<Case> lists() throws IOException {
        return cases("eligibility", "lists");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lists(Case one) {
        assertThat(one.products().stream()
                        .filter(product ->
                                Eligibility.of(product, one.enquiry()).matches())
                        .map(ProductDetails::id))
                .containsExactlyElementsOf(one.json()
                        .path("matching")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList());
        assertThat(Relaxation.of(one.products(), one.enquiry()).stream()
                        .map(relaxation -> relaxation.filter().word() + " " + relaxation.matches()))
                .containsExactlyElementsOf(one.json()
                        .path("relaxations")
                        .valueStream()
                        .map(json -> json.path("filter").asString() + " "
                                + json.path("matches").asLong())
                        .toList());
    }

    static Stream<Case> documents() throws IOException {
        return cases("documents", "cases");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void documents(Case one) {
        List<DocumentNeed> wanted = one.json()
                .path("needs")
                .valueStream()
                .map(need -> new DocumentNeed(
                        need.path("code").asString(),
                        need.path("askedBy").asString().equals("all"),
                        need.path("required").asBoolean(),
                        text(need.path("stage")),
                        need.path("products")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList()))
                .toList();
        assertThat(DocumentNeed.union(one.products(), one.amount())).isEqualTo(wanted);
    }

    static Stream<Case> cost() throws IOException {
        return cases("cost", "cases");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void cost(Case one) {
        JsonNode json = one.json();
        OptionalInt term =
                json.has("termMonths") ? OptionalInt.of(json.path("termMonths").asInt()) : OptionalInt.empty();
        assertThat(CostEstimate.of(one.product(), one.amount(), term))
                .isEqualTo(new CostEstimate(
                        json.path("text").asString(),
                        range(json.path("total")),
                        range(json.path("monthly")),
                        Optional.ofNullable(text(json.path("missing")))
                                .map(word -> CostEstimate.Missing.valueOf(word.toUpperCase(Locale.ROOT)))));
    }

    private static Optional<CostEstimate.Range> range(JsonNode json) {
        return json.isNull()
                ? Optional.empty()
                : Optional.of(new CostEstimate.Range(text(json.path("min")), text(json.path("max"))));
    }

    @Test
    void theCodeListsAreThoseOfTheTable() throws IOException {
        JsonNode codes = table("codes");
        assertTakes(Filter.CATEGORY, codes.path("categories"));
        assertTakes(Filter.PURPOSE, codes.path("purposes"));
        assertTakes(Filter.COUNTRY, codes.path("countries"));
    }

    private static void assertTakes(Filter filter, JsonNode codes) {
        assertThat(codes.valueStream().map(JsonNode::stringValue)).isNotEmpty().allMatch(filter::takes);
        assertThat(filter.takes("LOC")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOfAnotherFormIsAnErrorNeverAGuess(Filter filter) {
        for (String wrong : List.of("", " ", "x", "1e3", "-1", "10,000", "CANADA", "1".repeat(20))) {
            assertThatThrownBy(() -> new Enquiry(Map.of(filter, wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(filter.word());
        }
    }
}
