package dev.lendersync.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells on the terminal what happens, one line each.
final class Progress {
    private final PrintStream out;
    private final InstantSource clock;

    Progress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    void say(String line) {
        out.println(line);
    }

    /// @param since when the thing that is now done began
    void done(String what, Instant since) {
        double seconds = Duration.between(since, clock.instant()).toMillis() / 1000.0;
        out.printf("  %s (%.1f s)%n", what, seconds);
    }

    Instant now() {
        return clock.instant();
    }
}
