package dev.lendersync.postgres;

import java.util.List;

/// What went wrong, in one line of what a PostgreSQL program wrote.
final class Complaint {
    private static final List<String> SIGNS = List.of("PANIC: ", "FATAL: ", "ERROR: ", "error: ");
    /// The answer to those who connect too early.
    private static final String NO_COMPLAINT = "the database system is";

    private Complaint() {}

    /// The first serious line, since the later ones are its consequences; else the last line.
    static String in(String output) {
        for (String line : output.lines().toList()) {
            for (String sign : SIGNS) {
                int at = line.indexOf(sign);
                if (at >= 0 && !line.contains(NO_COMPLAINT)) {
                    return line.substring(at + sign.length()).strip();
                }
            }
        }
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("it said nothing", (_, line) -> line);
    }
}
