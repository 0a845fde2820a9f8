package dev.lendersync.staff.database;

import dev.lendersync.postgres.EmbeddedPostgres;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A migrated database of a test's own, dropped at the end.
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String name = "test_" + COUNT.incrementAndGet();

    private TestDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestDatabase on(EmbeddedPostgres server) throws SQLException {
        TestDatabase database = new TestDatabase(server);
        try (Connection admin = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name);
        }
        new Migrations(database.options()).run();
        return database;
    }

    public PgConnectOptions options() {
        return new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(name)
                .setUser(server.user())
                .setPassword(server.password());
    }

    public String uri() {
        return server.uri().replaceAll("/[^/?]+(\\?|$)", "/" + name + "$1");
    }

    /// For another role.
    public String uri(String role, String password) {
        return "postgresql://" + URLEncoder.encode(role, StandardCharsets.UTF_8).replace("+", "%20") + ":" + password
                + "@" + server.host() + ":" + server.port() + "/" + name;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), server.user(), server.password());
    }

    /// Runs statements, each in a transaction of its own.
    public void run(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            for (String sql : statements) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        }
    }

    /// The first column of a query's rows, as text.
    public List<String> texts(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(String.valueOf(rows.getString(1)));
                }
            }
            return texts;
        }
    }

    public String text(String sql, Object... parameters) throws SQLException {
        return texts(sql, parameters).getFirst();
    }

    public long version() throws SQLException {
        return Long.parseLong(text("SELECT version FROM catalog_head"));
    }

    @Override
    public void close() throws SQLException {
        try (Connection admin = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = admin.createStatement()) {
            // WITH (FORCE) would want to end an autovacuum worker too, which only a superuser may; a plain DROP waits
            // for it.
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
                    + " AND datname = '" + name + "'");
            statement.execute("DROP DATABASE " + name);
        }
    }
}
