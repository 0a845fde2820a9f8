package dev.lendersync.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Ends processes: asks first, then insists.
final class Termination {
    private Termination() {}

    static void ask(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
    }

    /// Waits until all have ended.
    ///
    /// @return false when the limit comes first
    static boolean await(List<ProcessHandle> processes, Duration limit) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(exits)
                .thenApply(_ -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// Kills those that still live, and what they started.
    static void insist(List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
