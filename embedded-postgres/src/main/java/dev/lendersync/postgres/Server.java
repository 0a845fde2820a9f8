package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Launches one postmaster after the other on a data directory. [#start] and [#stop] are called by one thread at a
/// time, the rest by any.
final class Server {
    /// Sessions of a killed server may be busy for some seconds more, and the data directory is theirs until then.
    private static final int MAX_LAUNCHES = 100;

    private static final String STILL_BUSY = "is still in use";
    private static final long STILL_BUSY_PAUSE_MILLIS = 100;

    // Set once.
    private final DataDirectory data;
    private final Path log;
    // Written by start(), read by any thread.
    private volatile @Nullable Postmaster postmaster;
    // Counted down by close(), which so wakes and ends a start that waits.
    private final CountDownLatch closing = new CountDownLatch(1);

    Server(DataDirectory data, Path log) {
        this.data = data;
        this.log = log;
    }

    /// Returns when the server accepts connections; leaves none behind when it doesn't.
    void start(List<String> command) throws IOException {
        try {
            for (int launches = 1; ; launches++) {
                if (!(launch(command) instanceof Postmaster.Start.Died(var output))) {
                    return;
                }
                if (!output.contains(STILL_BUSY) || launches == MAX_LAUNCHES) {
                    throw new EmbeddedPostgresException("PostgreSQL did not start: " + Complaint.in(output));
                }
                closing.await(STILL_BUSY_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while PostgreSQL started", e);
        }
    }

    private Postmaster.Start launch(List<String> command) throws IOException, InterruptedException {
        var launched = Postmaster.launch(command, data.path(), new ServerLog(log));
        postmaster = launched;
        boolean ready = false;
        try {
            Postmaster.Start start = launched.awaitReady(this::isClosed);
            ready = start instanceof Postmaster.Start.Ready;
            return start;
        } finally {
            if (!ready) {
                launched.stop(data);
            }
        }
    }

    boolean isAlive() {
        Postmaster current = postmaster;
        return current != null && current.isAlive();
    }

    /// Does nothing when no server lives.
    void stop() {
        Postmaster current = postmaster;
        if (current != null) {
            current.stop(data);
        }
    }

    /// Lets no start succeed from now on, not even one that waits already.
    void close() {
        closing.countDown();
    }

    boolean isClosed() {
        return closing.getCount() == 0;
    }
}
