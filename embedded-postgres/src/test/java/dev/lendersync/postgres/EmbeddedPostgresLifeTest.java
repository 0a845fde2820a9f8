package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts, restarts and stops that go the ordinary way, and the errors that are made for people.
class EmbeddedPostgresLifeTest {
    private Path home;

    @BeforeEach
    void takeAUsedHome(@TempDir Path folder) throws Exception {
        home = TestServers.usedHome(folder);
    }

    @Test
    void aSecondStartHasTheDataThePortAndThePassword() throws Exception {
        String uri;
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            uri = postgres.uri();
            TestServers.execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThat(postgres.uri()).isEqualTo(uri);
            assertThat(TestServers.query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void restartKeepsTheDataAndThePort() throws Exception {
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            int port = postgres.port();
            var before = TestServers.serverProcess(home);
            TestServers.execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");

            postgres.restart();

            assertThat(before.isAlive()).isFalse();
            assertThat(postgres.isAlive()).isTrue();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(TestServers.query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void closeLeavesNoProcessThoughSessionsAreOpen() throws Exception {
        var postgres = EmbeddedPostgres.start(TestServers.config(home));
        var server = TestServers.serverProcess(home);
        var children = server.children().toList();
        assertThat(children).isNotEmpty();
        var session = TestServers.connect(postgres);

        postgres.close();

        assertThat(session.isValid(1)).isFalse();
        session.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(postgres.isAlive()).isFalse();
        assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
        postgres.close();
        assertThatIllegalStateException().isThrownBy(postgres::restart);
    }

    @Test
    void aFixedPortThatIsTakenIsRefused() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var config = TestServers.config(home).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedPostgres.start(config))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage("port %d, wanted for PostgreSQL, is taken", taken.getLocalPort());
        }
    }

    @Test
    void aRememberedPortThatIsTakenGivesWayToAnother() throws Exception {
        int port = Integer.parseInt(Files.readString(home.resolve("port")).strip());
        try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
            assertThat(home.resolve("port")).hasContent(Integer.toString(postgres.port()));
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused() throws Exception {
        Files.writeString(home.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(TestServers.config(home)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("was made by PostgreSQL 17, but this is PostgreSQL 18");
    }

    @Test
    void aSettingThatPostgresRefusesIsNamedAndTheHomeStaysFree() throws Exception {
        var config = TestServers.config(home);
        assertThatThrownBy(() -> EmbeddedPostgres.start(config.withSettings(Map.of("shared_buffers", "lots"))))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"lots\"");
        try (var postgres = EmbeddedPostgres.start(config.withSettings(Map.of("fsync", "off")))) {
            assertThat(TestServers.query(postgres, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void aLostPasswordIsSetAnew() throws Exception {
        String lost = Files.readString(home.resolve("password")).strip();
        Files.delete(home.resolve("password"));
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThat(postgres.password()).isNotEqualTo(lost);
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFolderThatHoldsNoDataDirectoryIsLeftAlone() throws Exception {
        FileTree.delete(home.resolve("data"));
        Files.createDirectory(home.resolve("data"));
        Path precious = Files.writeString(home.resolve("data/precious"), "x");
        assertThatThrownBy(() -> EmbeddedPostgres.start(TestServers.config(home)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("is not a PostgreSQL data directory");
        assertThat(precious).exists();
    }
}
