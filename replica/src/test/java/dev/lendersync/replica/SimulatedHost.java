package dev.lendersync.replica;

import dev.lendersync.replica.simulation.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The machine that one replica runs on, under virtual time. It can die.
final class SimulatedHost {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Schedule schedule;
    private final Supplier<Duration> diskTakes;
    private final Deque<Runnable> writes = new ArrayDeque<>();
    private Duration wallAhead = Duration.ZERO;
    private boolean dead;
    private int pending;

    /// @param diskTakes how long it takes until a write begins
    SimulatedHost(Schedule schedule, Supplier<Duration> diskTakes) {
        this.schedule = schedule;
        this.diskTakes = diskTakes;
    }

    Surroundings surroundings(RandomGenerator random) {
        Loop loop = new Loop();
        InstantSource clock = this::now;
        return new Surroundings(clock, schedule::nanos, random, loop, loop::execute, this::write, this::finishWrites);
    }

    Instant now() {
        return START.plusNanos(schedule.nanos()).plus(wallAhead);
    }

    /// The wall clock is set, or the machine slept, while the monotonic clock stood still.
    void jumpWallClock(Duration by) {
        wallAhead = wallAhead.plus(by);
    }

    /// Tasks and timers that wait.
    int pending() {
        return pending;
    }

    /// Nothing of it runs any more.
    void die() {
        dead = true;
    }

    private void write(Runnable task) {
        writes.add(task);
        schedule.after(diskTakes.get(), () -> {
            if (!dead) {
                finishWrites();
            }
        });
    }

    /// What is to be written is written now.
    void finishWrites() {
        for (Runnable task = writes.poll(); task != null; task = writes.poll()) {
            task.run();
        }
    }

    private final class Loop implements EventLoop {
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            after(Duration.ZERO, task);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            Waiting waiting = new Waiting();
            Runnable cancel = schedule.after(delay, () -> {
                if (waiting.end() && !closed && !dead) {
                    task.run();
                }
            });
            return () -> {
                if (waiting.end()) {
                    cancel.run();
                }
            };
        }

        @Override
        public void close(Runnable last) {
            closed = true;
            last.run();
        }
    }

    /// Counts itself while it lasts.
    private final class Waiting {
        private boolean over;

        Waiting() {
            pending++;
        }

        boolean end() {
            boolean ends = !over;
            over = true;
            pending -= ends ? 1 : 0;
            return ends;
        }
    }
}
