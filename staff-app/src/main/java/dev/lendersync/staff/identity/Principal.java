package dev.lendersync.staff.identity;

import java.util.UUID;

/// Who sent a request.
public sealed interface Principal {
    /// Someone of the brokerage, by a token.
    ///
    /// @param name the token's name
    record Staff(UUID tokenId, String name) implements Principal {}

    /// A Client App, by its API key.
    record Client(UUID clientId, String name) implements Principal {}

    /// Somebody without credentials, on a public operation.
    record Anonymous() implements Principal {}

    /// How the history names the principal.
    default String actor() {
        return switch (this) {
            case Staff(var id, var name) -> "staff:" + name;
            case Client(var id, var name) -> "client:" + name;
            case Anonymous() -> "anonymous";
        };
    }
}
