package dev.lendersync.staff.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What the application's role may do when another one owns the tables: read and write what features write, read the
/// history, which triggers write, and add to the audit log. It can't alter, drop or disable anything.
final class Grants {
    private static final List<String> STATEMENTS = List.of(
            "GRANT USAGE ON SCHEMA public, sync TO %1$s",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, sync TO %1$s",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, sync TO %1$s",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sync TO %1$s",
            "REVOKE ALL ON history, audit_log FROM %1$s",
            "GRANT SELECT ON history, audit_log TO %1$s",
            // Who, what, where from; when, the database says.
            "GRANT INSERT (actor, address, action, subject, detail) ON audit_log TO %1$s",
            "REVOKE ALL ON flyway_schema_history FROM %1$s");

    private Grants() {}

    /// Nothing for the owner himself, who would only take rights from himself.
    ///
    /// @param owner a connection of the owner's
    static void to(String role, Statement owner) throws SQLException {
        if (role.equals(user(owner))) {
            return;
        }
        String quoted = '"' + role.replace("\"", "\"\"") + '"';
        for (String sql : STATEMENTS) {
            owner.execute(sql.formatted(quoted));
        }
    }

    private static String user(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT current_user")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
