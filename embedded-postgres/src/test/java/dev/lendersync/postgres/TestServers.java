package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Homes and connections for the tests.
final class TestServers {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private TestServers() {}

    /// Unpacked once for all tests of this module.
    static Path binaries() throws IOException {
        return BinariesArchive.ofThisPlatform().unpackBelow(TARGET.resolve("postgres-binaries"));
    }

    static EmbeddedPostgresConfig config(Path home) throws IOException {
        return EmbeddedPostgresConfig.in(home, new SecureRandom()).withBinaries(binaries());
    }

    /// A copy of a home that was started and stopped once: cheaper than an initdb for each test.
    static Path usedHome(Path parent) throws IOException {
        Path template =
                TARGET.resolve("postgres-home");
        // The port is remembered last of all.
        if (!Files.exists(template.resolve("port"))) {
            EmbeddedPostgres.start(config(template)).close();
        }
        Path home = parent.resolve("home");
        copy(template, home);
        return home;
    }

    static void copy(Path folder, Path to) throws IOException {
        var copied = Command.run(List.of("cp", "-a", folder.toString(), to.toString()), "", LIMIT);
        assertThat(copied.succeeded()).as(copied.output()).isTrue();
    }

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }

    static ProcessHandle serverProcess(Path home) throws IOException {
        Path data = home.resolve("data");
        return PostmasterFile.read(data)
                .flatMap(file -> file.process(data))
                .orElseThrow(() -> new AssertionError("no server runs in " + home));
    }

    static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        await(() -> !process.isAlive());
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
