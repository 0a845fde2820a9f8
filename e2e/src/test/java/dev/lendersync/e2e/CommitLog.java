package dev.lendersync.e2e;

import dev.lendersync.protocol.LenderProduct;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every catalog that the database committed, as position and digest, by triggers of its own beside the product's: what
/// a client is ever shown must be one of them (P2).
///
/// Rows written by a trigger are committed with what they tell of. They are read, and deleted, once in a while; what
/// was read is kept here, so it outlives a database that is put back in time.
final class CommitLog {
    private static final String INSTALL = """
            CREATE TABLE IF NOT EXISTS oracle_log (
                id bigint GENERATED ALWAYS AS IDENTITY, version bigint NOT NULL, epoch text NOT NULL,
                product_id uuid NOT NULL, product text);
            CREATE OR REPLACE FUNCTION oracle_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            DECLARE
                -- Read once: it takes a file's reading each time.
                now_epoch text := sync.epoch();
            BEGIN
                INSERT INTO oracle_log (version, epoch, product_id, product)
                SELECT n.version, now_epoch, n.product_id,
                       CASE WHEN n.live THEN (p.wire || jsonb_build_object('version', n.version))::text END
                FROM new_rows n
                -- Row by row through the index, whatever plans are forbidden to the statement that it is called from.
                LEFT JOIN LATERAL (
                    SELECT o.wire FROM published_products o WHERE o.id = n.product_id OFFSET 0) p ON n.live;
                RETURN NULL;
            END $$;
            CREATE OR REPLACE TRIGGER oracle_insert AFTER INSERT ON catalog_entry REFERENCING NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION oracle_note();
            CREATE OR REPLACE TRIGGER oracle_update AFTER UPDATE ON catalog_entry REFERENCING NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION oracle_note();
            """;
    // Whoever commits a version holds this lock, so nobody is in the middle of it.
    private static final String LOCK = "SELECT FROM catalog_head FOR UPDATE";
    private static final String HEAD = "SELECT version, sync.epoch() FROM catalog_head";
    private static final String CATALOG = """
            SELECT p.id::text, (p.wire || jsonb_build_object('version', e.version))::text
            FROM published_products p JOIN catalog_entry e ON e.product_id = p.id AND e.live
            """;
    private static final String NOTED = """
            SELECT version, epoch, product_id::text, product FROM oracle_log ORDER BY id
            """;

    private final Set<String> committed = new HashSet<>();
    // The catalog at the last row read: h(p) by product, and their sum.
    private final Map<String, BigInteger> hashes = new HashMap<>();
    private BigInteger sum = BigInteger.ZERO;
    private long version;
    private String epoch = "";

    /// Begins with what the database holds now; also after it was put back, or exchanged for another one. What was
    /// committed before stays known.
    void rebase(TestDatabase database) throws SQLException {
        inTransaction(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(INSTALL);
                statement.execute(LOCK);
                statement.execute("DELETE FROM oracle_log");
            }
            hashes.clear();
            sum = BigInteger.ZERO;
            query(connection, CATALOG, row -> put(row.getString(1), row.getString(2)));
            query(connection, HEAD, row -> {
                version = row.getLong(1);
                epoch = row.getString(2);
            });
            note(epoch);
        });
    }

    /// Reads what was committed since.
    void collect(TestDatabase database) throws SQLException {
        inTransaction(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK);
            }
            query(connection, NOTED, row -> {
                enter(row.getLong(1), row.getString(2));
                put(row.getString(3), row.getString(4));
            });
            note(epoch);
            // An epoch may begin without a new version.
            query(connection, HEAD, row -> enter(row.getLong(1), row.getString(2)));
            note(epoch);
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM oracle_log")) {
                delete.execute();
            }
        });
    }

    /// The catalog is complete at the version before; a new epoch began with that.
    private void enter(long nextVersion, String nextEpoch) {
        if (nextVersion == version && nextEpoch.equals(epoch)) {
            return;
        }
        note(epoch);
        note(nextEpoch);
        version = nextVersion;
        epoch = nextEpoch;
    }

    private void note(String ofEpoch) {
        committed.add(line(ofEpoch + ":" + version, Truth.digestOf(sum)));
    }

    private void put(String id, @Nullable String product) {
        BigInteger before = hashes.remove(id);
        if (before != null) {
            sum = sum.subtract(before);
        }
        if (product != null) {
            BigInteger hash = Truth.hash(Truth.canonical(LenderProduct.parse(product)));
            hashes.put(id, hash);
            sum = sum.add(hash);
        }
    }

    /// Whether a catalog of this digest was committed at this position. Only what was committed before the last
    /// [#collect] is known.
    boolean contains(String position, String digest) {
        return committed.contains(line(position, digest));
    }

    int size() {
        return committed.size();
    }

    private static String line(String position, String digest) {
        return position + " " + digest;
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static void inTransaction(TestDatabase database, Work work) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            work.run(connection);
            connection.commit();
        }
    }

    private static void query(Connection connection, String sql, Reader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
