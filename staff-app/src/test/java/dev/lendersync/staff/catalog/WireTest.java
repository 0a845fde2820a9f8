package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.ProductDetails;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What leaves the Staff App is an allow-list. Whoever adds a column decides here whether clients see it.
@Tag("slow")
class WireTest {
    /// Columns of lender_products that clients never see.
    static final Set<String> STAFF_ONLY_STORED = Set.of(
            "id",
            "commission_percent",
            "internal_notes",
            "revision",
            "created_at",
            "created_by",
            "updated_at",
            "updated_by",
            "search_text");

    private static final Set<String> DECIDED_UNSEEN = Set.of(
            "commission_percent",
            "internal_notes",
            "revision",
            "created_at",
            "created_by",
            "updated_at",
            "updated_by",
            "status",
            "natural_key",
            "search_text");

    @Test
    void everyColumnIsDecided() throws SQLException {
        try (TestDatabase database = TestDatabase.on(TestServers.embedded())) {
            Set<String> columns = Set.copyOf(database.texts("""
                    SELECT column_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND table_name = 'lender_products'
                    """));
            Set<String> seen = columns.stream()
                    .filter(column -> !DECIDED_UNSEEN.contains(column))
                    .map(WireTest::camelCase)
                    .collect(Collectors.toSet());
            Set<String> wire = Set.copyOf(database.texts("""
                    SELECT jsonb_object_keys(sync.wire(p)) FROM (SELECT (NULL::lender_products).*) AS p
                    """));
            assertThat(wire)
                    .as("sync.wire() and the columns of lender_products")
                    .isEqualTo(seen);
            Set<String> named = Stream.of(ProductDetails.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet());
            assertThat(Stream.concat(wire.stream(), Stream.of("lenderName", "requiredDocuments", "version")))
                    .as("ProductDetails names every member of the wire")
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void everyMemberIsListedAlwaysAndNullIsNull() throws SQLException {
        try (TestDatabase database = TestDatabase.on(TestServers.embedded())) {
            database.run(
                    "INSERT INTO lenders (name) VALUES ('Maple')",
                    "INSERT INTO lender_products (lender_id, name, category, country, status) SELECT id, 'Flex',"
                            + " 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders");
            var wire = Json.read(database.text("SELECT wire FROM published_products"));
            assertThat(wire.size()).isEqualTo(26);
            assertThat(wire.path("amountMin").isNull()).isTrue();
            assertThat(wire.path("regionsExcluded").isArray()).isTrue();
            database.run(
                    "UPDATE lender_products SET amount_min = 0, amount_max = 1000.5, rate_kind = 'APR', rate_min = 7.99");
            wire = Json.read(database.text("SELECT wire FROM published_products"));
            assertThat(List.of(
                            wire.path("amountMin").asString(),
                            wire.path("amountMax").asString(),
                            wire.path("rateMin").asString()))
                    .containsExactly("0.00", "1000.50", "7.9900");
        }
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
