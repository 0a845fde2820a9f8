package dev.lendersync.replica.simulation;

import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A live connection on the network: texts arrive in the order in which they were sent, one at a time and only when
/// the client wants the next one, or not at all.
final class Stream implements Live {
    /// How many frames the operating systems and the network hold; more wait at the server.
    private static final int BUFFER = 4;

    private final Schedule time;
    private final Faults faults;
    private final Path path;
    private final LiveListener listener;
    private final Deque<Sent> toClient = new ArrayDeque<>();
    private @Nullable StaffConnection server;
    private boolean wanted = true;
    private boolean pumping;
    private boolean closedByClient;
    private boolean endedByServer;
    private boolean halfOpen;
    private boolean over;
    private long stalledUntil;
    private long lastArrival;
    private long lastArrivalAtServer;
    private long lastHeard;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private record Sent(String text, long arrives, Runnable left) {}

    Stream(Schedule time, Faults faults, Path path, LiveListener listener) {
        this.time = time;
        this.faults = faults;
        this.path = path;
        this.listener = listener;
        this.lastHeard = time.nanos();
    }

    void accepted(StaffConnection connection) {
        server = connection;
    }

    // The client's end.

    @Override
    public CompletableFuture<?> send(String text) {
        Violation.unless(lastSend.isDone(), "P10", "a second frame was sent before the first had left");
        CompletableFuture<?> sent = new CompletableFuture<>();
        lastSend = sent;
        if (halfOpen || endedByServer) {
            // The operating system still takes it.
            sent.complete(null);
            return sent;
        }
        lastArrivalAtServer = Math.max(lastArrivalAtServer, arrival());
        time.at(lastArrivalAtServer, () -> {
            sent.complete(null);
            if (server != null && !halfOpen) {
                server.received(text);
            }
        });
        return sent;
    }

    @Override
    public void next() {
        Violation.unless(!wanted, "P10", "a frame was asked for although one is under way");
        wanted = true;
        pump();
    }

    @Override
    public void close() {
        closedByClient = true;
        toClient.clear();
        if (!halfOpen && server != null) {
            time.after(faults.millis(1, 100), server::lost);
        }
    }

    boolean open() {
        return !closedByClient && !over;
    }

    long silentSince() {
        return lastHeard;
    }

    // The server's end.

    /// @param left what to do when there is room for the next one
    void toClient(String text, Runnable left) {
        if (halfOpen || closedByClient) {
            return;
        }
        lastArrival = Math.max(lastArrival, arrival());
        toClient.add(new Sent(text, lastArrival, left));
        if (toClient.size() <= BUFFER) {
            time.after(Duration.ofNanos(1), left);
        }
        pump();
    }

    /// What is on its way still arrives.
    void endByServer() {
        if (!endedByServer && !halfOpen) {
            endedByServer = true;
            pump();
        }
    }

    /// The client learns that it is over, or never was.
    void end(String reason, Optional<Duration> retryAfter) {
        if (open()) {
            over = true;
            listener.ended(reason, retryAfter);
        }
    }

    // The network's faults.

    void stall(Duration forSoLong) {
        stalledUntil = time.nanos() + forSoLong.toNanos();
    }

    void loseBothEnds() {
        halfOpen = true;
        toClient.clear();
    }

    void cut() {
        toClient.clear();
        if (server != null) {
            server.lost();
        }
        endByServer();
    }

    private long arrival() {
        long open = Math.max(stalledUntil, path.blockedUntil());
        return Math.max(time.nanos(), open) + faults.millis(1, 60).toNanos();
    }

    private void pump() {
        if (pumping || !wanted || !open() || halfOpen) {
            return;
        }
        Sent head = toClient.peek();
        if (head == null) {
            if (endedByServer) {
                end("the connection was closed", Optional.empty());
            }
            return;
        }
        pumping = true;
        time.at(Math.max(head.arrives(), Math.max(stalledUntil, path.blockedUntil())), this::deliver);
    }

    private void deliver() {
        pumping = false;
        if (stalledUntil > time.nanos() || path.blockedUntil() > time.nanos()) {
            pump();
            return;
        }
        Sent head = closedByClient || halfOpen ? null : toClient.poll();
        if (head == null) {
            pump();
            return;
        }
        if (toClient.size() >= BUFFER) {
            // The one that waited at the server has left.
            time.after(Duration.ofNanos(1), toClient.getLast().left());
        }
        wanted = false;
        lastHeard = time.nanos();
        listener.received(damaged(head.text()));
    }

    private String damaged(String text) {
        if (faults.happens(Fault.TRUNCATE, 0.01)) {
            faults.count(Fault.TRUNCATE);
            return text.substring(0, faults.pick(text.length()));
        }
        boolean corrupt = text.contains(Network.RIGHT) && (path.node().lies() || faults.strikes(Fault.CORRUPT));
        return corrupt ? Network.corrupted(text) : text;
    }
}
