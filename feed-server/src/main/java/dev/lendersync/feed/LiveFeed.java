package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All connections of the live feed. A change is written to those whose last frame has left, slice by slice, so that
/// ten thousand of them keep the event loop from nobody; the others get it when they are ready, with whatever followed.
///
/// Everything on one event loop, the source's own if it has one.
public final class LiveFeed {
    /// Connections that are served before others get their turn on the event loop.
    static final int SLICE = 256;

    private static final long SWEEP_EVERY_MILLIS = 100;
    /// Each connection is looked after once in so many sweeps.
    private static final int SWEEPS = 10;

    private final Vertx vertx;
    private final Context context;
    private final CatalogSource source;
    private final LiveLimits limits;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final LiveListener listener;

    // Only on the context.
    private final List<LiveConnection> connections = new ArrayList<>();
    private final Map<String, Integer> perKey = new HashMap<>();
    private final Map<String, Integer> perAddress = new HashMap<>();
    private final TokenBucket accepts;
    private final TokenBuckets acceptsOfAddress;
    private @Nullable HeadFrames frames;
    private @Nullable ByteBuf heartbeat;
    private Frame.@Nullable Heartbeat heartbeatFrame;
    private int next;
    private boolean fanningOut;
    private boolean again;
    private boolean confirmed;
    private int sweep;
    private boolean draining;

    // Written on the context, read by any.
    private volatile Counts counts = new Counts(0, 0);

    /// @param context the event loop that the HTTP server runs on
    /// @param nanos the monotonic clock
    /// @param random draws reconnect delays, so that clients don't come back together
    public LiveFeed(
            Vertx vertx,
            Context context,
            CatalogSource source,
            LiveLimits limits,
            LongSupplier nanos,
            RandomGenerator random,
            LiveListener listener) {
        this.vertx = vertx;
        this.context = context;
        this.source = source;
        this.limits = limits;
        this.nanos = nanos;
        this.random = random;
        this.listener = listener;
        this.accepts = new TokenBucket(limits.acceptsPerSecond(), 2.0 * limits.acceptsPerSecond(), nanos.getAsLong());
        this.acceptsOfAddress =
                new TokenBuckets(limits.acceptsPerSecond() / 2.0, limits.acceptsPerSecond(), limits.connections());
    }

    /// Begins to follow the source.
    public void start() {
        source.onChange(_ -> context.runOnContext(_ -> fanOut(false)));
        source.onConfirmed(() -> context.runOnContext(_ -> fanOut(true)));
        context.runOnContext(_ -> vertx.setPeriodic(SWEEP_EVERY_MILLIS, _ -> sweep()));
    }

    CatalogSource source() {
        return source;
    }

    LiveLimits limits() {
        return limits;
    }

    LiveListener listener() {
        return listener;
    }

    RandomGenerator random() {
        return random;
    }

    long nanos() {
        return nanos.getAsLong();
    }

    Context context() {
        return context;
    }

    /// What is served now; there is something, or nobody would have been admitted.
    Served served() {
        return source.served().orElseThrow();
    }

    /// The deltas that lead to this head.
    HeadFrames frames(Catalog head) {
        HeadFrames kept = frames;
        if (kept == null || !kept.leadTo(head)) {
            kept = new HeadFrames(head);
            frames = kept;
        }
        return kept;
    }

    /// A heartbeat; those of one millisecond that answer no ping are the same bytes.
    ByteBuf heartbeat(Served served, OptionalLong ping) {
        Catalog head = served.history().catalog();
        Frame.Heartbeat frame = new Frame.Heartbeat(head.position(), head.digest(), served.ageMillis(), ping);
        ByteBuf kept = heartbeat;
        if (kept == null || !frame.equals(heartbeatFrame)) {
            kept = FrameBytes.shared(frame);
            heartbeat = kept;
            heartbeatFrame = frame;
        }
        return kept;
    }

    /// Whether one more connection may come.
    Admission admit(LiveCaller caller, String address) {
        if (draining) {
            return Admission.STOPPING;
        }
        if (connections.size() >= limits.connections()) {
            return Admission.FULL;
        }
        if (perKey.getOrDefault(caller.key(), 0) >= limits.perKey()
                && !caller.key().isEmpty()) {
            return Admission.TOO_MANY_OF_KEY;
        }
        if (perAddress.getOrDefault(address, 0) >= limits.perAddress()) {
            return Admission.TOO_MANY_OF_ADDRESS;
        }
        // First the address: whoever comes too fast takes nothing of the others'.
        return acceptsOfAddress.take(address, nanos()) && accepts.take(nanos())
                ? Admission.GRANTED
                : Admission.TOO_FAST;
    }

