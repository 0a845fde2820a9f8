package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.staff.database.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/// One transaction, one version; and no version for what clients don't see. DOMAIN mistakes 3 and 10.
@Tag("slow")
@ParameterizedClass(autoCloseArguments = false)
@MethodSource("dev.lendersync.staff.database.TestServers#all")
class VersionsTest {
    private static final String INSERT =
            "INSERT INTO lender_products (lender_id, name, category, country, status) SELECT id, ";

    private final EmbeddedPostgres server;
    private TestDatabase database;

    VersionsTest(EmbeddedPostgres server) {
        this.server = server;
    }

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.on(server);
        database.run(
                "INSERT INTO lenders (name) VALUES ('Maple'), ('Other')",
                INSERT + "'Flex', 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders WHERE name = 'Maple'",
                INSERT + "'Draft', 'TERM_LOAN', 'CA', 'DRAFT' FROM lenders WHERE name = 'Maple'");
        assertThat(database.version()).isEqualTo(1);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void whatClientsDoNotSeeTakesNoVersion() throws SQLException {
        List<String> unseen = List.of(
                "UPDATE lender_products SET internal_notes = 'x', commission_percent = 3",
                "UPDATE lender_products SET name = 'Draft 2' WHERE status = 'DRAFT'",
                "UPDATE lender_products SET name = name, status = status",
                "UPDATE lender_products SET name = '  Flex ' WHERE name = 'Flex'",
                "INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products"
                        + " WHERE status = 'DRAFT'",
                "UPDATE required_documents SET required = required",
                "UPDATE lenders SET notes = 'x', website = 'https://x.example'",
                "UPDATE lenders SET status = 'ARCHIVED' WHERE name = 'Other'",
                "INSERT INTO lenders (name) VALUES ('Third')",
                "DELETE FROM lender_products WHERE status = 'DRAFT'");
        for (String sql : unseen) {
            database.run(sql);
            assertThat(database.version()).as(sql).isEqualTo(1);
        }
        assertThat(database.text("SELECT count(*) FROM sync.pending")).isEqualTo("0");
    }

    @Test
    void everyPublishedColumnTakesAVersion() throws SQLException {
        database.run("UPDATE lender_products SET rate_kind = 'APR', rate_type = 'VARIABLE' WHERE name = 'Flex'");
        Map<String, String> values = Map.ofEntries(
                Map.entry("lender_id", "(SELECT id FROM lenders WHERE name = 'Other')"),
                Map.entry("name", "'Flex 2'"),
                Map.entry("category", "'LINE_OF_CREDIT'"),
                Map.entry("country", "'US'"),
                Map.entry("regions_excluded", "'{US-CA}'"),
                Map.entry("amount_min", "1"),
                Map.entry("amount_max", "2"),
                Map.entry("rate_kind", "'MONTHLY_PERCENT'"),
                Map.entry("rate_type", "NULL"),
                Map.entry("rate_index", "'SOFR'"),
                Map.entry("rate_min", "1.5"),
                Map.entry("rate_max", "2.5"),
                Map.entry("term_min_months", "3"),
                Map.entry("term_max_months", "4"),
                Map.entry("min_credit_score", "600"),
                Map.entry("min_months_in_business", "12"),
                Map.entry("min_monthly_revenue", "10000"),
                Map.entry("requires_receivables", "true"),
                Map.entry("funds_purposes", "'{INVENTORY}'"),
                Map.entry("industries_excluded", "'{7132}'"),
                Map.entry("description", "'d'"),
                Map.entry("fees_note", "'f'"),
                Map.entry("status", "'ARCHIVED'"));
        List<String> order = List.of(
                "lender_id",
                "name",
                "category",
                "country",
                "regions_excluded",
                "amount_min",
                "amount_max",
                "rate_kind",
                "rate_index",
                "rate_min",
                "rate_max",
                "term_min_months",
                "term_max_months",
                "min_credit_score",
                "min_months_in_business",
                "min_monthly_revenue",
                "requires_receivables",
                "funds_purposes",
                "industries_excluded",
                "description",
                "fees_note",
                "status");
        assertThat(database.texts("""
                        SELECT column_name FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name = 'lender_products' AND is_generated = 'NEVER'
                        """))
                .as("a new column must be added here, or be staff-only")
                .containsExactlyInAnyOrderElementsOf(union(values.keySet(), WireTest.STAFF_ONLY_STORED));
        String id = database.text("SELECT id FROM lender_products WHERE name = 'Flex'");
        for (String column : order) {
            long before = database.version();
            database.run(
                    "UPDATE lender_products SET " + column + " = " + values.get(column) + " WHERE id = '" + id + "'");
            assertThat(database.version()).as(column).isEqualTo(before + 1);
        }
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new java.util.HashSet<>(a);
        all.addAll(b);
        return all;
    }

