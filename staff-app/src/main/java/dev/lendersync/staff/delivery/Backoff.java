package dev.lendersync.staff.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long to wait before a failed delivery is tried again: longer each time, and never the same for all clients at
/// once.
///
/// @param delays after the first failure, the second, …; the last one for all further ones
record Backoff(List<Duration> delays) {
    static final Backoff STANDARD = new Backoff(List.of(
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10)));

    /// The longest wait that a client can ask for.
    static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    private static final double MAX_JITTER = 0.2;

    Backoff {
        delays = List.copyOf(delays);
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("a backoff has at least one delay");
        }
    }

    /// @param failures in a row, at least 1
    /// @param jitter 0 to 1: how much of the jitter, which is up to 20 % of the delay, to add
    /// @param retryAfter the least wait that the client asked for
    Duration delay(int failures, double jitter, Optional<Duration> retryAfter) {
        Duration delay = delays.get(Math.min(failures, delays.size()) - 1);
        Duration asked = retryAfter.orElse(Duration.ZERO);
        Duration least = longer(delay, asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked);
        return least.plusMillis((long) (least.toMillis() * MAX_JITTER * jitter));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
