package dev.lendersync.benchmarks;

import dev.lendersync.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A migrated database with 50 lenders and 500 products, and no program that follows it.
record CatalogDatabase(EmbeddedPostgres server, String name) {
    static final int PRODUCTS = 500;

    private static final String LENDERS = """
            INSERT INTO lenders (id, name) SELECT gen_random_uuid(), 'Lender ' || i FROM generate_series(1, 50) i
            """;

    /// @param migrations the folder of the Staff App's
    static CatalogDatabase create(EmbeddedPostgres server, String name, Path migrations)
            throws SQLException, IOException {
        CatalogDatabase database = new CatalogDatabase(server, name);
        database.admin("CREATE DATABASE " + name);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Path file : inOrder(migrations)) {
                statement.execute(Files.readString(file));
            }
        }
        try (Connection connection = database.connect()) {
            load(connection);
        }
        return database;
    }

    private static List<Path> inOrder(Path migrations) throws IOException {
        try (Stream<Path> files = Files.list(migrations)) {
            return files.sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__.*$", "$1"))))
                    .toList();
        }
    }

    static void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LENDERS);
            statement.execute(products("Product", PRODUCTS));
        }
    }

    /// The statement that inserts so many products, each with every column that is common.
    static String products(String name, int count) {
        return """
                INSERT INTO lender_products (lender_id, name, category, country, amount_min, amount_max, rate_kind,
                    rate_min, rate_max, regions_excluded, funds_purposes, description, status)
                SELECT (array(SELECT id FROM lenders ORDER BY name))[1 + i %% 50], '%s ' || i, 'TERM_LOAN', 'CA',
                    10000 + i, 500000, 'APR', 5, 10, '{CA-QC,CA-YT}', '{EQUIPMENT,INVENTORY}',
                    'What it is for, number ' || i, 'PUBLISHED'
                FROM generate_series(1, %d) i
                """.formatted(name, count);
    }

    /// From now on the tables are plain ones: no versions, no history, no stamps.
    CatalogDatabase withoutTriggers() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("lenders", "lender_products", "required_documents")) {
                statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
            }
        }
        return this;
    }

    /// Nobody may be connected to this one meanwhile.
    CatalogDatabase copy(String as) throws SQLException {
        admin("CREATE DATABASE " + as + " TEMPLATE " + name);
        return new CatalogDatabase(server, as);
    }

    void drop() throws SQLException {
        admin("DROP DATABASE " + name);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    private void admin(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