    @Test
    void aLenderMovesAllItsProducts() throws SQLException {
        database.run(INSERT + "'Second', 'TERM_LOAN', 'US', 'PUBLISHED' FROM lenders WHERE name = 'Maple'");
        for (String change : List.of("name = 'Maple Bank'", "status = 'ARCHIVED'", "status = 'ACTIVE'")) {
            long before = database.version();
            database.run("UPDATE lenders SET " + change + " WHERE name LIKE 'Maple%'");
            assertThat(database.version()).as(change).isEqualTo(before + 1);
            assertThat(database.texts("SELECT version FROM catalog_entry"))
                    .as(change)
                    .containsExactly("" + (before + 1), "" + (before + 1));
        }
        assertThat(database.texts("SELECT wire->>'lenderName' FROM published_products"))
                .containsExactly("Maple Bank", "Maple Bank");
    }

    @Test
    void documentsCountAsTheirProduct() throws SQLException {
        String revision = database.text("SELECT revision FROM lender_products WHERE name = 'Flex'");
        database.run("INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products"
                + " WHERE name = 'Flex'");
        assertThat(database.version()).isEqualTo(2);
        assertThat(database.text("SELECT revision FROM lender_products WHERE name = 'Flex'"))
                .isNotEqualTo(revision);
        database.run("UPDATE required_documents SET stage = 'CLOSING'");
        assertThat(database.version()).isEqualTo(3);
        database.run("TRUNCATE required_documents");
        assertThat(database.version()).isEqualTo(4);
        assertThat(database.text("SELECT wire->'requiredDocuments' FROM published_products"))
                .isEqualTo("[]");
    }

    @Test
    void aDocumentChangedAfterAnUpdateThatChangedNothingStillBumpsTheRevision() throws SQLException {
        String revision = database.text("SELECT revision FROM lender_products WHERE name = 'Flex'");
        database.run("BEGIN; UPDATE lender_products SET name = name WHERE name = 'Flex'; INSERT INTO required_documents"
                + " (product_id, code) SELECT id, 'INVOICES' FROM lender_products WHERE name = 'Flex'; COMMIT");
        assertThat(database.text("SELECT revision FROM lender_products WHERE name = 'Flex'"))
                .isNotEqualTo(revision);
    }

    @Test
    void oneTransactionIsOneVersionHoweverManyRowsAndStatements() throws SQLException {
        database.run(INSERT + "'P' || i, 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders, generate_series(1, 50000) i"
                + " WHERE name = 'Maple'");
        assertThat(database.version()).isEqualTo(2);
        database.run("BEGIN; UPDATE lender_products SET rate_kind = 'APR' WHERE name = 'P1';"
                + "UPDATE lender_products SET rate_kind = 'FACTOR' WHERE name = 'P1';"
                + "UPDATE lenders SET name = 'Maple 2' WHERE name = 'Maple';"
                + "DELETE FROM lender_products WHERE name = 'P2'; COMMIT");
        assertThat(database.version()).isEqualTo(3);
        assertThat(database.text("SELECT count(*) FROM catalog_entry WHERE version = 3"))
                .isEqualTo("50001");
    }

