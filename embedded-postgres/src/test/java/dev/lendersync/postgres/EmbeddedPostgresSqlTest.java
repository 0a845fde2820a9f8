package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/// What a session on the server finds: durable settings, ICU, the rights of the role.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresSqlTest {
    private Path home;
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        postgres = EmbeddedPostgres.start(TestServers.config(home));
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "password_encryption, scram-sha-256",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "server_encoding, UTF8",
        "log_timezone, UTC"
    })
    void settingsAreDurableAndPrivate(String name, String value) throws Exception {
        assertThat(TestServers.query(postgres, "SHOW " + name)).isEqualTo(value);
    }

    @Test
    void runsTheVersionOfTheClassPath() throws Exception {
        assertThat(TestServers.query(postgres, "SHOW server_version")).startsWith("18.");
    }

    @Test
    void foldsAndComparesTextWithIcu() throws Exception {
        assertThat(TestServers.query(postgres, "SELECT lower('É' COLLATE \"und-x-icu\")"))
                .isEqualTo("é");
        assertThat(TestServers.query(postgres, "SELECT lower('ÉTÉ')")).isEqualTo("été");
        assertThat(TestServers.query(postgres, "SELECT 'É' < 'f'")).isEqualTo("t");
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void letsNobodyInAsSuperuser() throws Exception {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.password()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(TestServers.query(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void theUriHoldsAllThatAClientNeeds() {
        assertThat(postgres.uri())
                .isEqualTo("postgresql://lender_sync:%s@127.0.0.1:%d/lender_sync"
                        .formatted(postgres.password(), postgres.port()));
        assertThat(postgres.password()).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(postgres.toString()).doesNotContain(postgres.password());
    }

    @ParameterizedTest
    @CsvSource({"password, rw-------", "postgres.log, rw-------", "data, rwx------"})
    void secretsAreTheOwnersAlone(String file, String permissions) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                .isEqualTo(permissions);
    }

    @Test
    void thePasswordIsInNoLog() throws Exception {
        assertThat(Files.readString(home.resolve("postgres.log")))
                .contains("ready to accept connections")
                .doesNotContain(postgres.password());
    }

    @Test
    void theOrdinaryRoleReadsWhatAnEpochIsMadeOf() throws Exception {
        assertThat(TestServers.query(postgres, """
                SELECT (SELECT system_identifier FROM pg_control_system()) <> 0
                   AND pg_walfile_name(pg_current_wal_insert_lsn()) <> ''
                   AND NOT pg_is_in_recovery()
                """)).isEqualTo("t");
    }

    @Test
    void theOrdinaryRoleMakesTriggersAndIsNotified() throws Exception {
        try (var connection = TestServers.connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE watched (id int)");
            statement.execute("""
                    CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
                        SET search_path = pg_catalog, public SET synchronous_commit = on
                        AS $$ BEGIN PERFORM pg_notify('watched', NEW.id::text); RETURN NULL; END $$
                    """);
            statement.execute("""
                    CREATE CONSTRAINT TRIGGER tell AFTER INSERT ON watched DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION public.tell()
                    """);
            statement.execute("LISTEN watched");
            statement.execute("INSERT INTO watched VALUES (7)");
            var notices = connection.unwrap(PGConnection.class).getNotifications(5_000);
            assertThat(notices).hasSize(1);
            assertThat(notices[0].getParameter()).isEqualTo("7");
        }
    }

    @Test
    void theOrdinaryRoleMayBypassTriggersAndMakeDatabases() throws Exception {
        TestServers.execute(postgres, "SET session_replication_role = replica");
        TestServers.execute(postgres, "CREATE DATABASE another");
        TestServers.execute(postgres, "CREATE EXTENSION btree_gist");
        TestServers.execute(postgres, "CHECKPOINT");
    }
}
