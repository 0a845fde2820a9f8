package dev.lendersync.replica;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Position;
import java.time.Duration;
import java.util.Optional;

/// What the driver is to do.
sealed interface Effect {
    /// Ask the Staff App; exactly one [Event.Answer] with this number must follow.
    ///
    /// @param since our position, or empty for a snapshot
    /// @param atLeast a position that the answer should have reached
    record Ask(long pull, Optional<Position> since, Optional<Position> atLeast) implements Effect {}

    /// The next [Event.PullDue], in place of any that was set before.
    record PullAfter(Duration delay) implements Effect {}

    /// The same after a random time up to `ceiling` (full jitter), but no later than `latest`.
    record RetryWithin(Duration ceiling, Duration latest) implements Effect {}

    /// Open a connection of this number for the live feed; what comes of it is a [FeedEvent].
    ///
    /// @param since our position
    record Connect(long connection, Optional<Position> since) implements Effect {}

    /// Send a ping on this connection.
    record Ping(long connection, long n) implements Effect {}

    /// Send what we applied on this connection.
    record Acknowledge(long connection, Applied applied) implements Effect {}

    /// End this connection; nothing of it is to come any more.
    record Disconnect(long connection) implements Effect {}

    /// The next [FeedEvent.TimerRang], in place of any that was set before.
    ///
    /// @param jitter a random time up to this is added
    record FeedWithin(Duration atLeast, Duration jitter) implements Effect {}

    /// Tell the listeners.
    record Publish(CatalogChange change) implements Effect {}

    record Save(Catalog catalog) implements Effect {}

    /// Report what we applied; an [Event.ReportEnded] must follow.
    record Report(Applied applied) implements Effect {}

    /// Answer them with the catalog held.
    record Complete(Waiters waiters, Catalog catalog) implements Effect {}

    record Fail(Waiters waiters, Failure failure) implements Effect {}

    /// Why somebody gets no catalog.
    sealed interface Failure {
        record Unavailable(String reason) implements Failure {}

        record NotReached(Position wanted) implements Failure {}

        record Closed() implements Failure {}
    }
}
