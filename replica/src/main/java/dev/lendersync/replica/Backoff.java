package dev.lendersync.replica;

import java.time.Duration;

/// How long to wait after failures: a random time up to a ceiling that doubles from 1 s to 30 s (full jitter).
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(30);

    private Backoff() {}

    /// @param failures in a row, at least 1
    static Duration ceiling(int failures) {
        Duration grown = FIRST.multipliedBy(1L << Math.min(failures - 1, 5));
        return grown.compareTo(LAST) < 0 ? grown : LAST;
    }
}
