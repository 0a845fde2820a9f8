package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Position;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How the latest attempt to tell a client went.
///
/// @param position what it was told
/// @param error why it failed
public record LastDelivery(Position position, Status status, Instant at, Optional<String> error) {
    /// Printed as the API and the log say it.
    public enum Status {
        /// The client proved that it holds what it was told.
        APPLIED,
        /// The client took the notice, but said that it holds something else.
        ACCEPTED,
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LastDelivery of(Head told, Verdict verdict, Instant at) {
        return switch (verdict) {
            case Verdict.Accepted(var applied) ->
                new LastDelivery(
                        told.position(),
                        told.isProvenBy(applied) ? Status.APPLIED : Status.ACCEPTED,
                        at,
                        Optional.empty());
            case Verdict.Failed(var reason, var retryAfter) ->
                new LastDelivery(told.position(), Status.FAILED, at, Optional.of(reason));
        };
    }
}
