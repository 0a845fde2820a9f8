package dev.lendersync.staff.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// What became of a push at one client.
///
/// @param position what it proved, when it is verified
/// @param millis from the push to that proof
/// @param reason why it is not verified
public record PushOutcome(
        UUID id, String name, Kind kind, Optional<String> position, OptionalLong millis, Optional<String> reason) {
    /// Printed as the API says it.
    public enum Kind {
        /// It took the whole catalog and proved that it holds it.
        VERIFIED,
        /// It may yet.
        IN_PROGRESS,
        /// It can't be told, or said no.
        FAILING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
