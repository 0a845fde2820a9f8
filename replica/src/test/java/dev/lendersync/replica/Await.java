package dev.lendersync.replica;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for a condition, never for a time.
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Await() {}

    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the condition did not come true within " + LONGEST);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
