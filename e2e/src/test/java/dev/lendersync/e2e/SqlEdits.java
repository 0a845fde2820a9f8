package dev.lendersync.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/// Edits in plain SQL: of one product, of hundreds, of a lender, of documents, and imports of thousands.
final class SqlEdits implements Editor.Edits {
    private static final int IMPORT_EVERY = 200;
    private static final int FIRST_IMPORT = 5;
    private static final int SMALLEST_IMPORT = 2_000;
    private static final int LARGEST_IMPORT = 3_000;
    private static final int LARGEST_BULK = 300;
    // Of the lenders in the order of their ids, the first gives the imports, these come and go, those are renamed.
    private static final int COME_AND_GO = 20;
    private static final int RENAMED = 40;
    private static final String LENDER = " WHERE id = (SELECT id FROM lenders ORDER BY id OFFSET %d LIMIT 1)";

    private final LocalSystem system;
    private final Ledger ledger;
    private final Random random;
    private final List<String> products;
    private int number;

    SqlEdits(LocalSystem system, Ledger ledger, Random random) {
        this.system = system;
        this.ledger = ledger;
        this.random = random;
        this.products = ledger.half(0);
    }

    @Override
    public boolean next() throws SQLException {
        number++;
        String text = ledger.mark() + "in SQL " + number;
        if (number % IMPORT_EVERY == FIRST_IMPORT) {
            return importThousands(text);
        }
        return switch (random.nextInt(20)) {
            case 0 ->
                execute("UPDATE lender_products SET fees_note = '" + text + "' WHERE id IN"
                        + " (SELECT id FROM lender_products ORDER BY id LIMIT " + random.nextInt(10, LARGEST_BULK)
                        + ")");
            case 1 ->
                execute("UPDATE lenders SET status = CASE status WHEN 'ACTIVE' THEN 'ARCHIVED' ELSE 'ACTIVE' END"
                        + LENDER.formatted(random.nextInt(1, COME_AND_GO)));
            case 2 ->
                execute("UPDATE lenders SET name = '" + text + "'"
                        + LENDER.formatted(random.nextInt(COME_AND_GO, RENAMED)));
            case 3 -> documentComesOrGoes();
            default -> describe(text);
        };
    }

    private boolean describe(String text) throws SQLException {
        String id = someId();
        ledger.tried(id, text);
        boolean done = execute("UPDATE lender_products SET description = '" + text + "' WHERE id = '" + id + "'");
        if (done) {
            ledger.settled(id, text);
        }
        return done;
    }

    private boolean documentComesOrGoes() throws SQLException {
        String id = someId();
        return execute("DELETE FROM required_documents WHERE product_id = '" + id + "'")
                || execute("INSERT INTO required_documents (product_id, code) VALUES ('" + id + "', 'TAX_RETURNS')");
    }

    /// In one transaction all products of the last import go and thousands of others come.
    private boolean importThousands(String text) throws SQLException {
        try (Connection connection = system.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("DELETE FROM lender_products WHERE internal_notes = 'import'");
            statement.execute("""
                    INSERT INTO lender_products
                        (lender_id, name, category, country, amount_min, status, internal_notes)
                    SELECT (SELECT id FROM lenders ORDER BY id LIMIT 1), '%s row ' || i,
                        'TERM_LOAN', 'US', i, 'PUBLISHED', 'import'
                    FROM generate_series(1, %d) AS i
                    """.formatted(text, random.nextInt(SMALLEST_IMPORT, LARGEST_IMPORT)));
            connection.commit();
        }
        return true;
    }

    private boolean execute(String sql) throws SQLException {
        return system.database().execute(sql) > 0;
    }

    private String someId() {
        return products.get(random.nextInt(products.size()));
    }
}
