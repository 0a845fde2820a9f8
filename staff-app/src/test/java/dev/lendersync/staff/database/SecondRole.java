package dev.lendersync.staff.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server of a test's own with one more role that may log in. Only a superuser can make one, and the embedded server
/// has none that can connect: so it is made in the single-user mode.
public final class SecondRole {
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final long SECONDS = 60;

    private SecondRole() {}

    public static EmbeddedPostgres start(Path folder, String role, String password)
            throws IOException, InterruptedException {
        EmbeddedPostgresConfig config = EmbeddedPostgresConfig.in(folder, new SecureRandom());
        EmbeddedPostgres first = EmbeddedPostgres.start(config);
        Path data = folder.resolve("data");
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        Path program = Path.of("/proc", Long.toString(postmaster), "exe").toRealPath();
        first.close();
        // Whoever is a member of a role may give it what is his.
        String sql =
                "CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "';\nGRANT " + role + " TO lender_sync;\n";
        single(program, data, sql);
        return EmbeddedPostgres.start(config);
    }

    /// PostgreSQL refuses to be root.
    private static void single(Path program, Path data, String sql) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                switch ((int) Files.getAttribute(data, "unix:uid")) {
                    case ROOT -> List.of("unshare", "--user", "--");
                    case NOBODY -> List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
                    default -> List.of();
                });
        line.addAll(List.of(program.toString(), "--single", "-D", data.toString(), "postgres"));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(sql.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
