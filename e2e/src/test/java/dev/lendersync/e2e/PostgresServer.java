package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server that can be killed and put back in time.
final class PostgresServer implements AutoCloseable {
    private static final String SOCKET_TIMEOUT_SECONDS = "120";
    // A lock that a half-dead Staff App holds must not stop an editor for good.
    private static final String LIMITS = "-c lock_timeout=5000";
    private static final int COPY_SECONDS = 60;

    private final Path home;
    private final EmbeddedPostgres postgres;
    private String password;

    private PostgresServer(Path home, EmbeddedPostgres postgres) {
        this.home = home;
        this.postgres = postgres;
        this.password = postgres.password();
    }

    /// The one that all tests of this JVM share, started with the first use and stopped with the JVM.
    private static final class Shared {
        private static final PostgresServer SERVER = launch();

        private static PostgresServer launch() {
            try {
                return start();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /// A new one of its own, of the version on the class path.
    static PostgresServer start() throws IOException {
        Path home = newHome();
        return start(home, EmbeddedPostgresConfig.in(home, new SecureRandom()));
    }

    /// A new one of its own, of an installed version.
    ///
    /// @param binaries such as `/usr/lib/postgresql/15`
    static PostgresServer start(Path binaries) throws IOException {
        Path home = newHome();
        return start(home, EmbeddedPostgresConfig.in(home, new SecureRandom()).withBinaries(binaries));
    }

    private static Path newHome() throws IOException {
        return Files.createTempDirectory("lender-sync-e2e-postgres");
    }

    private static PostgresServer start(Path home, EmbeddedPostgresConfig config) {
        PostgresServer server = new PostgresServer(home, EmbeddedPostgres.start(config));
        // For a test run that ends without closing it.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    int port() {
        return postgres.port();
    }

    String user() {
        return postgres.user();
    }

    /// A secret.
    String password() {
        return password;
    }

    /// The database that every server has from its start.
    String firstDatabase() {
        return postgres.database();
    }

    /// Takes over another server's password, so that whoever knew the other's way in is let in here.
    void takePasswordOf(PostgresServer other) throws SQLException {
        try (Connection connection = connect(firstDatabase());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + user() + " PASSWORD '" + other.password + "'");
        }
        password = other.password;
    }

    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password);
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("options", LIMITS);
        // Sample catalogs go in as few statements.
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + postgres.host() + ":" + port() + "/" + database, properties);
    }

    /// kill -9 of the postmaster, whose sessions then end by themselves.
    void kill9() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        Await.until("PostgreSQL is dead", () -> !postgres.isAlive());
    }

    /// Starts it again, after [#kill9].
    void restart() {
        postgres.restart();
    }

    private Path data() {
        return home.resolve("data");
    }

    /// Keeps a copy of the data directory as it is now. The server must be dead.
    void keepCopy() throws Exception {
        TempFolder.delete(home.resolve("copy"));
        copy(data(), home.resolve("copy"));
    }

    /// Puts the data directory back to the copy. The server must be dead.
    void putBack() throws Exception {
        TempFolder.delete(data());
        copy(home.resolve("copy"), data());
    }

    /// With owners and modes, which PostgreSQL insists on.
    private static void copy(Path from, Path to) throws Exception {
        Process copying = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        assertThat(copying.waitFor(COPY_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(copying.exitValue()).as("cp -a").isZero();
    }

    /// Closing again does nothing.
    @Override
    public synchronized void close() {
        postgres.close();
        TempFolder.delete(home);
    }
}
