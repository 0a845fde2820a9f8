package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.LenderProduct;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A catalog as one party holds it; the database's own is what all others must equal.
///
/// @param digest what the party says, or for the database what is computed here
/// @param documents the canonical text of each product
record Truth(String position, String digest, Set<String> documents) {
    private static final String HEAD = "SELECT sync.epoch() || ':' || version FROM catalog_head";
    private static final String PRODUCTS = """
            SELECT (p.wire || jsonb_build_object('version', e.version))::text
            FROM published_products p JOIN catalog_entry e ON e.product_id = p.id AND e.live
            """;

    /// What PostgreSQL holds at one moment.
    static Truth of(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            String position = String.join("", column(connection, HEAD));
            Set<String> documents = new TreeSet<>();
            for (String json : column(connection, PRODUCTS)) {
                documents.add(canonical(LenderProduct.parse(json)));
            }
            return new Truth(position, digestOf(documents), documents);
        }
    }

    private static Set<String> column(Connection connection, String sql) throws SQLException {
        Set<String> values = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /// What an app answered as its catalog.
    static Truth of(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.path("success").asBoolean()).isTrue();
        Set<String> documents = new TreeSet<>();
        json.path("products").forEach(product -> documents.add(canonical(LenderProduct.of(product))));
        assertThat(json.path("products").size()).as("no product twice").isEqualTo(documents.size());
        return new Truth(json.path("position").asString(), json.path("digest").asString(), documents);
    }

    static String canonical(LenderProduct product) {
        return new String(product.canonical(), StandardCharsets.UTF_8);
    }

    /// SPEC.md, section 4, by other means than the protocol module's.
    private static String digestOf(Set<String> documents) {
        BigInteger sum = BigInteger.ZERO;
        for (String document : documents) {
            sum = sum.add(hash(document));
        }
        return digestOf(sum);
    }

    /// The digest of products whose hashes have this sum.
    static String digestOf(BigInteger sum) {
        return "%064x".formatted(sum.mod(BigInteger.TWO.pow(256)));
    }

    /// h(p) of a product's canonical text.
    static BigInteger hash(String document) {
        try {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// Waits until every Client App says that it is live at the database's position, then compares every byte of the
    /// catalog: SQL, the Staff App and each Client App. Nobody may edit meanwhile.
    ///
    /// @return what all of them hold
    static Truth assertIdenticalEverywhere(LocalSystem system) throws Exception {
        Truth truth = of(system.database());
        for (LocalSystem.Client client : system.clients()) {
            Await.until(
                    client.app().url() + " is live at " + truth.position(),
                    () -> isLiveAt(client.freshness().json(), truth.position()));
            // What it says of itself it says of what it serves.
            assertEqual(of(Http.get(client.syncUrl())), truth, client.app().url());
            assertThat(client.freshness().json().path("digest").asString()).isEqualTo(truth.digest());
        }
        for (AppProcess node : system.nodes()) {
            assertEqual(of(system.pull(node)), truth, "the Staff App " + node.url());
        }
        assertThat(of(system.database())).as("nobody edited meanwhile").isEqualTo(truth);
        return truth;
    }

    private static boolean isLiveAt(JsonNode freshness, String position) {
        return freshness.path("state").asString().equals("live")
                && freshness.path("position").asString().equals(position);
    }

    /// Says first what is short to say.
    private static void assertEqual(Truth held, Truth truth, String who) {
        assertThat(held.position()).as("the position of " + who).isEqualTo(truth.position());
        assertThat(held.documents().stream()
                        .filter(document -> !truth.documents().contains(document)))
                .as("what " + who + " holds and should not")
                .isEmpty();
        assertThat(truth.documents().stream()
                        .filter(document -> !held.documents().contains(document)))
                .as("what " + who + " lacks")
                .isEmpty();
        assertThat(held.digest()).as("the digest of " + who).isEqualTo(truth.digest());
    }
}
