package dev.lendersync.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Waits for what nobody announces, by looking again and again.
///
/// @param pause how to wait between two looks
record Poll(InstantSource clock, Pause pause) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// Waits for a time.
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    /// What may come true.
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    /// @return whether the condition came true within the limit
    boolean until(Duration limit, Condition condition) throws InterruptedException {
        Instant end = clock.instant().plus(limit);
        while (!condition.holds()) {
            if (!clock.instant().isBefore(end)) {
                return false;
            }
            pause.pause(BETWEEN_LOOKS);
        }
        return true;
    }
}
