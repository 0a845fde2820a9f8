package dev.lendersync.replica;

import dev.lendersync.replica.simulation.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A machine whose time passes only when a test says so, and on which everything runs in one thread: the test's.
final class VirtualTime {
    private final Schedule schedule = new Schedule();
    private final SimulatedHost host = new SimulatedHost(schedule, () -> Duration.ZERO);

    Surroundings surroundings(RandomGenerator random) {
        return host.surroundings(random);
    }

    Instant now() {
        return host.now();
    }

    /// The wall clock is set, or the machine slept, while the monotonic clock stood still.
    void jumpWallClock(Duration by) {
        host.jumpWallClock(by);
    }

    void after(Duration delay, Runnable what) {
        schedule.after(delay, what);
    }

    /// Runs what is due now.
    void settle() {
        advance(Duration.ZERO);
    }

    void advance(Duration by) {
        schedule.advance(by);
    }

    /// Runs task after task until the condition holds or the time is over.
    boolean runUntil(BooleanSupplier condition, Duration atMost) {
        return schedule.runUntil(condition, atMost);
    }
}
