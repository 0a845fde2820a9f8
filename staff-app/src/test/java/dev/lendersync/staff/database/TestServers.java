package dev.lendersync.staff.database;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The PostgreSQL servers that tests run against: the embedded one, and PostgreSQL 15 where it is installed. Each is
/// started once for all tests and stops with this process.
public final class TestServers {
    private static final Path POSTGRES_15 = Path.of("/usr/lib/postgresql/15");
    private static final Map<String, EmbeddedPostgres> STARTED = new ConcurrentHashMap<>();

    private TestServers() {}

    public static EmbeddedPostgres embedded() {
        return STARTED.computeIfAbsent("18", name -> start(config(name)));
    }

    /// All servers, for parameterized tests.
    public static Stream<Named<EmbeddedPostgres>> all() {
        Stream<Named<EmbeddedPostgres>> always = Stream.of(Named.of("PostgreSQL 18", embedded()));
        return Files.isDirectory(POSTGRES_15)
                ? Stream.concat(always, Stream.of(Named.of("PostgreSQL 15", fifteen())))
                : always;
    }

    private static EmbeddedPostgres fifteen() {
        return STARTED.computeIfAbsent("15", name -> start(config(name).withBinaries(POSTGRES_15)));
    }

    private static EmbeddedPostgresConfig config(String name) {
        try {
            Path home = Files.createTempDirectory("lender-sync-postgres-" + name + "-");
            return EmbeddedPostgresConfig.in(home, new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
        EmbeddedPostgres server = EmbeddedPostgres.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            delete(config.home());
        }));
        return server;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
