package dev.lendersync.run;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks four times a second whether PostgreSQL lives, and starts it again when it does not.
final class PostgresKeeper {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final EmbeddedPostgres postgres;
    private final InstantSource clock;
    private final Progress progress;
    // Written by the scheduler's thread that looks; there is never more than one.
    private RestartDelay delay = RestartDelay.NONE_YET;
    private Instant startedAt;
    private Instant notBefore = Instant.MIN;
    private boolean dead;

    PostgresKeeper(EmbeddedPostgres postgres, InstantSource clock, Progress progress) {
        this.postgres = postgres;
        this.clock = clock;
        this.progress = progress;
        this.startedAt = clock.instant();
    }

    void keep(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Instant now = clock.instant();
        if (postgres.isAlive()) {
            return;
        }
        if (!dead) {
            dead = true;
            delay = delay.afterDeath(Duration.between(startedAt, now));
            notBefore = now.plus(delay.duration());
            progress.say("PostgreSQL died and is started again.");
        }
        if (!now.isBefore(notBefore)) {
            restart();
        }
    }

    private void restart() {
        try {
            postgres.restart();
            dead = false;
            startedAt = clock.instant();
        } catch (EmbeddedPostgresException e) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the run is being stopped
            }
            delay = delay.afterDeath(Duration.ZERO);
            notBefore = clock.instant().plus(delay.duration());
            progress.say("PostgreSQL can't be started again: " + e.getMessage());
        }
    }
}
