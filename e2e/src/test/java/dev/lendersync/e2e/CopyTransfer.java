package dev.lendersync.e2e;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Brings all data over by COPY, table by table, into the tables that the Staff App makes in an empty database.
final class CopyTransfer implements Restore.Transfer {
    private static final String TABLES = """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname IN ('public', 'sync')
                AND tablename NOT IN ('flyway_schema_history', 'pending', 'oracle_log')
            ORDER BY 1
            """;
    private static final String GO_ON_COUNTING = """
            SELECT setval(pg_get_serial_sequence('history', 'id'), (SELECT coalesce(max(id), 1) FROM history))
            """;

    @Override
    public long run(LocalSystem system, TestDatabase from, TestDatabase to) throws Exception {
        // Its first start makes the tables.
        try (AppProcess node =
                system.node("staff-of-a-new-cluster", to.uri(to.server().port()))) {
            node.restart();
        }
        try (Connection source = from.connect();
                Connection target = to.connect()) {
            target.setAutoCommit(false);
            List<String> tables = strings(source, TABLES);
            execute(target, "SET LOCAL session_replication_role = replica");
            execute(target, "TRUNCATE " + tables.stream().collect(Collectors.joining(", ")));
            long rows = 0;
            for (String table : tables) {
                rows += copy(source, target, table);
            }
            execute(target, GO_ON_COUNTING);
            target.commit();
            return rows;
        }
    }

    private static long copy(Connection source, Connection target, String table) throws Exception {
        try (PipedInputStream in = new PipedInputStream(1 << 16);
                PipedOutputStream out = new PipedOutputStream(in)) {
            CopyManager sender = source.unwrap(PGConnection.class).getCopyAPI();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try (out) {
                    sender.copyOut("COPY " + table + " TO STDOUT", out);
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            });
            long rows = target.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN", in);
            sending.join();
            return rows;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
