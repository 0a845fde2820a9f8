package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncCodec;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/// The bodies that lead a reader to one catalog: its snapshot, and the deltas to it.
final class VersionBodies {
    /// The most deltas that are kept, one for each position that readers come from.
    static final int MAX_DELTAS = 64;
    /// The most JSON that the kept deltas may hold together.
    static final long MAX_DELTA_BYTES = 16L << 20;

    private static final int DELETE_BYTES = 39;

    private final Vertx vertx;
    private final Catalog catalog;
    private final SharedBody snapshot;
    // Guarded by deltas.
    private final Map<Position, SharedBody> deltas = new HashMap<>();
    private long deltaBytes;

    VersionBodies(Vertx vertx, Catalog catalog) {
        this.vertx = vertx;
        this.catalog = catalog;
        this.snapshot = new SharedBody(vertx, sizeHint(catalog), () -> SyncCodec.encode(catalog));
    }

    /// Whether these are the bodies of a catalog: equal digests mean equal content.
    boolean leadTo(Catalog other) {
        return catalog.position().equals(other.position()) && catalog.digest().equals(other.digest());
    }

    /// Whether these lead to a later version of the same history.
    boolean isAfter(Catalog other) {
        return catalog.position().sameEpoch(other.position())
                && catalog.position().version() > other.position().version();
    }

    SharedBody snapshot() {
        return snapshot;
    }

    /// The body of a delta that leads to this catalog; kept while there is room.
    SharedBody delta(Delta delta) {
        synchronized (deltas) {
            SharedBody known = deltas.get(delta.from());
            if (known != null) {
                return known;
            }
            long size = size(delta);
            SharedBody body = new SharedBody(vertx, size, () -> SyncCodec.encode(delta));
            if (deltas.size() < MAX_DELTAS && deltaBytes + size <= MAX_DELTA_BYTES) {
                deltas.put(delta.from(), body);
                deltaBytes += size;
            }
            return body;
        }
    }

    private static long size(Delta delta) {
        long upserts = delta.upserts().stream().mapToLong(LenderProduct::size).sum();
        return upserts + (long) DELETE_BYTES * delta.deletes().size();
    }

    /// The size of the JSON, counted no further than to be known as large: a catalog of 100,000 products is not
    /// walked through on an event loop.
    private static long sizeHint(Catalog catalog) {
        long bytes = 0;
        for (LenderProduct product : catalog.unordered()) {
            bytes += product.size();
            if (bytes > SharedBody.LONG_WORK_BYTES) {
                break;
            }
        }
        return bytes;
    }
}
