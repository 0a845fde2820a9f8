package dev.lendersync.replica.transport;

import java.time.Duration;
import java.util.Optional;

/// Hears what becomes of a WebSocket; one call at a time.
public interface LiveListener {
    /// A whole text came. No further one follows until [Live#next()].
    void received(String text);

    /// It could not be opened, or is no more. The last call.
    ///
    /// @param reason for a person to read
    /// @param retryAfter how long the server wants us to wait
    void ended(String reason, Optional<Duration> retryAfter);
}
