package dev.lendersync.e2e;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// A database of its own on a server.
record TestDatabase(PostgresServer server, String name) {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String BROKEN_RULE = "23";

    static TestDatabase create(PostgresServer server) throws SQLException {
        return create(server, "e2e_" + COUNT.incrementAndGet());
    }

    static TestDatabase create(PostgresServer server, String name) throws SQLException {
        TestDatabase database = new TestDatabase(server, name);
        try (Connection connection = server.connect(server.firstDatabase());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name);
        }
        return database;
    }

    /// The libpq URI, a secret.
    ///
    /// @param port where the server, or a proxy before it, is reached
    String uri(int port) {
        return "postgresql://" + server.user() + ":" + server.password() + "@127.0.0.1:" + port + "/" + name;
    }

    Connection connect() throws SQLException {
        return server.connect(name);
    }

    /// Runs one statement in a transaction and connection of its own.
    ///
    /// @return how many rows it changed
    int execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /// The one value that a query finds.
    String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /// Whether a statement keeps the rules; it is rolled back.
    boolean accepts(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.rollback();
            return true;
        } catch (SQLException e) {
            if (e.getSQLState().startsWith(BROKEN_RULE)) {
                return false;
            }
            throw e;
        }
    }
}
