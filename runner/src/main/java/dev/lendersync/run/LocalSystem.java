package dev.lendersync.run;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// The processes of one run: each is started here, kept running, and ended by [#stop].
///
/// Thread-safe. Starting and stopping exclude each other, and nothing starts after a stop began.
final class LocalSystem {
    private static final Duration GRACE = Duration.ofSeconds(5);
    // PostgreSQL needs up to 8 s of the 10 s that a stop may take, so it doesn't wait for an app that is slow to end.
    private static final Duration HEAD_START = Duration.ofMillis(1_500);
    private static final Duration UNTIL_GONE = Duration.ofSeconds(1);

    private final Home home;
    private final ProcessRecord record;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final Progress progress;
    // Guarded by this object.
    private final List<SupervisedProcess> apps = new ArrayList<>();
    private @Nullable EmbeddedPostgres postgres;
    private boolean stopped;

    LocalSystem(Home home, ScheduledExecutorService scheduler, InstantSource clock, Progress progress) {
        this.home = home;
        this.record = new ProcessRecord(home);
        this.scheduler = scheduler;
        this.clock = clock;
        this.progress = progress;
    }

    /// Ends the apps that a killed run left behind. PostgreSQL ends by itself.
    void endLeftovers() throws IOException {
        List<ProcessHandle> leftovers = record.leftovers();
        if (!leftovers.isEmpty()) {
            progress.say("A former run was killed; ending the apps that it left behind.");
            Termination.ask(leftovers);
            if (!Termination.await(leftovers, GRACE)) {
                Termination.insist(leftovers);
                Termination.await(leftovers, UNTIL_GONE);
            }
        }
        record.forgetAll();
    }

    /// @return the libpq URI of the embedded server
    synchronized String startPostgres(SecureRandom random) {
        refuseWhenStopped();
        EmbeddedPostgres started = EmbeddedPostgres.start(EmbeddedPostgresConfig.in(home.file("postgres"), random));
        postgres = started;
        new PostgresKeeper(started, clock, progress).keep(scheduler);
        return started.uri();
    }

    synchronized SupervisedProcess startApp(SupervisedProcess.Program program) throws IOException {
        refuseWhenStopped();
        SupervisedProcess app = new SupervisedProcess(program, record, scheduler, clock, progress);
        apps.add(app);
        app.start();
        return app;
    }

    private void refuseWhenStopped() {
        if (stopped) {
            throw RunFailure.cannotRun("Stopped.");
        }
    }

    /// Ends everything: within 8 s in good order, else by force. Telling it again does nothing.
    synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        List<ProcessHandle> ending = apps.stream()
                .map(SupervisedProcess::stop)
                .flatMap(Optional::stream)
                .toList();
        scheduler.shutdownNow();
        boolean ended = Termination.await(ending, HEAD_START);
        Thread postgresStop = Thread.ofPlatform().name("postgres-stop").start(this::stopPostgres);
        if (!ended && !Termination.await(ending, GRACE.minus(HEAD_START))) {
            Termination.insist(ending);
            Termination.await(ending, UNTIL_GONE);
        }
        finish(postgresStop);
    }

    // Runs while stop() holds the lock and waits for it, so the field is steady.
    @SuppressWarnings("GuardedBy")
    private void stopPostgres() {
        EmbeddedPostgres current = postgres;
        if (current != null) {
            current.close();
        }
    }

    private void finish(Thread postgresStop) {
        try {
            postgresStop.join();
            record.forgetAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            progress.say("The list of processes can't be removed: " + e.getMessage());
        }
    }
}
