package dev.lendersync.replica;

import java.time.Duration;

/// One thread and its timers.
interface EventLoop {
    /// Runs the task soon, after those that were given before; not at all once closed.
    void execute(Runnable task);

    /// Runs the task after a delay, unless cancelled or closed before.
    Timer after(Duration delay, Runnable task);

    /// Runs `last` after the task under way, and nothing after it; returns when it has run.
    void close(Runnable last);

    interface Timer {
        void cancel();
    }
}
