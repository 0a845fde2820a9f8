package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A program that runs to its end, and soon.
final class Command {
    private static final int MAX_OUTPUT_BYTES = 1 << 20;
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH");

    private Command() {}

    /// @param output standard output and error together, at most 1 MiB
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// Runs `words` with `input` on its standard input.
    ///
    /// @throws IOException also when it takes longer than `limit`; it is killed then
    static Result run(List<String> words, String input, Duration limit) throws IOException {
        Process process = prepare(words).start();
        try {
            var output = new FutureTask<>(() -> process.getInputStream().readNBytes(MAX_OUTPUT_BYTES));
            // Reading a pipe would hold the carrier of a virtual thread.
            Thread.ofPlatform().daemon().name("output of " + words.getFirst()).start(output);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(limit)) {
                throw new IOException("not finished within " + limit.toSeconds() + " s: " + String.join(" ", words));
            }
            return new Result(process.exitValue(), new String(output.get(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + String.join(" ", words), e);
        } catch (ExecutionException e) {
            throw new IOException("cannot read the output of " + String.join(" ", words), e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// A program with its error output joined to the standard one. Of our environment it gets what finds programs and
    /// libraries, and nothing that could sway PostgreSQL or that is secret.
    static ProcessBuilder prepare(List<String> words) {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder;
    }
}
