package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever somebody types is text: it comes back as it was sent, or is refused with its field named, and nothing else
/// happens.
@Tag("slow")
class HostileTextsTest {
    private static final List<String> TEXTS = List.of("description", "feesNote", "internalNotes");

    private static LocalSystem system;
    private static String lender;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 1, false));
        lender = system.call("POST", "/api/lenders", Map.of("name", "Steady Bank"))
                .json()
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void comeBackAsTheyWereSentOrAreRefusedByName() throws Exception {
        int taken = 0;
        for (HostileTexts.HostileText hostile : HostileTexts.all()) {
            for (String field : TEXTS) {
                Http.Answer answer = create(hostile.name() + " " + field, Map.of(field, hostile.text()));
                if (answer.status() == 201) {
                    taken++;
                    assertThat(answer.json().path(field).asString().strip())
                            .as("%s in %s", hostile.name(), field)
                            .isEqualTo(hostile.text().strip());
                } else {
                    assertRefused(answer, field, hostile.name());
                }
            }
            Http.Answer named = create(hostile.text(), Map.of());
            if (named.status() != 201) {
                assertRefused(named, "name", hostile.name());
            }
            Http.Answer asLender = system.call("POST", "/api/lenders", Map.of("name", hostile.text()));
            if (asLender.status() != 201) {
                assertRefused(asLender, "name", hostile.name());
            }
        }
        assertThat(taken)
                .as("most are mere text")
                .isGreaterThan(HostileTexts.all().size());
        Truth.assertIdenticalEverywhere(system);
    }

    /// A name may also be that of another one, as names are compared.
    private static void assertRefused(Http.Answer answer, String field, String hostile) {
        assertThat(answer.status()).as(hostile).isIn(409, 422);
        if (answer.status() == 422) {
            assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                    .as(hostile)
                    .containsExactly("/" + field);
        }
    }

    private static Http.Answer create(String name, Map<String, String> texts) throws Exception {
        Map<String, Object> product = new HashMap<>(Map.of("lenderId", lender, "name", name));
        product.putAll(Map.of("category", "TERM_LOAN", "country", "CA", "requiresReceivables", false));
        product.put("status", "PUBLISHED");
        product.putAll(texts);
        return system.call("POST", "/api/lender-products", product);
    }
}
