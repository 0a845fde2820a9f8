package dev.lendersync.staff.database;

import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Checks that a PostgreSQL server can be trusted with the catalog, and brings its tables up to date.
public final class Migrations {
    private static final int OLDEST_SERVER = 150_000;

    private static final String MASTERED = """
            SELECT CASE WHEN r.rolsuper THEN 'is a superuser'
                        WHEN pg_has_role(r.oid, t.relowner, 'MEMBER') THEN 'owns the tables or may act as their owner'
                        WHEN pg_has_role(r.oid, d.datdba, 'MEMBER') THEN 'owns the database or may act as its owner'
                        WHEN pg_has_role(r.oid, n.nspowner, 'MEMBER') THEN 'owns the schema or may act as its owner'
                        WHEN r.rolcreaterole AND current_setting('server_version_num')::int < 160000
                            THEN 'may make itself a member of any role'
                        WHEN has_table_privilege(r.oid, 'audit_log', 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                            THEN 'was granted more on audit_log than to read it and add to it'
                   END AS how
            FROM pg_roles r, pg_class t, pg_namespace n, pg_database d
            WHERE r.rolname = ? AND t.oid = 'audit_log'::regclass AND n.oid = t.relnamespace
              AND d.datname = current_database()
            """;

    private final DataSource source;
    private final String user;
    private final boolean isApart;

    /// By the role that the application has, too.
    public Migrations(PgConnectOptions options) {
        this(options, options.getUser(), false);
    }

    /// @param owner by which role the tables are made
    /// @param application whose role may use them afterwards, and is to be another one
    public Migrations(PgConnectOptions owner, PgConnectOptions application) {
        this(owner, application.getUser(), true);
    }

    private Migrations(PgConnectOptions owner, String user, boolean isApart) {
        source = JdbcSource.of(owner);
        this.user = user;
        this.isApart = isApart;
    }

    /// @throws UnfitDatabaseException saying in one line why this server can't be used
    public void run() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            requireFit(statement);
        } catch (SQLException e) {
            throw new UnfitDatabaseException("can't use the database: " + JdbcSource.why(e), isLasting(e), e);
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .schemas("public")
                    .createSchemas(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new UnfitDatabaseException("can't migrate the database: " + JdbcSource.why(e), false, e);
        }
        grant();
    }

    /// What the application's own role may do to the audit log is the reason for the other one.
    private void requireApart(Statement statement) throws SQLException {
        try (PreparedStatement query = statement.getConnection().prepareStatement(MASTERED)) {
            query.setString(1, user);
            try (ResultSet rows = query.executeQuery()) {
                String how = rows.next() ? rows.getString(1) : null;
                if (how != null) {
                    throw new UnfitDatabaseException("the role " + user + " of DATABASE_URL " + how
                            + ", so it could change the audit log; take that from it, or leave"
                            + " MIGRATION_DATABASE_URL out");
                }
            }
        }
    }

    private void grant() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            Grants.to(user, statement);
            if (isApart) {
                requireApart(statement);
            }
        } catch (SQLException e) {
            throw new UnfitDatabaseException(
                    "can't grant rights to the role " + user + ": " + JdbcSource.why(e), false, e);
        }
    }

    /// Wrong credentials, or no such database. A server that is not there may come.
    private static boolean isLasting(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("28") || state.startsWith("3D");
    }

    private static void requireFit(Statement statement) throws SQLException {
        if (Integer.parseInt(setting(statement, "server_version_num")) < OLDEST_SERVER) {
            throw new UnfitDatabaseException(
                    "PostgreSQL 15 or newer is needed, this is " + setting(statement, "server_version"));
        }
        // A crash of a server that doesn't sync takes back versions that clients have seen.
        if (!setting(statement, "fsync").equals("on")) {
            throw new UnfitDatabaseException("the database server has fsync off; commits would not survive a crash");
        }
        if (!setting(statement, "server_encoding").equals("UTF8")) {
            throw new UnfitDatabaseException("the database must be encoded in UTF8");
        }
        requireNoForeignTables(statement);
    }

    /// An older lender_products would make the first migration fail half way through its reasons.
    private static void requireNoForeignTables(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("""
                SELECT to_regclass('public.lender_products') IS NOT NULL
                    AND to_regclass('public.catalog_head') IS NULL
                """)) {
            rows.next();
            if (rows.getBoolean(1)) {
                throw new UnfitDatabaseException("there is a table lender_products that is not ours; rename it (ALTER"
                        + " TABLE lender_products RENAME TO old_lender_products), then bring it in with import-legacy"
                        + " --table old_lender_products");
            }
        }
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
