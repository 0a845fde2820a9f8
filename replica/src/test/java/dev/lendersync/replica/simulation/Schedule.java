package dev.lendersync.replica.simulation;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// Virtual time: it passes only by steps from one task to the next, and everything runs in one thread, the test's.
public final class Schedule {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long lastTask;

    private record Task(long dueNanos, long number, Runnable what) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /// The time since the beginning.
    public long nanos() {
        return nanos;
    }

    /// @return cancels the task
    public Runnable after(Duration delay, Runnable what) {
        return at(nanos + delay.toNanos(), what);
    }

    /// @return cancels the task
    public Runnable at(long dueNanos, Runnable what) {
        Task task = new Task(Math.max(nanos, dueNanos), ++lastTask, what);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /// Runs all that is due until then.
    public void advance(Duration by) {
        long until = nanos + by.toNanos();
        for (Task next = tasks.peek(); next != null && next.dueNanos <= until; next = tasks.peek()) {
            step();
        }
        nanos = until;
    }

    /// Runs task after task until the condition holds or the time is over.
    public boolean runUntil(BooleanSupplier condition, Duration atMost) {
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
            nanos = next.dueNanos;
            next.what.run();
        }
    }
}
