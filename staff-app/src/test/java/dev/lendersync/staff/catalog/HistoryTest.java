package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.staff.database.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// One history row for each subject that a transaction changed, whoever wrote.
@Tag("slow")
@ParameterizedClass(autoCloseArguments = false)
@MethodSource("dev.lendersync.staff.database.TestServers#all")
class HistoryTest {
    private static final String INSERT = "INSERT INTO lender_products (lender_id, name, category, country, status)"
            + " SELECT id, 'Flex', 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders";

    private final EmbeddedPostgres server;
    private TestDatabase database;

    HistoryTest(EmbeddedPostgres server) {
        this.server = server;
    }

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.on(server);
        database.run("INSERT INTO lenders (name) VALUES ('Maple')");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void aLifeIsOneRowPerTransaction() throws SQLException {
        database.run(
                INSERT,
                "UPDATE lender_products SET internal_notes = 'x'",
                "UPDATE lender_products SET fees_note = 'y'",
                "UPDATE lender_products SET fees_note = 'y'",
                "DELETE FROM lender_products");
        assertThat(products("operation, version, before ->> 'fees_note', after ->> 'fees_note'"))
                .containsExactly("(INSERT,1,,)", "(UPDATE,,,)", "(UPDATE,2,,y)", "(DELETE,3,y,)");
        assertThat(products("before ->> 'internal_notes', after ->> 'internal_notes'"))
                .containsExactly("(,)", "(,x)", "(x,x)", "(x,)");
    }

    @Test
    void lendersHaveHistoryToo() throws SQLException {
        database.run(
                INSERT,
                "UPDATE lenders SET notes = 'x'",
                "UPDATE lenders SET name = 'Oak'",
                "DELETE FROM lender_products",
                "DELETE FROM lenders");
        assertThat(rows("lender", "operation, version, before ->> 'name', after ->> 'name'"))
                .containsExactly("(INSERT,,,Maple)", "(UPDATE,,Maple,Maple)", "(UPDATE,2,Maple,Oak)", "(DELETE,,Oak,)");
    }

    @Test
    void documentsArePartOfTheirProduct() throws SQLException {
        database.run(
                INSERT,
                "INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products",
                "UPDATE required_documents SET stage = 'CLOSING'",
                "DELETE FROM required_documents");
        assertThat(products("after #>> '{required_documents,0,stage}'"))
                .containsExactly("()", "(APPLICATION)", "(CLOSING)", "()");
    }

    @Test
    void severalStatementsAreOneRow() throws SQLException {
        database.run(
                "BEGIN; " + INSERT + "; UPDATE lender_products SET fees_note = 'x'; UPDATE lenders SET name = 'Oak';"
                        + " INSERT INTO required_documents (product_id, code) SELECT id, 'INVOICES' FROM lender_products; COMMIT");
        assertThat(products(
                        "operation, version, before, after ->> 'fees_note', after #>> '{required_documents,0,code}'"))
                .containsExactly("(INSERT,1,,x,INVOICES)");
        assertThat(rows("lender", "operation, after ->> 'name'")).containsExactly("(INSERT,Maple)", "(UPDATE,Oak)");
    }

    @Test
    void settlingTwiceAmendsTheRow() throws SQLException {
        database.run(settledBetween(INSERT, "UPDATE lender_products SET fees_note = 'x'"));
        assertThat(products("operation, before, after ->> 'fees_note'")).containsExactly("(INSERT,,x)");
        database.run(settledBetween("UPDATE lender_products SET internal_notes = 'x'", "DELETE FROM lender_products"));
        assertThat(products("operation, version, before ->> 'fees_note', after"))
                .last()
                .isEqualTo("(DELETE,2,x,)");
    }

    @Test
    void whatCameAndWentInOneTransactionLeavesNoRow() throws SQLException {
        database.run("BEGIN; " + INSERT + "; DELETE FROM lender_products; COMMIT");
        database.run(settledBetween(INSERT, "DELETE FROM lender_products"));
        assertThat(products("operation")).isEmpty();
    }

    @Test
    void aTruncationIsADeletionOfEach() throws SQLException {
        database.run(INSERT, "TRUNCATE lender_products CASCADE");
        assertThat(products("operation, version")).containsExactly("(INSERT,1)", "(DELETE,2)");
    }

    @Test
    void theActorIsWhomTheTransactionNamesElseTheDatabaseUser() throws SQLException {
        database.run("BEGIN; SET LOCAL lender_sync.actor = 'ana'; " + INSERT + "; COMMIT");
        database.run("UPDATE lender_products SET fees_note = 'x'");
        assertThat(products("actor")).containsExactly("(ana)", "(" + server.user() + ")");
    }

    private static String settledBetween(String first, String second) {
        return "BEGIN; " + first + "; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; " + second
                + "; COMMIT";
    }

    private List<String> products(String columns) throws SQLException {
        return rows("lender_product", columns);
    }

    /// As PostgreSQL writes rows: `(a,b)`, NULL and '' as nothing.
    private List<String> rows(String subject, String columns) throws SQLException {
        return database.texts("SELECT ROW(" + columns + ") FROM history WHERE subject = ? ORDER BY id", subject);
    }
}
