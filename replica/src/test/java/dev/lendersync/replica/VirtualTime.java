package dev.lendersync.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A machine whose time passes only when a test says so, and on which everything runs in one thread: the test's.
final class VirtualTime {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long wallAhead;
    private long lastTask;

    private record Task(long dueNanos, long number, Runnable what) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /// A machine of its own for one replica.
    Surroundings surroundings(RandomGenerator random) {
        Loop loop = new Loop();
        return new Surroundings(this::now, () -> nanos, random, loop, loop::execute, loop::execute, () -> {});
    }

    private final class Loop implements EventLoop {
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            after(Duration.ZERO, task);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return VirtualTime.this.after(delay, () -> {
                if (!closed) {
                    task.run();
                }
            });
        }

        @Override
        public void close(Runnable last) {
            closed = true;
            last.run();
        }
    }

    Instant now() {
        return START.plusNanos(nanos + wallAhead);
    }

    /// The wall clock is set, or the machine slept, while the monotonic clock stood still.
    void jumpWallClock(Duration by) {
        wallAhead += by.toNanos();
    }

    EventLoop.Timer after(Duration delay, Runnable what) {
        Task task = new Task(nanos + delay.toNanos(), ++lastTask, what);
        tasks.add(task);
        return () -> tasks.remove(task);
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
                nanos = until;
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
