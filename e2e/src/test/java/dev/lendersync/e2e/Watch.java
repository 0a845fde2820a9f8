package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads a Client App's whole catalog again and again, as a reader who must never notice what dies behind it.
final class Watch implements AutoCloseable {
    private static final int PAUSE_MILLIS = 100;

    private final String syncUrl;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger served = new AtomicInteger();
    private final Collection<String> faults = new ConcurrentLinkedQueue<>();

    private Watch(String syncUrl) {
        this.syncUrl = syncUrl;
    }

    static Watch start(LocalSystem.Client client) {
        Watch watch = new Watch(client.syncUrl());
        watch.scheduler.scheduleWithFixedDelay(watch::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            Http.Answer answer = Http.get(syncUrl);
            if (answer.status() != 200) {
                faults.add("answered " + answer.status());
            } else if (answer.json().path("products").isEmpty()) {
                faults.add("an empty catalog");
            } else {
                served.incrementAndGet();
            }
        } catch (IOException | RuntimeException e) {
            faults.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /// Fails when any answer was not a full catalog, or when there was none since the call before.
    void assertServedThroughout() throws Exception {
        served.set(0);
        Await.until(syncUrl + " serves", () -> served.get() > 0 || !faults.isEmpty());
        assertThat(faults).as("what " + syncUrl + " did wrong").isEmpty();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
