package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Brings all over with `pg_dump` and `psql`, as an operator does.
///
/// @param bin where these programs are
record DumpTransfer(Path bin) implements Restore.Transfer {
    private static final int SECONDS = 120;

    @Override
    public long run(LocalSystem system, TestDatabase from, TestDatabase to) throws Exception {
        Path dump = Files.createTempFile("lender-sync-e2e", ".sql");
        try {
            run("pg_dump", from, "--no-owner", "--no-privileges", "--file=" + dump);
            run("psql", to, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file=" + dump);
            return 1;
        } finally {
            Files.delete(dump);
        }
    }

    private void run(String program, TestDatabase database, String... more) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                bin.resolve(program).toString(),
                "--dbname=" + database.uri(database.server().port())));
        command.addAll(List.of(more));
        Process running = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(running.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(program).isZero();
    }
}
