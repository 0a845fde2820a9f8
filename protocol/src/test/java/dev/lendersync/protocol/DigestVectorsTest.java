package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// `vectors/digest.json`, which every implementation of the digest keeps to.
class DigestVectorsTest {
    private static final JsonNode VECTORS = TestFiles.json("vectors/digest.json");

    record Case(String name, List<LenderProduct> products, Digest digest) {
        Catalog catalog(long version) {
            return Catalog.of(Products.at(version), products);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Vector(JsonNode product, String canonical, String hash) {}

    static Stream<Vector> vectors() {
        return elements("products")
                .map(node -> new Vector(node.path("product"), text(node, "canonical"), text(node, "hash")));
    }

    static Stream<Case> cases() {
        return elements("cases")
                .map(node -> new Case(
                        text(node, "name"),
                        Json.list(node, "products", LenderProduct::of),
                        Digest.parse(text(node, "digest"))));
    }

    static Stream<Case[]> pairs() {
        return cases().flatMap(from -> cases().map(to -> new Case[] {from, to}));
    }

    private static Stream<JsonNode> elements(String name) {
        return StreamSupport.stream(VECTORS.path(name).spliterator(), false);
    }

    private static String text(JsonNode node, String name) {
        return Json.text(node, name);
    }

    @Test
    void thereAreVectors() {
        assertThat(vectors()).hasSize(4);
        assertThat(cases()).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void canonicalTextAndHash(Vector vector) {
        LenderProduct product = LenderProduct.of(vector.product());
        assertThat(new String(product.canonical(), UTF_8)).isEqualTo(vector.canonical());
        assertThat(product.hash()).hasToString(vector.hash());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void digestInAnyOrder(Case vector) {
        List<LenderProduct> products = new ArrayList<>(vector.products());
        for (int i = 0; i <= products.size(); i++) {
            assertThat(Catalog.of(Products.at(1), products).digest()).isEqualTo(vector.digest());
            Collections.rotate(products, 1);
        }
        Collections.reverse(products);
        assertThat(Catalog.of(Products.at(1), products).digest()).isEqualTo(vector.digest());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void aDeltaLeadsFromEachCaseToEachOther(Case from, Case to) {
        Catalog before = from.catalog(4);
        Catalog after = to.catalog(5);
        List<LenderProduct> upserts = to.products().stream()
                .filter(product -> !from.products().contains(product))
                .toList();
        List<UUID> deletes = from.products().stream()
                .map(LenderProduct::id)
                .filter(id -> !after.contains(id))
                .toList();
        Delta delta = new Delta(before.position(), after.position(), to.digest(), upserts, deletes);
        assertThat(before.apply(delta)).isEqualTo(new Outcome.Advanced(after));
    }
}
