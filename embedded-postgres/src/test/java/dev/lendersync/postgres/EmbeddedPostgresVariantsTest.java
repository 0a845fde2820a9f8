package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Other binaries, and other ways of not being root.
class EmbeddedPostgresVariantsTest {
    private static final Path INSTALLED_15 = Path.of("/usr/lib/postgresql/15");

    @Test
    void runsAnInstalledPostgres15(@TempDir Path home) throws Exception {
        assumeTrue(Files.isExecutable(INSTALLED_15.resolve("bin/postgres")), "PostgreSQL 15 is not installed");
        var config = EmbeddedPostgresConfig.in(home, new SecureRandom()).withBinaries(INSTALLED_15);
        try (var postgres = EmbeddedPostgres.start(config)) {
            assertThat(TestServers.query(postgres, "SHOW server_version")).startsWith("15.");
            assertThat(TestServers.query(postgres, "SHOW data_checksums")).isEqualTo("on");
            assertThat(TestServers.query(postgres, "SELECT lower('É' COLLATE \"und-x-icu\")"))
                    .isEqualTo("é");
            TestServers.execute(postgres, "SET session_replication_role = replica");
            TestServers.kill(TestServers.serverProcess(home));
            postgres.restart();
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(TestServers.config(home)))
                .hasMessageContaining("was made by PostgreSQL 15, but this is PostgreSQL 18");
    }

    @Test
    void runsAsNobodyWhereRootMayMakeNoNamespaceAndBack(@TempDir Path folder) throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root becomes nobody");
        Path home = TestServers.usedHome(folder);
        // The binaries of the tests may lie where nobody can't go: these lie in the home.
        TestServers.copy(TestServers.binaries().resolveSibling("."), home.resolve("binaries"));
        var config = EmbeddedPostgresConfig.in(home, new SecureRandom());

        assertThatThrownBy(() -> EmbeddedPostgres.start(config, ServerUser.nobody()))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("cannot reach " + home.resolve("data"));

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var postgres = EmbeddedPostgres.start(config, ServerUser.nobody())) {
            assertThat(TestServers.serverProcess(home).info().user()).contains("nobody");
            TestServers.execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var postgres = EmbeddedPostgres.start(config)) {
            assertThat(TestServers.query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void whatTheLauncherDecidesIsNoSetting(@TempDir Path home) {
        var config = EmbeddedPostgresConfig.in(home, new SecureRandom());
        assertThatIllegalArgumentException().isThrownBy(() -> config.withSettings(Map.of("listen_addresses", "*")));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withSettings(Map.of("a=b -c c", "d")));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withPort(70_000));
    }
}
