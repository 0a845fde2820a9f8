package dev.lendersync.staff.clients;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for a condition.
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /// @throws AssertionError when it does not hold within 20 s
    public static void until(BooleanSupplier condition, String what) throws InterruptedException {
        until(condition, what, LIMIT);
    }

    /// @throws AssertionError when it does not hold within the limit
    public static void until(BooleanSupplier condition, String what, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            Thread.sleep(5);
        }
    }
}
