package dev.lendersync.staff.identity;

import java.util.Optional;
import java.util.UUID;

/// Who sent a request.
public sealed interface Principal {
    String CLIENT_KEY = "client:";

    /// Someone of the brokerage.
    ///
    /// @param userId empty for a token of the operator's, which no user owns
    /// @param name the user's e-mail address; `address/token` for a token of his
    /// @param role the token's and its owner's, whichever is less
    record Staff(Optional<UUID> userId, Means means, String name, Role role) implements Principal {}

    /// A Client App, by its API key.
    ///
    /// @param credential which of its keys: its hash, in hex
    record Client(UUID clientId, String name, String credential) implements Principal {}

    /// A Client App that staff paused.
    record PausedClient(UUID clientId, String name) implements Principal {}

    /// Somebody without credentials, on a public operation.
    record Anonymous() implements Principal {}

    /// Tells principals apart, whatever credentials of theirs were used; empty for anybody.
    default String key() {
        return switch (this) {
            case Staff staff -> "staff:" + staff.userId().orElse(staff.means().id());
            case Client(var id, var name, var credential) -> clientKey(id);
            case PausedClient(var id, var name) -> clientKey(id);
            case Anonymous() -> "";
        };
    }

    /// The key of a client.
    static String clientKey(UUID clientId) {
        return CLIENT_KEY + clientId;
    }

    /// The client whose key this is.
    static Optional<UUID> clientOf(String key) {
        return key.startsWith(CLIENT_KEY)
                ? Optional.of(UUID.fromString(key.substring(CLIENT_KEY.length())))
                : Optional.empty();
    }

    /// How the history names the principal.
    default String actor() {
        return switch (this) {
            // Whoever makes a token of the operator's calls it as he likes.
            case Staff staff -> (staff.userId().isPresent() ? "staff:" : "token:") + staff.name();
            case Client(var id, var name, var credential) -> "client:" + name;
            case PausedClient(var id, var name) -> "client:" + name;
            case Anonymous() -> "anonymous";
        };
    }
}