    /// What became of a request for a connection.
    enum Admission {
        GRANTED,
        STOPPING,
        FULL,
        TOO_MANY_OF_KEY,
        TOO_MANY_OF_ADDRESS,
        TOO_FAST
    }

    void add(LiveCaller caller, String address, Cursor cursor, ServerWebSocket socket) {
        long lifetime = limits.lifetime().toNanos();
        long fifth = lifetime / 5;
        long end = nanos() + lifetime - fifth + random.nextLong(2 * fifth + 1);
        LiveConnection connection = new LiveConnection(this, caller, address, cursor, socket, end);
        connection.index = connections.size();
        connections.add(connection);
        counts = new Counts(connections.size(), counts.dropped());
        perKey.merge(caller.key(), 1, Integer::sum);
        perAddress.merge(address, 1, Integer::sum);
        listener.connected(caller);
        connection.greet(served());
    }

    void gone(LiveConnection connection) {
        int at = connection.index;
        if (at >= connections.size() || connections.get(at) != connection) {
            return;
        }
        LiveConnection last = connections.removeLast();
        counts = new Counts(connections.size(), counts.dropped());
        if (last != connection) {
            connections.set(at, last);
            last.index = at;
            // It may have moved to a place that the fan-out under way has passed.
            last.offer();
        }
        decrement(perKey, connection.caller().key());
        decrement(perAddress, connection.address());
        listener.gone(connection.caller());
    }

    private static void decrement(Map<String, Integer> counts, String of) {
        counts.computeIfPresent(of, (_, count) -> count == 1 ? null : count - 1);
    }

    /// One was dropped because it accepted nothing.
    void dropped() {
        counts = new Counts(connections.size(), counts.dropped() + 1);
    }

    private void fanOut(boolean withHeartbeat) {
        confirmed |= withHeartbeat;
        if (fanningOut) {
            again = true;
            return;
        }
        fanningOut = true;
        next = 0;
        boolean heartbeats = confirmed;
        confirmed = false;
        slice(heartbeats);
    }

    private void slice(boolean heartbeats) {
        int end = Math.min(next + SLICE, connections.size());
        while (next < end && next < connections.size()) {
            LiveConnection connection = connections.get(next++);
            if (heartbeats) {
                connection.confirmed();
            } else {
                connection.offer();
            }
        }
        if (next < connections.size()) {
            context.runOnContext(_ -> slice(heartbeats));
            return;
        }
        fanningOut = false;
        if (again) {
            again = false;
            fanOut(false);
        }
    }

    private void sweep() {
        long now = nanos();
        for (int i = sweep; i < connections.size(); i += SWEEPS) {
            connections.get(i).check(now);
        }
        sweep = (sweep + 1) % SWEEPS;
    }

    /// Sends every client for the whole catalog.
    public void resyncAll(String reason) {
        context.runOnContext(_ -> List.copyOf(connections).forEach(connection -> connection.resync(reason)));
    }

    /// Cuts off the connections of these callers.
    public void close(Predicate<LiveCaller> whose, String reason) {
        context.runOnContext(_ -> List.copyOf(connections).stream()
                .filter(connection -> whose.test(connection.caller()))
                .forEach(connection -> connection.close(1008, reason)));
    }

    /// Refuses new connections and says goodbye to all, spread over a time. Completes when nobody is left, or soon
    /// after that time.
    public Future<Void> drain(Duration over) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> {
            draining = true;
            long steps = Math.max(1, over.toMillis() / SWEEP_EVERY_MILLIS);
            drain(List.copyOf(connections), 0, Math.ceilDiv(connections.size(), (int) steps), done);
        });
        return done.future();
    }

    private void drain(List<LiveConnection> all, int from, int atOnce, Promise<Void> done) {
        int to = Math.min(from + atOnce, all.size());
        all.subList(from, to)
                .forEach(connection -> connection.goodbye(
                        "the server stops", limits.reconnect().toMillis()));
        if (to < all.size()) {
            vertx.setTimer(SWEEP_EVERY_MILLIS, _ -> drain(all, to, atOnce, done));
        } else {
            done.complete();
        }
    }

    /// How many connections there are, and how many were dropped because they accepted nothing.
    public Counts counts() {
        return counts;
    }

    /// @param open connections now
    /// @param dropped connections dropped since the start
    public record Counts(int open, long dropped) {}
}
