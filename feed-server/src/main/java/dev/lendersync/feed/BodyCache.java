package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/// Keeps the encoded bodies of the newest catalog that was asked for, and of no other.
final class BodyCache {
    private final Vertx vertx;
    // Written under this, read by any thread.
    private volatile @Nullable VersionBodies current;

    BodyCache(Vertx vertx) {
        this.vertx = vertx;
    }

    /// The bodies of a catalog: of exactly this one, even when the cache has moved on meanwhile.
    VersionBodies of(Catalog catalog) {
        VersionBodies kept = current;
        return kept != null && kept.leadTo(catalog) ? kept : replace(catalog);
    }

    private synchronized VersionBodies replace(Catalog catalog) {
        VersionBodies kept = current;
        if (kept != null && kept.leadTo(catalog)) {
            return kept;
        }
        VersionBodies bodies = new VersionBodies(vertx, catalog);
        // A reader that was overtaken by a newer version must not push that out.
        if (kept == null || !kept.isAfter(catalog)) {
            current = bodies;
        }
        return bodies;
    }
}
