package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Position;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// How an attempt ended, as it is stored.
///
/// @param report what the client said that it holds
/// @param retryIn until the next attempt; empty when it was accepted, or is not wanted any more
record Ended(
        Claim claim,
        Position position,
        String requestId,
        Outcome outcome,
        OptionalInt status,
        long millis,
        Optional<Report> report,
        Optional<String> error,
        Optional<Duration> retryIn) {
    /// @param instance which of its processes says so
    record Report(String instance, Applied applied) {}

    static Ended told(
            Claim claim, Position position, Outcome outcome, OptionalInt status, long millis, Optional<Report> report) {
        String id = claim.requestId(position);
        return new Ended(claim, position, id, outcome, status, millis, report, Optional.empty(), Optional.empty());
    }

    static Ended failed(
            Claim claim,
            Position position,
            Outcome outcome,
            OptionalInt status,
            long millis,
            String error,
            Optional<Duration> retryIn) {
        String id = claim.requestId(position);
        return new Ended(claim, position, id, outcome, status, millis, Optional.empty(), Optional.of(error), retryIn);
    }

    /// As stored and, in other letters, as the API says it.
    enum Outcome {
        /// The client took the notice.
        ACCEPTED,
        /// It also proved that it holds what it was told of.
        APPLIED,
        FAILED,
        /// It wants to be told no more.
        GONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String stored() {
            return this == GONE ? FAILED.name() : name();
        }
    }
}
