package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import java.util.OptionalLong;

/// What a client says that it holds, and what this node makes of it.
///
/// @param verified whether the digest is the one that this node served at that position; false too when the position
///     is none of its last [RecentHeads#MAX_HEADS]
/// @param lagMillis from this node's first sight of that head to now; empty when it is none of those
public record Proof(Applied applied, boolean verified, OptionalLong lagMillis) {
    /// Whether this node can tell.
    boolean known() {
        return lagMillis.isPresent();
    }
}
