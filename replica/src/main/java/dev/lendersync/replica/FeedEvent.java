package dev.lendersync.replica;

import dev.lendersync.protocol.Frame;
import java.time.Duration;
import java.util.Optional;

/// What can happen to the live feed.
sealed interface FeedEvent extends Event {
    /// The feed's one timer.
    record TimerRang() implements FeedEvent {}

    /// A frame came.
    record Said(long connection, Frame.FromServer frame) implements FeedEvent {}

    /// Something came that is no frame.
    record Malformed(long connection, String reason) implements FeedEvent {}

    /// The connection is no more, or never was.
    ///
    /// @param retryAfter how long the server wants us to wait
    record Ended(long connection, String reason, Optional<Duration> retryAfter) implements FeedEvent {}
}
