package dev.lendersync.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/// Edits one product per transaction, and knows the version before it commits.
final class Editor implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final List<UUID> products;
    private long edits;

    Editor(Connection connection, List<UUID> products) throws SQLException {
        this.connection = connection;
        this.products = products;
        connection.setAutoCommit(false);
        statement = connection.createStatement();
    }

    /// Everything but the COMMIT.
    ///
    /// @return the version that it will have
    long prepare() throws SQLException {
        UUID product = products.get((int) (edits++ % products.size()));
        statement.execute("UPDATE lender_products SET amount_max = amount_max + 1 WHERE id = '" + product + "';"
                + " SET CONSTRAINTS ALL IMMEDIATE; SELECT version FROM catalog_head");
        statement.getMoreResults();
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
