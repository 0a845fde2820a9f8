package dev.lendersync.replica;

import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import java.util.Optional;

/// What the live feed means for the catalog.
sealed interface News extends Event.ForCatalog {
    /// Where the server is, and since when it knows that.
    record Where(Position position, Digest digest, Optional<Confirmation> confirmation) {}

    /// A connection begins. If we are elsewhere, the way there follows at once.
    record Hello(Where where) implements News {}

    /// The server is here. If we are elsewhere, something is missing.
    record Head(Where where) implements News {}

    /// @param confirmation of where it leads: PostgreSQL's last word on the same connection
    record Changed(Delta delta, Optional<Confirmation> confirmation) implements News {}

    /// The server waits until we have pulled.
    ///
    /// @param full whether to take the whole catalog
    record Resync(boolean full) implements News {}

    /// An open connection was lost.
    record Lost() implements News {}
}
