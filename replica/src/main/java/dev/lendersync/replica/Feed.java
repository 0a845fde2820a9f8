package dev.lendersync.replica;

import java.time.Duration;
import java.util.Optional;

/// What the live feed is doing, beside whatever pull is going on. See [FeedTable].
sealed interface Feed {
    /// When PostgreSQL's word on the feed is older than this, pulls take its place.
    Duration TRUSTED = Duration.ofSeconds(20);

    /// The number of the last connection begun; what others say comes too late.
    long connection();

    /// Connections in a row that failed, or ended before they were of any use.
    int failures();

    static Feed initially() {
        return new Down(0, 0);
    }

    /// Whether the feed itself keeps the replica live at present, so that polling is of no use.
    default boolean carries(Moment now) {
        return this instanceof Open open
                && open.word()
                        .filter(word -> word.ageAt(now).compareTo(TRUSTED) < 0)
                        .isPresent();
    }

    /// There is no connection. The timer brings the next attempt.
    record Down(long connection, int failures) implements Feed {}

    /// Until the server says hello.
    ///
    /// @param begun when the request was sent
    record Connecting(long connection, int failures, Moment begun) implements Feed {}

    /// The server said hello.
    ///
    /// @param heard when the last frame came
    /// @param anchor nothing that arrives now was sent before it: the moment at which the last ping that was
    ///     answered was *sent*, or the request. Ages are counted from it, so that bytes stuck on the way can't
    ///     look fresh
    /// @param word PostgreSQL's, as the last frame passed it on that did. What the server sends later is not older
    /// @param pinged when the last ping was sent
    /// @param unanswered the number of that ping, while no answer came
    /// @param pings how many were sent
    /// @param resyncs how often the server sent us to pull
    record Open(
            long connection,
            int failures,
            Moment heard,
            Moment anchor,
            Optional<Confirmation> word,
            Moment pinged,
            Optional<Long> unanswered,
            long pings,
            int resyncs)
            implements Feed {
        static Open greeted(Connecting from, Moment now) {
            Moment begun = from.begun();
            return new Open(
                    from.connection(), from.failures(), now, begun, Optional.empty(), begun, Optional.empty(), 0, 0);
        }

        Open heardAt(Moment now) {
            return new Open(connection, failures, now, anchor, word, pinged, unanswered, pings, resyncs);
        }

        Open pingedAt(Moment now) {
            return new Open(connection, failures, heard, anchor, word, now, Optional.of(pings + 1), pings + 1, resyncs);
        }

        /// The connection has proven its use.
        Open answered() {
            return new Open(connection, 0, heard, pinged, word, pinged, Optional.empty(), pings, resyncs);
        }

        Open confirmed(Confirmation next) {
            return new Open(connection, failures, heard, anchor, Optional.of(next), pinged, unanswered, pings, resyncs);
        }

        Open sentToPull() {
            return new Open(connection, failures, heard, anchor, word, pinged, unanswered, pings, resyncs + 1);
        }
    }
}
