package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server on loopback that keeps its data, password and port in a home folder between runs. It stops with
/// the process that started it, however that ends. Role and database are both named `lender_sync`; the role is an
/// ordinary one that owns the database, may create more of them and may set `session_replication_role`.
///
/// Thread-safe. [#isAlive] never waits.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String HOST = "127.0.0.1";
    private static final int PASSWORD_BYTES = 24;
    private static final int MAX_PORTS_TRIED = 3;

    // Set once.
    private final EmbeddedPostgresConfig config;
    private final Home home;
    private final FileChannel homeLock;
    private final DataDirectory data;
    private final String password;
    private final Server server;
    // Written while starting, before any other thread sees this object.
    private int port;

    private EmbeddedPostgres(EmbeddedPostgresConfig config, Home home, FileChannel homeLock, ServerUser serverUser)
            throws IOException {
        this.config = config;
        this.home = home;
        this.homeLock = homeLock;
        var binaries = Binaries.in(
                config.binaries() == null
                        ? BinariesArchive.ofThisPlatform().unpackBelow(home.binaries())
                        : config.binaries());
        this.data = new DataDirectory(home.data(), binaries, serverUser);
        this.password = openData(data, home, config.random());
        this.server = new Server(data, home.log());
    }

    /// Starts the server of a home and waits until it accepts connections: 0.5 s as a rule, some 5 s the first time.
    /// A server that a killed process left in that home is stopped first.
    ///
    /// @throws EmbeddedPostgresException when it can't: another process runs this home, the port is taken, the data
    ///     is of another major version, the platform has no binaries, the disk is full, ...
    public static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
        try {
            return start(config, ServerUser.choose());
        } catch (IOException e) {
            throw failure("cannot start PostgreSQL in " + config.home(), e);
        }
    }

    static EmbeddedPostgres start(EmbeddedPostgresConfig config, ServerUser serverUser) throws IOException {
        var home = new Home(config.home());
        FileChannel lock = home.lock();
        boolean started = false;
        try {
            var postgres = new EmbeddedPostgres(config, home, lock, serverUser);
            postgres.launchOnSomePort();
            started = true;
            return postgres;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /// Returns the password, set in the database before it is remembered: one lost on the way is simply set anew.
    private static String openData(DataDirectory data, Home home, SecureRandom random) throws IOException {
        var remembered = home.recall("password");
        if (data.exists()) {
            data.reopen();
            if (remembered.isPresent()) {
                return remembered.get();
            }
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (data.exists()) {
            data.setPassword(password);
        } else {
            data.create(password, random.nextLong());
        }
        home.remember("password", password);
        return password;
    }

    private void launchOnSomePort() throws IOException {
        for (int tried = 1; ; tried++) {
            port = choosePort();
            try {
                launch();
                home.remember("port", Integer.toString(port));
                return;
            } catch (EmbeddedPostgresException e) {
                boolean lostTheRace = config.port() == 0 && !Ports.isFree(port);
                if (!lostTheRace || tried == MAX_PORTS_TRIED) {
                    throw e;
                }
            }
        }
    }

    private int choosePort() throws IOException {
        if (config.port() != 0) {
            return config.port();
        }
        return home.recall("port")
                .filter(text -> text.matches("[1-9]\\d{3,4}"))
                .map(Integer::valueOf)
                .filter(Ports::isFree)
                .orElseGet(() -> Ports.anyFree(config.random()));
    }

    private void launch() throws IOException {
        if (!Ports.isFree(port)) {
            throw new EmbeddedPostgresException("port " + port + ", wanted for PostgreSQL, is taken");
        }
        server.start(data.serverCommand(ServerSettings.arguments(config.settings(), HOST, port)));
        LOG.info("PostgreSQL accepts connections on {}:{}", HOST, port);
    }

    /// Whether the server process lives.
    public boolean isAlive() {
        return server.isAlive();
    }

    /// Starts the server anew on the same port and data, stopping it first when it lives.
    ///
    /// @throws EmbeddedPostgresException when it can't; safe to try again
    /// @throws IllegalStateException when this is closed
    public synchronized void restart() {
        if (server.isClosed()) {
            throw new IllegalStateException("this PostgreSQL is closed");
        }
        try {
            server.stop();
            data.reopen();
            launch();
        } catch (IOException e) {
            throw failure("cannot restart PostgreSQL in " + home.folder(), e);
        }
    }

    /// Ends all sessions and stops the server: within 8 s in good order, else at once, and the next start recovers.
    /// Then the home is free for another process. Closing again does nothing.
    @Override
    public void close() {
        server.close();
        synchronized (this) {
            server.stop();
            try {
                homeLock.close();
            } catch (IOException e) {
                throw failure("cannot release " + home.folder(), e);
            }
        }
    }

    private static EmbeddedPostgresException failure(String what, IOException e) {
        // A file system's exceptions often name only the file, their class the reason.
        return new EmbeddedPostgresException(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }

    /// The libpq URI with user and password, `postgresql://user:password@host:port/database`. A secret.
    public String uri() {
        return "postgresql://" + user() + ":" + password + "@" + HOST + ":" + port + "/" + database();
    }

    /// The JDBC URL, without user and password.
    public String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database();
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public String user() {
        return DataDirectory.NAME;
    }

    /// Letters, digits, `-` and `_` only.
    public String password() {
        return password;
    }

    public String database() {
        return DataDirectory.NAME;
    }

    @Override
    public String toString() {
        return "EmbeddedPostgres[" + home.folder() + ", " + HOST + ":" + port + "]";
    }
}
