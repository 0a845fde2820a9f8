package dev.lendersync.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program as a process of its own: started again whenever it dies, until it is told to stop.
///
/// Thread-safe.
final class SupervisedProcess {
    // Programs of this project leave with it when a setting makes no sense; starting them again would not help.
    private static final int BAD_SETTING = 2;
    private static final int MOST_DEATHS_AT_START = 3;
    private static final Path NO_INPUT = Path.of("/dev/null");

    /// What to start.
    ///
    /// @param name as people call it
    /// @param environment all of its environment
    /// @param log where its output goes, appended
    record Program(String name, List<String> command, Map<String, String> environment, Path log) {}

    private final Program program;
    private final ProcessRecord record;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final Progress progress;
    // Guarded by this object.
    private @Nullable Process process;
    private Instant startedAt = Instant.EPOCH;
    private RestartDelay delay = RestartDelay.NONE_YET;
    private int deaths;
    private int lastExit;
    private boolean stopping;

    SupervisedProcess(
            Program program,
            ProcessRecord record,
            ScheduledExecutorService scheduler,
            InstantSource clock,
            Progress progress) {
        this.program = program;
        this.record = record;
        this.scheduler = scheduler;
        this.clock = clock;
        this.progress = progress;
    }

    String name() {
        return program.name();
    }

    /// Starts it; does nothing once it was told to stop.
    synchronized void start() throws IOException {
        if (stopping) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .redirectInput(NO_INPUT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        Process started = builder.start();
        process = started;
        startedAt = clock.instant();
        started.onExit().thenAccept(this::died);
        record.remember(program.name(), started.toHandle());
    }

    private synchronized void died(Process exited) {
        if (stopping) {
            return;
        }
        lastExit = exited.exitValue();
        deaths++;
        delay = delay.afterDeath(Duration.between(startedAt, clock.instant()));
        progress.say("%s died (exit code %d) and is started again. Log: %s"
                .formatted(program.name(), lastExit, program.log()));
        restartLater();
    }

    private void restartLater() {
        scheduler.schedule(this::restart, delay.duration().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void restart() {
        try {
            start();
        } catch (IOException e) {
            delay = delay.afterDeath(Duration.ZERO);
            progress.say("%s can't be started again: %s".formatted(program.name(), e.getMessage()));
            restartLater();
        }
    }

    /// While it was never ready: whether it died in a way, or so often, that waiting makes no sense.
    synchronized boolean hopeless() {
        return deaths > 0 && (lastExit == BAD_SETTING || deaths >= MOST_DEATHS_AT_START);
    }

    /// Lets no more be started, and asks the one that runs to end. Returns at once.
    ///
    /// @return the process that is ending, if any
    synchronized Optional<ProcessHandle> stop() {
        stopping = true;
        if (process == null || !process.isAlive()) {
            return Optional.empty();
        }
        process.destroy();
        return Optional.of(process.toHandle());
    }

    /// One line for a start that failed.
    String complaint() {
        return "The %s does not start: %s. Log: %s"
                .formatted(program.name(), LogTail.lastLine(program.log()).replaceAll("\\.$", ""), program.log());
    }
}
