package dev.lendersync.postgres;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to run and where.
///
/// @param home folder of this server: `data/`, `binaries/`, `password`, `port`, `postgres.log`; made when missing
/// @param random source of the password and of the port
/// @param port 1 to 65535; 0 takes the port of the last start, or a free one when there was none or it is taken
/// @param settings PostgreSQL settings on top of the durable ones, made for tests: they may also undo durability
/// @param binaries folder with `bin/postgres` of an installed PostgreSQL 15 or newer, say `/usr/lib/postgresql/15`;
///     null unpacks those on the class path into the home
public record EmbeddedPostgresConfig(
        Path home,
        SecureRandom random,
        int port,
        Map<String, String> settings,
        @Nullable Path binaries) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Set<String> DECIDED_HERE =
            Set.of("port", "listen_addresses", "unix_socket_directories", "data_directory", "external_pid_file");

    public EmbeddedPostgresConfig {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("the port of PostgreSQL must be 0 to 65535, was " + port);
        }
        home = home.toAbsolutePath().normalize();
        binaries = binaries == null ? null : binaries.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        settings.keySet().forEach(EmbeddedPostgresConfig::checkSetting);
    }

    private static void checkSetting(String name) {
        if (!SETTING_NAME.matcher(name).matches() || DECIDED_HERE.contains(name)) {
            throw new IllegalArgumentException("not a PostgreSQL setting to choose here: " + name);
        }
    }

    /// The binaries of the class path, any port, the durable settings.
    public static EmbeddedPostgresConfig in(Path home, SecureRandom random) {
        return new EmbeddedPostgresConfig(home, random, 0, Map.of(), null);
    }

    public EmbeddedPostgresConfig withPort(int newPort) {
        return new EmbeddedPostgresConfig(home, random, newPort, settings, binaries);
    }

    public EmbeddedPostgresConfig withSettings(Map<String, String> newSettings) {
        return new EmbeddedPostgresConfig(home, random, port, newSettings, binaries);
    }

    public EmbeddedPostgresConfig withBinaries(Path folder) {
        return new EmbeddedPostgresConfig(home, random, port, settings, folder);
    }
}
