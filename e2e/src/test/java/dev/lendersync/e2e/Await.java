package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/// Waits for what nobody announces, by looking again and again.
final class Await {
    /// Longer than anything here takes: the slowest honest recovery is a client's longest pause of 30 s between pulls.
    static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Await() {}

    /// What may come true.
    interface Condition {
        boolean holds() throws Exception;
    }

    /// Fails when the condition does not come true within the limit.
    static void until(String what, Duration limit, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("waited too long until " + what)
                    .isLessThan(limit);
            pause();
        }
    }

    /// Between two looks.
    static void pause() throws InterruptedException {
        Thread.sleep(BETWEEN_LOOKS);
    }

    static void until(String what, Condition condition) throws Exception {
        until(what, LIMIT, condition);
    }
}