    /// The triggers' plans are kept for the session. A nested loop, right for one row, would take hours here.
    @Test
    void aPlanMadeForOneRowServesManyAsWell() throws SQLException {
        database.run(INSERT + "'P' || i, 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders, generate_series(1, 30000) i"
                + " WHERE name = 'Maple'");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 10; i++) {
                statement.execute("UPDATE lender_products SET fees_note = '" + i + "' WHERE name = 'Flex'");
            }
            statement.execute("SET statement_timeout = '30 s'");
            assertThat(statement.executeUpdate("UPDATE lender_products SET fees_note = 'all'"))
                    .isEqualTo(30_002);
        }
    }

    @Test
    void bulkPathsAreSeen() throws Exception {
        String lender = database.text("SELECT id FROM lenders WHERE name = 'Maple'");
        try (Connection connection = database.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY lender_products (lender_id, name, category, country, status) FROM STDIN",
                            new StringReader(lender + "\tCopied\tTERM_LOAN\tUS\tPUBLISHED\n"));
        }
        assertThat(database.version()).isEqualTo(2);
        database.run("UPDATE lender_products SET fees_note = 'x'");
        assertThat(database.version()).isEqualTo(3);
        database.run("TRUNCATE lender_products CASCADE");
        assertThat(database.version()).isEqualTo(4);
        assertThat(database.text("SELECT count(*) FROM catalog_entry WHERE live"))
                .isEqualTo("0");
        database.run(INSERT + "'Back', 'TERM_LOAN', 'US', 'PUBLISHED' FROM lenders WHERE name = 'Maple'");
        database.run("TRUNCATE lenders CASCADE");
        assertThat(database.version()).isEqualTo(6);
    }

    @Test
    void aVersionTakenInASavepointThatIsRolledBackIsTakenAgain() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SAVEPOINT before");
            statement.execute("UPDATE lender_products SET fees_note = 'x' WHERE name = 'Flex'");
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            statement.execute("ROLLBACK TO SAVEPOINT before");
            statement.execute("UPDATE lender_products SET fees_note = 'y' WHERE name = 'Flex'");
            connection.commit();
        }
        assertThat(database.version()).isEqualTo(2);
        database.run("BEGIN; SAVEPOINT a; UPDATE lender_products SET fees_note = 'z'; SET CONSTRAINTS ALL IMMEDIATE;"
                + "ROLLBACK TO a; COMMIT");
        assertThat(database.version()).isEqualTo(2);
    }

    @Test
    void aNumberThatWasGivenBackIsNotReusedByTheSameTransaction() throws SQLException {
        // First settled: nothing visible. Then, in the same transaction, something visible.
        database.run(
                "BEGIN; UPDATE lenders SET status = 'ARCHIVED' WHERE name = 'Other'; SET CONSTRAINTS ALL IMMEDIATE;"
                        + "UPDATE lender_products SET fees_note = 'x' WHERE name = 'Flex'; COMMIT");
        assertThat(database.version()).isEqualTo(2);
        assertThat(database.text("SELECT version FROM catalog_entry")).isEqualTo("2");
    }

    @Test
    void theIdOfAProductNeverChanges() {
        assertThatThrownBy(() -> database.run("UPDATE lender_products SET id = sync.uuid_v7()"))
                .hasMessageContaining("id of a lender product never changes");
    }

    @Test
    void aRepeatableReaderThatDecidesOnAnOlderViewFails() throws SQLException {
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            late.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM lenders");
            database.run("UPDATE lenders SET status = 'ARCHIVED' WHERE name = 'Maple'");
            statement.execute("UPDATE lender_products SET status = 'PUBLISHED' WHERE name = 'Draft'");
            assertThatThrownBy(late::commit).hasMessageContaining("could not serialize access");
        }
    }

    @Test
    void twoTiersCanBeExchangedInOneStatement() throws SQLException {
        database.run(
                "UPDATE lender_products SET amount_min = 1 WHERE name = 'Flex'",
                INSERT + "'Flex', 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders WHERE name = 'Maple'",
                "UPDATE lender_products SET amount_min = CASE WHEN amount_min = 1 THEN NULL ELSE 1 END"
                        + " WHERE name = 'Flex'");
        assertThatThrownBy(() -> database.run("UPDATE lender_products SET amount_min = 1 WHERE name = 'Flex'"))
                .hasMessageContaining("lender_products_natural_key_unique");
    }
}
