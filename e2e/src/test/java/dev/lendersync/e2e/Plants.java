package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Ways to make a database wrong, as an earlier system was, and right again.
final class Plants {
    private final TestDatabase database;
    private final Deque<String> undo = new ArrayDeque<>();
    private int healed;

    Plants(TestDatabase database) {
        this.database = database;
    }

    /// Lets changes pass by.
    void withoutTrigger(String table, String trigger) throws SQLException {
        plant(
                "ALTER TABLE " + table + " DISABLE TRIGGER " + trigger,
                "ALTER TABLE " + table + " ENABLE TRIGGER " + trigger);
    }

    /// Lets a rule be broken.
    void withoutConstraint(String name) throws SQLException {
        String rule =
                database.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '" + name + "'");
        plant(
                "ALTER TABLE lender_products DROP CONSTRAINT " + name,
                "ALTER TABLE lender_products ADD CONSTRAINT " + name + " " + rule);
    }

    void withDefault(String column, String value) throws SQLException {
        plant(
                "ALTER TABLE lender_products ALTER COLUMN " + column + " SET DEFAULT " + value,
                "ALTER TABLE lender_products ALTER COLUMN " + column + " DROP DEFAULT");
    }

    /// Changes what clients are sent of a product.
    void withWire(String right, String wrong) throws SQLException {
        String wire = database.text("SELECT pg_get_functiondef('sync.wire'::regproc)");
        assertThat(wire).contains(right);
        plant(wire.replace(right, wrong), wire);
    }

    /// Ends the catalog after so many products.
    void withLimit(int products) throws SQLException {
        String view =
                database.text("SELECT pg_get_viewdef('published_products')").replace(";", "");
        String create = "CREATE OR REPLACE VIEW published_products AS ";
        String some = "SELECT id FROM lender_products WHERE status = 'PUBLISHED' ORDER BY id LIMIT " + products;
        plant(create + "SELECT * FROM (" + view + ") AS v WHERE id IN (" + some + ")", create + view);
    }

    private void plant(String wrong, String right) throws SQLException {
        database.execute(wrong);
        undo.push(right);
    }

    /// Takes everything out of the catalog and makes the database right again. What clients saw of the wrong one is of
    /// no use any more, so a new epoch begins, as after a restore.
    void heal() throws SQLException {
        database.execute("TRUNCATE lender_products CASCADE");
        database.execute("DELETE FROM lenders");
        while (!undo.isEmpty()) {
            database.execute(undo.pop());
        }
        database.execute("UPDATE catalog_entry SET live = false WHERE live");
        database.execute("UPDATE catalog_head SET epoch_salt = 'healed-" + ++healed + "'");
    }
}
