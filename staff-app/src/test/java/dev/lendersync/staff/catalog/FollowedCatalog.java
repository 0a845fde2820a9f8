package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.ProductDetails;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// A database with a few products, and a reader that follows it. The reader can be made to see wrongly.
final class FollowedCatalog implements AutoCloseable {
    /// Of columns that a product must have, without its country.
    static final String INSERT = "INSERT INTO lender_products (lender_id, name, category, status, country) SELECT id, ";

    private static final Set<String> REFUSED = Set.of("23502", "23514", "23P01", "428C9");

    final TestDatabase database;
    private final PollingReader reader;
    private UnaryOperator<Catalog> sight = UnaryOperator.identity();

    private FollowedCatalog(TestDatabase database) {
        this.database = database;
        this.reader = new PollingReader(database);
    }

    static FollowedCatalog create() throws SQLException {
        FollowedCatalog followed = new FollowedCatalog(TestDatabase.on(TestServers.embedded()));
        followed.stock();
        return followed;
    }

    /// What every check starts from: two published products of Maple, one of Birch.
    void stock() throws SQLException {
        database.run(
                "DELETE FROM lender_products",
                "DELETE FROM lenders",
                "INSERT INTO lenders (name) VALUES ('Maple'), ('Birch')",
                INSERT + "n, 'TERM_LOAN', 'PUBLISHED', 'CA' FROM lenders, unnest('{Flex,Steady}'::text[]) AS n"
                        + " WHERE lenders.name = 'Maple'",
                INSERT + "'Bridge', 'TERM_LOAN', 'PUBLISHED', 'US' FROM lenders WHERE name = 'Birch'",
                "UPDATE lender_products SET rate_kind = 'APR', rate_min = 7.99");
        reader.poll();
    }

    void seeWrongly(UnaryOperator<Catalog> wrongly) {
        sight = wrongly;
    }

    Catalog look() {
        reader.poll();
        return sight.apply(reader.catalog());
    }

    ProductDetails details(String name) {
        return look().products().stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the reader has no product " + name))
                .details();
    }

    /// The reader has exactly the published products of active lenders, each exactly as the tables have it.
    void assertInStep(String after) throws SQLException {
        List<LenderProduct> seen = look().products();
        assertThat(seen.stream().map(product -> product.id().toString()))
                .as("the products that the reader sees after: %s", after)
                .containsExactlyInAnyOrderElementsOf(database.texts("""
                        SELECT p.id FROM lender_products p JOIN lenders l ON l.id = p.lender_id
                        WHERE p.status = 'PUBLISHED' AND l.status = 'ACTIVE'
                        """));
        assertThat(seen.stream().map(FollowedCatalog::content).collect(Collectors.toSet()))
                .as("the content that the reader sees after: %s", after)
                .isEqualTo(database.texts("SELECT wire::text FROM published_products").stream()
                        .map(dev.lendersync.protocol.Json::read)
                        .collect(Collectors.toCollection(HashSet::new)));
    }

    private static ObjectNode content(LenderProduct product) {
        return ((ObjectNode) product.json()).without("version");
    }

    /// Whether the database takes a statement, which is rolled back.
    boolean accepts(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.rollback();
            return true;
        } catch (SQLException e) {
            if (REFUSED.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        reader.close();
        database.close();
    }
}
