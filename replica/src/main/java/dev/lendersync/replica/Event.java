package dev.lendersync.replica;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Snapshot;
import java.util.Optional;

/// What can happen to a replica. What happens to its catalog is a [ForCatalog], what happens to its live feed a
/// [FeedEvent].
sealed interface Event permits Event.ForCatalog, FeedEvent {
    sealed interface ForCatalog extends Event
            permits PullDue, Asked, DeadlinePassed, ReportEnded, CloseAsked, Answer, News {}

    /// The poll or a retry is due.
    record PullDue() implements ForCatalog {}

    /// Somebody calls and waits.
    record Asked(Waiter waiter) implements ForCatalog {}

    /// A waiter has waited long enough.
    record DeadlinePassed(long waiter) implements ForCatalog {}

    /// The report of what we applied came to an end.
    record ReportEnded(Applied applied, boolean taken) implements ForCatalog {}

    record CloseAsked() implements ForCatalog {}

    /// How a pull ended.
    sealed interface Answer extends ForCatalog {
        /// The number of the pull; an answer to another one than the running one comes too late.
        long pull();
    }

    /// `304`: nothing changed; the Staff App's digest is this.
    record Unchanged(long pull, Digest digest, Optional<Confirmation> confirmation) implements Answer {}

    /// `200` with a delta.
    record Changes(long pull, Delta delta, Optional<Confirmation> confirmation) implements Answer {}

    /// `200` with a whole catalog.
    record SnapshotCame(long pull, Snapshot snapshot, Optional<Confirmation> confirmation) implements Answer {}

    /// `410`: no delta leads from our position to the head.
    record ResyncRequired(long pull) implements Answer {}

    /// Anything else.
    record PullFailed(long pull, String reason) implements Answer {}
}
