package dev.lendersync.staff.clients;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for a condition.
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /// @throws AssertionError when it does not hold within 20 s
    public static void until(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            Thread.sleep(5);
        }
    }
}
