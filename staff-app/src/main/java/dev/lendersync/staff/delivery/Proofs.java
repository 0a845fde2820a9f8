package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what clients fetch and prove, and writes the latest of each instance, all together and at most once a second:
/// however often a client reports, it costs the database one row a second. A crash loses the last second's, which
/// clients repeat.
///
/// Thread-safe; never blocks.
public final class Proofs {
    static final long WRITE_EVERY_MILLIS = 1_000;
    /// The first sign after a quiet second is written so soon; what follows at once goes along.
    static final long GATHER_MILLIS = 20;
    /// Instances of one client; beyond them, those that were silent longest are forgotten.
    static final int MAX_INSTANCES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    /// Where they are written.
    @FunctionalInterface
    interface Store {
        Future<Void> write(Map<UUID, Map<String, Signs>> signs);
    }

    private final Vertx vertx;
    private final Store store;
    private final RecentHeads heads;
    private final LongSupplier nanos;

    // Under the lock of this object.
    private Map<UUID, Map<String, Signs>> unwritten = new HashMap<>();
    private boolean scheduled;
    private long writtenNanos;

    Proofs(Vertx vertx, Store store, RecentHeads heads, LongSupplier nanos) {
        this.vertx = vertx;
        this.store = store;
        this.heads = heads;
        this.nanos = nanos;
        this.writtenNanos = nanos.getAsLong() - TimeUnit.MILLISECONDS.toNanos(WRITE_EVERY_MILLIS);
    }

    /// Its pull was answered with this position, maybe with the whole catalog.
    public synchronized void fetched(UUID client, String instance, Position position, boolean whole) {
        signs(client, instance).fetched(position, whole, nanos.getAsLong());
    }

    /// It says what it holds, applied and verified.
    public synchronized Proof applied(UUID client, String instance, Applied applied) {
        Proof proof = heads.judge(applied);
        signs(client, instance).proved(proof, nanos.getAsLong());
        return proof;
    }

    /// It was heard on its live connection.
    public synchronized void live(UUID client, String instance) {
        signs(client, instance).live(true);
    }

    /// Its live connection ended.
    public synchronized void gone(UUID client, String instance) {
        signs(client, instance).live(false);
    }

    private Signs signs(UUID client, String instance) {
        Map<String, Signs> ofClient = unwritten.computeIfAbsent(client, _ -> new LinkedHashMap<>());
        Signs signs = ofClient.remove(instance);
        signs = signs == null ? new Signs() : signs;
        // Last heard, last in the map.
        ofClient.put(instance, signs);
        if (ofClient.size() > MAX_INSTANCES) {
            ofClient.remove(ofClient.keySet().iterator().next());
        }
        schedule();
        return signs;
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            long since = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - writtenNanos);
            vertx.setTimer(Math.max(GATHER_MILLIS, WRITE_EVERY_MILLIS - since), _ -> write());
        }
    }

    /// Writes what came since the last time. What can't be written comes again, behind what came meanwhile.
    private void write() {
        Map<UUID, Map<String, Signs>> batch = take();
        store.write(batch).onComplete(done -> {
            if (done.failed()) {
                LOG.warn("event=proofs-unwritten reason=\"{}\"", done.cause().toString());
            }
            end(done.failed() ? batch : Map.of());
        });
    }

    private synchronized Map<UUID, Map<String, Signs>> take() {
        Map<UUID, Map<String, Signs>> batch = unwritten;
        unwritten = new HashMap<>();
        writtenNanos = nanos.getAsLong();
        return batch;
    }

    private synchronized void end(Map<UUID, Map<String, Signs>> again) {
        scheduled = false;
        Map<UUID, Map<String, Signs>> newer = unwritten;
        unwritten = new HashMap<>();
        again.forEach((client, instances) ->
                instances.forEach((name, signs) -> signs(client, name).add(signs)));
        newer.forEach((client, instances) ->
                instances.forEach((name, signs) -> signs(client, name).add(signs)));
    }
}
