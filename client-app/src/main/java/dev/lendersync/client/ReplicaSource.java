package dev.lendersync.client;

import dev.lendersync.feed.CatalogSource;
import dev.lendersync.feed.Reach;
import dev.lendersync.feed.Served;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.CatalogChange;
import dev.lendersync.replica.LenderProducts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Serves what a replica has: the Client App as a relay of the Staff App. Its history begins where the replica took
/// its last snapshot.
final class ReplicaSource implements CatalogSource {
    private static final int REACH_SECONDS = 8;

    private final LenderProducts replica;
    private final Vertx vertx;
    private final List<Consumer<CatalogHistory>> listeners = new CopyOnWriteArrayList<>();
    // Written under this, by the replica's listener thread and the constructor; read by any.
    private volatile @Nullable CatalogHistory history;

    ReplicaSource(LenderProducts replica, Vertx vertx) {
        this.replica = replica;
        this.vertx = vertx;
        replica.onChange(this::follow);
        begin();
    }

    @Override
    public void onChange(Consumer<CatalogHistory> listener) {
        listeners.add(listener);
    }

    @Override
    public void onConfirmed(Runnable listener) {
        replica.onConfirmed(listener);
    }

    @Override
    public Optional<Served> served() {
        CatalogHistory now = history;
        return now == null ? Optional.empty() : Optional.of(new Served(now, age(now.catalog())));
    }

    /// The age belongs to the replica's catalog. For the moment in which the history lags behind that, it is unknown:
    /// an old catalog must not look freshly confirmed.
    private OptionalLong age(Catalog catalog) {
        OptionalLong age = replica.ageMillis();
        return replica.latest().filter(latest -> same(latest, catalog)).isPresent() ? age : OptionalLong.empty();
    }

    /// A relay cannot know that a position does not exist, so it never says so. It pulls once, without naming the
    /// position upstream: anybody may send this relay any position, and must not make it take snapshots by that.
    @Override
    public Future<Reach> reach(Position atLeast) {
        return Future.fromCompletionStage(replica.refresh(), vertx.getOrCreateContext())
                .timeout(REACH_SECONDS, TimeUnit.SECONDS)
                .map(catalog -> catalog.position().hasReached(atLeast)
                        ? new Reach.Reached()
                        : new Reach.Late("This relay and its source are at " + catalog.position()));
    }

    private synchronized void begin() {
        if (history == null) {
            history = replica.latest().map(CatalogHistory::startingAt).orElse(null);
        }
    }

    private void follow(CatalogChange change) {
        advance(change);
        CatalogHistory now = history;
        if (now != null) {
            listeners.forEach(listener -> listener.accept(now));
        }
    }

    private synchronized void advance(CatalogChange change) {
        CatalogHistory now = history;
        if (now != null
                && change.delta().isPresent()
                && change.before().filter(before -> same(before, now.catalog())).isPresent()) {
            history = now.advance(change.after(), named(change.delta().get()));
        } else if (now == null || !same(now.catalog(), change.after())) {
            // A snapshot, or changes that were told before this began to listen. The replica's latest is never older
            // than what has been served.
            history = CatalogHistory.startingAt(replica.latest().orElse(change.after()));
        }
    }

    /// Every product that a delta names, even one that this replica had in that state: a reader in between may not.
    private static Set<UUID> named(Delta delta) {
        Set<UUID> ids = new HashSet<>(delta.deletes());
        delta.upserts().stream().map(LenderProduct::id).forEach(ids::add);
        return ids;
    }

    private static boolean same(Catalog one, Catalog other) {
        return one.position().equals(other.position()) && one.digest().equals(other.digest());
    }
}
