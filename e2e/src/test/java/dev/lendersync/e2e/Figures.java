package dev.lendersync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What tests measured, a line each, which `./test` prints at its end.
final class Figures {
    private static final Path FILE = Path.of("target/figures.txt");

    private Figures() {}

    static void report(String line) throws IOException {
        Files.writeString(FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// @param what was done so many times
    /// @param sorted how long each took, in milliseconds, the shortest first
    static void report(String what, long[] sorted) throws IOException {
        int count = sorted.length;
        report("%s, %d times: p50 %d ms, p99 %d ms, max %d ms"
                .formatted(what, count, sorted[count / 2], sorted[count * 99 / 100], sorted[count - 1]));
    }
}
