package dev.lendersync.feed;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the catalog that is served comes from: the Staff App's mirror of PostgreSQL, or a Client App's replica.
public interface CatalogSource {
    /// What this node serves now, or nothing when it never had a catalog. Callable from any thread; never blocks.
    Optional<Served> served();

    /// Calls `listener` after each change of what is served, on any thread.
    void onChange(Consumer<CatalogHistory> listener);

    /// Calls `listener` when the age of what is served fell, on any thread. For a relay, which hands that on at once;
    /// the source of all ages falls every second, and need not say so.
    default void onConfirmed(Runnable listener) {}

    /// Looks upstream (PostgreSQL, or the Staff App) and waits until this node has reached a position.
    ///
    /// @return completes within 2 s, a relay's within 8 s; a failure counts as [Reach.Late]
    Future<Reach> reach(Position atLeast);
}
