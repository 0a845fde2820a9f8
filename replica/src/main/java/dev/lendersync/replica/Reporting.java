package dev.lendersync.replica;

import dev.lendersync.protocol.Applied;
import java.util.Optional;

/// What the Staff App was told of what we applied.
///
/// @param accepted the last report that it took
/// @param inFlight whether a report is on its way; there is never a second one
record Reporting(Optional<Applied> accepted, boolean inFlight) {
    static final Reporting NOTHING = new Reporting(Optional.empty(), false);

    boolean dueFor(Applied applied) {
        return !inFlight && !isKnown(applied);
    }

    Reporting sent() {
        return new Reporting(accepted, true);
    }

    /// Said on the live feed, on which nothing is lost without the connection.
    Reporting acknowledged(Applied applied) {
        return new Reporting(Optional.of(applied), inFlight);
    }

    /// Whoever listens now was told nothing yet.
    Reporting anew() {
        return new Reporting(Optional.empty(), inFlight);
    }

    boolean isKnown(Applied applied) {
        return accepted.equals(Optional.of(applied));
    }

    Reporting ended(Applied applied, boolean taken) {
        return new Reporting(taken ? Optional.of(applied) : accepted, false);
    }
}
