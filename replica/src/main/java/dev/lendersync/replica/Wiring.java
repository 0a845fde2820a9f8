package dev.lendersync.replica;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The real machine: the one place that reads its clocks, draws its randomness and starts its threads.
final class Wiring {
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);

    private Wiring() {}

    static InstantSource clock() {
        return InstantSource.system();
    }

    static RandomGenerator random() {
        return RandomGenerator.getDefault();
    }

    /// Three threads, all of them daemons: the loop, the listeners', the disk's.
    static Surroundings machine() {
        ExecutorService listeners = serial("lender-products-listeners");
        ExecutorService disk = serial("lender-products-disk");
        return new Surroundings(clock(), System::nanoTime, random(), new ThreadLoop(), listeners, disk, () -> {
            listeners.shutdownNow();
            finish(disk);
        });
    }

    private static ExecutorService serial(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }

    /// A write under way is given a moment; one that hangs is left to itself.
    private static void finish(ExecutorService disk) {
        disk.shutdown();
        try {
            if (!disk.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)) {
                disk.shutdownNow();
            }
        } catch (InterruptedException e) {
            disk.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static final class ThreadLoop implements EventLoop {
        private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("lender-products").factory());

        ThreadLoop() {
            thread.setRemoveOnCancelPolicy(true);
        }

        @Override
        public void execute(Runnable task) {
            after(Duration.ZERO, task);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            try {
                ScheduledFuture<?> future = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            } catch (RejectedExecutionException closed) {
                return () -> {};
            }
        }

        @Override
        public void close(Runnable last) {
            CompletableFuture<?> done = CompletableFuture.runAsync(last, thread);
            // `last` waits for nothing but the task under way, and no task of the loop blocks.
            done.handle((_, _) -> true).join();
            thread.shutdownNow();
        }
    }
}
