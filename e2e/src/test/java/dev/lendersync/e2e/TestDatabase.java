package dev.lendersync.e2e;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/// A database of its own on the one PostgreSQL server that all tests of this JVM share.
final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String BROKEN_RULE = "23";
    private static final String TIMEOUT_SECONDS = "120";

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /// The server is started with the first use and stopped with the JVM.
    private static final class Server {
        private static final Path HOME = home();
        private static final EmbeddedPostgres POSTGRES =
                EmbeddedPostgres.start(EmbeddedPostgresConfig.in(HOME, new SecureRandom()));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                POSTGRES.close();
                TempFolder.delete(HOME);
            }));
        }

        private static Path home() {
            try {
                return Files.createTempDirectory("lender-sync-e2e-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static TestDatabase create() throws SQLException {
        TestDatabase database = new TestDatabase("e2e_" + COUNT.incrementAndGet());
        try (Connection connection = connect(Server.POSTGRES.database());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name);
        }
        return database;
    }

    /// The libpq URI, a secret.
    String uri() {
        EmbeddedPostgres server = Server.POSTGRES;
        return "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port()
                + "/" + name;
    }

    Connection connect() throws SQLException {
        return connect(name);
    }

    private static Connection connect(String name) throws SQLException {
        EmbeddedPostgres server = Server.POSTGRES;
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name, properties);
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

    /// kill -9 of the postmaster, whose sessions then end by themselves.
    static void kill9() throws Exception {
        Path file = Server.HOME.resolve("data").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        Await.until("PostgreSQL is dead", () -> !Server.POSTGRES.isAlive());
    }

    /// Starts the server again, after [#kill9].
    static void restart() {
        Server.POSTGRES.restart();
    }
}
