package dev.lendersync.staff.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Problem.FieldError;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever the body, the answer is a draft or a list of errors; what is valid reads back the same.
class ProductReaderFuzzTest {
    private static final int BODIES_PER_SEED = 50;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "12",
            "300",
            "1.5",
            "1e2",
            "1e400",
            "-0.0",
            "12345678901234567890123",
            "\"\"",
            "\" \"",
            "\"CA\"",
            "\"US\"",
            "\"CA-QC\"",
            "\"US-NY\"",
            "\"44\"",
            "\"1.25\"",
            "\"5000\"",
            "\"-3\"",
            "\"TERM_LOAN\"",
            "\"APR\"",
            "\"FACTOR\"",
            "\"VARIABLE\"",
            "\"SOFR\"",
            "\"DRAFT\"",
            "\"EQUIPMENT\"",
            "\"\\ud800\"",
            "\"a\\u0000\"",
            "\"日本 1.5+\"",
            "\"01890000-0000-7000-8000-000000000002\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[\"US-NY\",\"US-NY\"]",
            "[\"CA-QC\"]",
            "[\"EQUIPMENT\",\"OTHER\"]",
            "[\"44\",\"711\"]",
            "[{\"code\":\"INVOICES\"}]",
            "[{\"code\":\"INVOICES\",\"required\":false,\"amountFrom\":\"5.5\"}]",
            "[{\"code\":7}]",
            "{\"code\":\"INVOICES\"}");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverThrowsAndValidDraftsReadBackTheSame(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < BODIES_PER_SEED; i++) {
            JsonNode body = mutated(random);
            check(body);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void theFuzzReachesBothAnswers() {
        long valid = LongStream.range(0, 100)
                .mapToObj(seed -> ProductReader.read(mutated(new Random(seed))))
                .filter(reading -> reading instanceof Reading.Valid<ProductDraft>)
                .count();
        assertThat(valid).isBetween(5L, 95L);
    }

    private static void check(JsonNode body) {
        switch (ProductReader.read(body)) {
            case Reading.Valid<ProductDraft>(ProductDraft draft) -> {
                JsonNode json = Json.read(Json.write(ProductJson.of(draft)));
                assertThat(ProductReader.read(json)).isEqualTo(new Reading.Valid<>(draft));
                assertThat(draft.naturalKey().text()).doesNotContain("||");
            }
            case Reading.Invalid<ProductDraft>(List<FieldError> errors) -> {
                assertThat(errors).isNotEmpty().doesNotHaveDuplicates();
                assertThat(errors)
                        .allSatisfy(error -> assertThat(error.detail()).isNotBlank());
                // A problem is sent as UTF-8, which a lone surrogate could not be.
                assertThat(Json.read(Problem.invalid(errors).encode())
                                .path("errors")
                                .size())
                        .isEqualTo(errors.size());
            }
        }
    }

    private static JsonNode mutated(Random random) {
        ObjectNode body = random.nextBoolean() ? Bodies.full() : Bodies.minimal();
        List<String> names = List.copyOf(Bodies.full().propertyNames());
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            String name = random.nextInt(20) == 0 ? "other~/" + changes : names.get(random.nextInt(names.size()));
            if (random.nextInt(5) == 0) {
                body.remove(name);
            } else {
                body.set(name, Json.read(VALUES.get(random.nextInt(VALUES.size()))));
            }
        }
        return random.nextInt(40) == 0 ? Json.read(VALUES.get(random.nextInt(VALUES.size()))) : body;
    }
}
