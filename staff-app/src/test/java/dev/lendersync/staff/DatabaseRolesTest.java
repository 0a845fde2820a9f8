package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.database.Migrations;
import dev.lendersync.staff.database.SecondRole;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.database.UnfitDatabaseException;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Staff App whose role does not own the tables: it does all of its work, and can't take back what it noted.
@Tag("slow")
class DatabaseRolesTest {
    private static final String ROLE = "staff \"app\"";
    private static final String PASSWORD = "of-the-application";

    @Test
    void aRoleThatOwnsTheTablesIsNoSecondOne() throws Exception {
        try (TestDatabase database = TestDatabase.on(TestServers.embedded())) {
            assertThatThrownBy(() -> new Migrations(database.options(), database.options()).run())
                    .isInstanceOf(UnfitDatabaseException.class)
                    .hasMessageContainingAll(
                            "owns the tables", "could change the audit log", "leave MIGRATION_DATABASE_URL out");
        }
    }

    private static void refused(Migrations migrations, TestDatabase database, String change, String why)
            throws SQLException {
        database.run(change);
        assertThatThrownBy(migrations::run)
                .as(change)
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContainingAll(ROLE, why);
    }

    @Test
    void theApplicationCanOnlyAddToTheLogs(@TempDir Path folder) throws Exception {
        String quoted = "\"" + ROLE.replace("\"", "\"\"") + "\"";
        try (EmbeddedPostgres server = SecondRole.start(folder.resolve("postgres"), quoted, PASSWORD);
                TestDatabase database = TestDatabase.on(server);
                RunningStaff staff = RunningStaff.start(folder.resolve("staff"), database, ROLE, PASSWORD)) {
            Reply product = staff.call(
                    "POST",
                    "/api/lender-products",
                    RunningStaff.product(staff.createLender("Owned Bank"), "Owned")
                            .put("status", "PUBLISHED"));
            assertThat(product.status()).as("%s", product.body()).isEqualTo(201);
            assertThat(staff.call("GET", "/api/lender-products/" + product.text("id") + "/history")
                            .body()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(staff.call("POST", "/api/clients", Map.of("name", "Owned", "baseUrl", "http://127.0.0.1:9"))
                            .status())
                    .isEqualTo(201);
            Browser browser = Browser.loggedIn(staff);
            assertThat(browser.call("DELETE", "/api/session", Map.of()).status())
                    .isEqualTo(204);
            assertThat(staff.call("GET", "/readyz").status()).isEqualTo(200);

            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), ROLE, PASSWORD);
                    Statement statement = connection.createStatement()) {
                for (String sql : List.of(
                        "UPDATE audit_log SET actor = 'nobody'",
                        "DELETE FROM audit_log",
                        "TRUNCATE audit_log",
                        "ALTER TABLE audit_log DISABLE TRIGGER ALL",
                        "DELETE FROM history",
                        "INSERT INTO history DEFAULT VALUES",
                        "DROP TABLE lender_products")) {
                    assertThatThrownBy(() -> statement.execute(sql))
                            .as(sql)
                            .isInstanceOf(SQLException.class)
                            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
                }
                assertThatThrownBy(() -> statement.execute("INSERT INTO audit_log (at, actor, address, action,"
                                + " subject, detail) VALUES (now() - interval '1 day', 'a', '', 'login', '', '{}')"))
                        .as("an entry of another day")
                        .hasMessageContaining("permission denied");
            }
            Migrations migrations =
                    new Migrations(database.options(), new PgConnectOptions(database.options()).setUser(ROLE));
            refused(migrations, database, "GRANT TRIGGER ON audit_log TO PUBLIC", "granted more on audit_log");
            database.run("REVOKE TRIGGER ON audit_log FROM PUBLIC");
            String name = database.text("SELECT current_database()");
            refused(migrations, database, "ALTER DATABASE " + name + " OWNER TO " + quoted, "owns the database");
            database.run("ALTER DATABASE " + name + " OWNER TO CURRENT_USER");
            migrations.run();
        }
    }
}
