package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All rows of a database, and its schema, at one moment: whatever is done to others, these must stay as they are.
///
/// @param schema every table, column, function, trigger and role
/// @param rows by table, without what moves when somebody merely looks
record Untouched(Set<String> schema, Map<String, Set<String>> rows) {
    private static final String SCHEMA = """
            SELECT concat_ws(' ', 'column', attrelid::regclass, attname, atttypid::regtype)
                FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                WHERE c.relnamespace IN ('public'::regnamespace, 'sync'::regnamespace) AND attnum > 0
            UNION ALL SELECT concat_ws(' ', 'function', oid::regprocedure, md5(prosrc)) FROM pg_proc
                WHERE pronamespace IN ('public'::regnamespace, 'sync'::regnamespace)
            UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
                WHERE NOT tgisinternal
            UNION ALL SELECT concat_ws(' ', 'role', rolname, rolsuper) FROM pg_roles
            """;
    private static final String TABLES = """
            SELECT oid::regclass::text FROM pg_class
            WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'sync'::regnamespace)
            """;
    /// What clients, sessions and tokens are doing, and where the catalog is.
    private static final Set<String> MOVING =
            Set.of("catalog_head", "client_delivery", "client_instance", "client_report", "delivery_attempt");

    static Untouched of(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            Map<String, Set<String>> rows = new TreeMap<>();
            for (String table : column(connection, TABLES)) {
                if (!MOVING.contains(table)) {
                    rows.put(
                            table,
                            column(
                                    connection,
                                    "SELECT (to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text FROM " + table
                                            + " t"));
                }
            }
            return new Untouched(column(connection, SCHEMA), rows);
        }
    }

    private static Set<String> column(Connection connection, String sql) throws SQLException {
        Set<String> values = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                values.add(found.getString(1));
            }
        }
        return values;
    }

    /// @param more how many rows there are now that were not there, by table; of those that aren't named none, but of
    ///     what was noted of them
    void assertUnharmed(TestDatabase database, Map<String, Integer> more) throws SQLException {
        Untouched now = of(database);
        assertThat(now.schema).isEqualTo(schema);
        assertThat(now.rows.keySet()).isEqualTo(rows.keySet());
        rows.forEach((table, were) -> {
            Set<String> are = now.rows.getOrDefault(table, Set.of());
            assertThat(are).as(table).containsAll(were);
            if (!Set.of("audit_log", "history", "catalog_entry").contains(table)) {
                assertThat(are.size() - were.size()).as("more rows of " + table).isEqualTo(more.getOrDefault(table, 0));
            }
        });
    }
}
