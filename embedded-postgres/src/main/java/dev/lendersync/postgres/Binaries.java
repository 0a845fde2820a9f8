package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The programs of one PostgreSQL version.
///
/// @param folder has `bin/postgres`, `bin/initdb` and `bin/pg_ctl`
/// @param majorVersion at least 15
record Binaries(Path folder, int majorVersion) {
    private static final int OLDEST_VERSION = 15;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\d{1,4}).*", Pattern.DOTALL);

    /// @throws EmbeddedPostgresException when they are missing, don't run on this machine or are too old
    static Binaries in(Path folder) throws IOException {
        for (String name : List.of("postgres", "initdb", "pg_ctl")) {
            if (!Files.isExecutable(program(folder, name))) {
                throw new EmbeddedPostgresException("no PostgreSQL program " + program(folder, name));
            }
        }
        var result = Command.run(List.of(program(folder, "postgres").toString(), "--version"), "", LIMIT);
        Matcher version = VERSION.matcher(result.output());
        if (!result.succeeded() || !version.matches()) {
            throw new EmbeddedPostgresException("the PostgreSQL in " + folder + " does not run on this machine: "
                    + result.output().strip());
        }
        int major = Integer.parseInt(version.group(1));
        if (major < OLDEST_VERSION) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL " + OLDEST_VERSION + " or newer is needed, but " + folder + " holds " + major);
        }
        return new Binaries(folder, major);
    }

    /// The path of `postgres`, `initdb` or `pg_ctl`.
    String program(String name) {
        return program(folder, name).toString();
    }

    private static Path program(Path folder, String name) {
        return folder.resolve("bin", name);
    }
}
