package dev.lendersync.feed;

import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import java.util.Optional;

/// Where the catalog that is served comes from: the Staff App's mirror of PostgreSQL, or a Client App's replica.
public interface CatalogSource {
    /// What this node serves now, or nothing when it never had a catalog. Callable from any thread; never blocks.
    Optional<Served> served();

    /// Looks upstream (PostgreSQL, or the Staff App) and waits until this node has reached a position.
    ///
    /// @return completes within 2 s, a relay's within 8 s; a failure counts as [Reach.Late]
    Future<Reach> reach(Position atLeast);
}
