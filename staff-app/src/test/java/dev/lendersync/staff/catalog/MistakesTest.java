package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.ProductDetails;
import dev.lendersync.staff.reference.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes of earlier systems (DOMAIN): each check passes, and fails as soon as the mistake is made.
@Tag("slow")
class MistakesTest {
    @FunctionalInterface
    interface Step {
        void take(FollowedCatalog followed) throws SQLException, IOException;
    }

    record Mistake(String name, Step check, Step plant) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theCheckPassesAndCatchesTheMistake(Mistake mistake) throws SQLException, IOException {
        try (FollowedCatalog followed = FollowedCatalog.create()) {
            mistake.check.take(followed);
            followed.stock();
            mistake.plant.take(followed);
            assertThatThrownBy(() -> mistake.check.take(followed)).isInstanceOf(AssertionError.class);
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        "1 any category is stored",
                        MistakesTest::oneVocabulary,
                        sql("ALTER TABLE lender_products DROP CONSTRAINT lender_products_category_check")),
                new Mistake(
                        "1 the database has its own categories",
                        MistakesTest::oneVocabulary,
                        sql(
                                "ALTER TABLE lender_products DROP CONSTRAINT lender_products_category_check",
                                "ALTER TABLE lender_products ADD CHECK (category IN ('TERM_LOAN', 'FACTORING'))")),
                new Mistake(
                        "2 a second status",
                        MistakesTest::oneColumnForEachFact,
                        sql("ALTER TABLE lender_products ADD COLUMN is_active boolean NOT NULL DEFAULT true")),
                new Mistake(
                        "2 a second pair of amounts",
                        MistakesTest::oneColumnForEachFact,
                        sql("ALTER TABLE lender_products ADD COLUMN min_amount numeric")),
                new Mistake(
                        "3 the change check leaves out rates",
                        MistakesTest::aRateArrives,
                        wire(line -> line.contains("'rate") ? "" : line)),
                new Mistake(
                        "3 the change check knows ids only",
                        MistakesTest::aRateArrives,
                        sql("ALTER TABLE lender_products DISABLE TRIGGER note_update")),
                new Mistake(
                        "3 the change check leaves out documents",
                        MistakesTest::documentsArrive,
                        sql("ALTER TABLE required_documents DISABLE TRIGGER note_update")),
                new Mistake(
                        "4 a rate without its kind",
                        MistakesTest::aRateHasOneMeaning,
                        sql("ALTER TABLE lender_products DROP CONSTRAINT lender_products_rate_has_kind")),
                new Mistake(
                        "4 a factor that is a percentage",
                        MistakesTest::aRateHasOneMeaning,
                        sql("ALTER TABLE lender_products DROP CONSTRAINT lender_products_rate_range")),
                new Mistake(
                        "5 deletions never arrive",
                        MistakesTest::deletionsArrive,
                        sql("ALTER TABLE lender_products DISABLE TRIGGER note_delete")),
                new Mistake(
                        "5 an empty catalog is taken for an error",
                        MistakesTest::deletionsArrive,
                        MistakesTest::keepTheLastThatWasNotEmpty),
                new Mistake(
                        "6 LIMIT 500",
                        MistakesTest::allOfTheRegisterArrive,
                        followed -> followed.database.run("CREATE OR REPLACE VIEW published_products AS "
                                + followed.database
                                        .text("SELECT pg_get_viewdef('published_products')")
                                        .replace(";", "")
                                + " LIMIT 500")),
                new Mistake(
                        "7 a zombie product",
                        followed -> followed.assertInStep("nothing"),
                        MistakesTest::keepAProductForEver),
                new Mistake("7 a stale product", MistakesTest::aRateArrives, followed -> {
                    Catalog stale = followed.look();
                    followed.seeWrongly(now -> stale);
                }),
                new Mistake(
                        "8 a default country",
                        MistakesTest::noCountryIsAssumed,
                        sql("ALTER TABLE lender_products ALTER COLUMN country SET DEFAULT 'CA'")),
                new Mistake(
                        "9 amounts default to 0",
                        MistakesTest::whatIsNotStatedIsNull,
                        sql("ALTER TABLE lender_products ALTER COLUMN amount_min SET DEFAULT 0")),
                new Mistake(
                        "9 NULL is sent as 0",
                        MistakesTest::whatIsNotStatedIsNull,
                        wire(line -> line.replace("p.amount_max::text", "coalesce(p.amount_max, 0)::text"))),
                new Mistake(
                        "10 bulk updates pass by",
                        MistakesTest::everyPathIsSeen,
                        sql("ALTER TABLE lender_products DISABLE TRIGGER note_update")),
                new Mistake(
                        "10 a renamed lender passes by",
                        MistakesTest::everyPathIsSeen,
                        sql("ALTER TABLE lenders DISABLE TRIGGER note_update")),
                new Mistake(
                        "10 child rows pass by",
                        MistakesTest::everyPathIsSeen,
                        sql("ALTER TABLE required_documents DISABLE TRIGGER note_insert")),
                new Mistake(
                        "10 nothing happens at the commit",
                        MistakesTest::everyPathIsSeen,
                        sql("ALTER TABLE sync.pending DISABLE TRIGGER settle")),
                new Mistake(
                        "11 double-click on Save",
                        MistakesTest::savedTwiceIsThereOnce,
                        sql("ALTER TABLE lender_products DROP CONSTRAINT lender_products_natural_key_unique")));
    }

    private static void oneVocabulary(FollowedCatalog followed) throws SQLException {
        String insert = "INSERT INTO lender_products (lender_id, name, country, category) SELECT id, 'New', 'CA', '";
        List<String> known = Stream.of(Category.values()).map(Category::name).toList();
        for (String category : known) {
            assertThat(followed.accepts(insert + category + "' FROM lenders LIMIT 1"))
                    .as(category)
                    .isTrue();
        }
        for (String category : List.of("LOC", "Term Loan", "term_loan", "FACTORING", "")) {
            assertThat(followed.accepts(insert + category + "' FROM lenders LIMIT 1"))
                    .as(category)
                    .isFalse();
        }
    }

    private static void oneColumnForEachFact(FollowedCatalog followed) throws SQLException {
        String matching = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
                + " AND table_name = 'lender_products' AND column_name ~ ?";
        assertThat(followed.database.texts(matching, "status|active|enable|publish|archiv|delete|visible|draft"))
                .containsExactly("status");
        assertThat(followed.database.texts(matching, "amount|loan|limit"))
                .containsExactlyInAnyOrder("amount_min", "amount_max");
    }

    private static void aRateArrives(FollowedCatalog followed) throws SQLException {
        followed.database.run("UPDATE lender_products SET rate_min = rate_min + 1.26 WHERE name = 'Flex'");
        assertThat(followed.details("Flex").rateMin()).isEqualByComparingTo("9.25");
        followed.assertInStep("a new rate");
    }

    private static void documentsArrive(FollowedCatalog followed) throws SQLException {
        for (String change : List.of(
                "INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products",
                "UPDATE required_documents SET stage = 'CLOSING', amount_from = 50000",
                "DELETE FROM required_documents")) {
            followed.database.run(change);
            followed.assertInStep(change);
        }
    }

    private static void aRateHasOneMeaning(FollowedCatalog followed) throws SQLException {
        String update = "UPDATE lender_products SET ";
        assertThat(followed.accepts(update + "rate_kind = 'APR', rate_min = 24"))
                .isTrue();
        assertThat(followed.accepts(update + "rate_kind = 'FACTOR', rate_min = 1.24"))
                .isTrue();
        assertThat(followed.accepts(update + "rate_kind = NULL, rate_min = 1.24"))
                .as("without a kind")
                .isFalse();
        assertThat(followed.accepts(update + "rate_kind = 'FACTOR', rate_min = 24"))
                .as("24 as a factor")
                .isFalse();
        assertThat(followed.accepts(update + "rate_kind = 'MONTHLY_PERCENT', rate_min = 24"))
                .as("24 % a month")
                .isFalse();
    }

    private static void deletionsArrive(FollowedCatalog followed) throws SQLException {
        for (String change : List.of(
                "DELETE FROM lender_products WHERE name = 'Flex'",
                "UPDATE lender_products SET status = 'ARCHIVED' WHERE name = 'Steady'",
                "DELETE FROM lender_products WHERE name = 'Bridge'")) {
            followed.database.run(change);
            followed.assertInStep(change);
        }
        assertThat(followed.look().size()).isZero();
    }

    private static void allOfTheRegisterArrive(FollowedCatalog followed) throws SQLException {
        followed.database.run(FollowedCatalog.INSERT
                + "'Product ' || i, 'TERM_LOAN', 'PUBLISHED', 'CA' FROM lenders, generate_series(1, 538) AS i"
                + " WHERE lenders.name = 'Maple'");
        assertThat(followed.look().size()).isEqualTo(541);
        followed.assertInStep("541 products");
    }

    private static void noCountryIsAssumed(FollowedCatalog followed) throws SQLException {
        assertThat(
                        followed.accepts(
                                "INSERT INTO lender_products (lender_id, name, category) SELECT id, 'New', 'TERM_LOAN' FROM lenders"))
                .isFalse();
        assertThat(followed.details("Bridge").country()).isEqualTo("US");
    }

    private static void whatIsNotStatedIsNull(FollowedCatalog followed) throws SQLException {
        followed.database.run(FollowedCatalog.INSERT + "'Open', 'TERM_LOAN', 'PUBLISHED', 'CA' FROM lenders LIMIT 1");
        ProductDetails open = followed.details("Open");
        assertThat(open.amountMin()).isNull();
        assertThat(open.amountMax()).isNull();
        assertThat(open.rateMin()).isNull();
        assertThat(open.minCreditScore()).isNull();
    }

    private static void everyPathIsSeen(FollowedCatalog followed) throws SQLException {
        for (String change : List.of(
                "UPDATE lender_products SET fees_note = 'all of them'",
                "UPDATE lenders SET name = 'Maple Bank' WHERE name = 'Maple'",
                "UPDATE lenders SET status = 'ARCHIVED' WHERE name = 'Birch'",
                "INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products",
                "TRUNCATE required_documents",
                "TRUNCATE lender_products CASCADE")) {
            followed.database.run(change);
            followed.assertInStep(change);
        }
    }

    private static void savedTwiceIsThereOnce(FollowedCatalog followed) throws SQLException {
        String save = FollowedCatalog.INSERT + "'Tier', 'TERM_LOAN', 'DRAFT', 'CA' FROM lenders WHERE name = 'Maple'";
        followed.database.run(save);
        assertThat(followed.accepts(save)).isFalse();
        assertThat(followed.accepts(save.replace("'Tier'", "'  TIER '")))
                .as("the same name, typed otherwise")
                .isFalse();
    }

    private static void keepTheLastThatWasNotEmpty(FollowedCatalog followed) {
        Catalog old = followed.look();
        followed.seeWrongly(now -> now.size() == 0 ? old : now);
    }

    private static void keepAProductForEver(FollowedCatalog followed) throws SQLException {
        LenderProduct zombie = followed.look().products().getFirst();
        followed.database.run("DELETE FROM lender_products WHERE id = '" + zombie.id() + "'");
        followed.seeWrongly(now -> now.with(now.position(), List.of(zombie), List.of()));
    }

    private static Step sql(String... statements) {
        return followed -> followed.database.run(statements);
    }

    /// Replaces `sync.wire` by what becomes of its lines.
    private static Step wire(UnaryOperator<String> change) {
        return followed -> {
            try (InputStream file = MistakesTest.class.getResourceAsStream("/db/migration/V1__catalog.sql")) {
                String all = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
                int start = all.indexOf("CREATE FUNCTION sync.wire");
                String function = all.substring(start, all.indexOf(';', start));
                String changed = function.lines().map(change).collect(Collectors.joining("\n"));
                assertThat(changed).isNotEqualTo(function);
                followed.database.run(changed.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"));
            }
        };
    }
}
