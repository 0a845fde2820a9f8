package dev.lendersync.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A machine whose time passes only when a test says so, and on which everything runs in one thread: the test's.
final class VirtualTime implements EventLoop {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long wallAhead;
    private long lastTask;
    private boolean closed;

    private record Task(long dueNanos, long number, Runnable what) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    Surroundings surroundings(RandomGenerator random) {
        return new Surroundings(
                this::now, () -> nanos, random, this, this::execute, this::execute, () -> closed = true);
    }

    Instant now() {
        return START.plusNanos(nanos + wallAhead);
    }

    /// The wall clock is set, or the machine slept, while the monotonic clock stood still.
    void jumpWallClock(Duration by) {
        wallAhead += by.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public Timer after(Duration delay, Runnable what) {
        Task task = new Task(nanos + delay.toNanos(), ++lastTask, what);
        if (!closed) {
            tasks.add(task);
        }
        return () -> tasks.remove(task);
    }

    /// For what is not the replica's own: goes on when that is closed.
    @Override
    public void close(Runnable last) {
        tasks.clear();
        last.run();
    }

    /// Runs what is due now.
    void settle() {
        advance(Duration.ZERO);
    }

    void advance(Duration by) {
        long until = nanos + by.toNanos();
        for (Task next = tasks.peek(); next != null && next.dueNanos <= until; next = tasks.peek()) {
            step();
        }
        nanos = until;
    }

    /// Runs task after task until the condition holds or the time is over.
    boolean runUntil(BooleanSupplier condition, Duration atMost) {
        long until = nanos + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            Task next = tasks.peek();
            if (next == null || next.dueNanos > until) {
                return false;
            }
            step();
        }
        return true;
    }

    private void step() {
        Task next = tasks.poll();
        if (next != null) {
            nanos = Math.max(nanos, next.dueNanos);
            next.what.run();
        }
    }
}
