package dev.lendersync.replica.transport;

import java.util.concurrent.CompletableFuture;

/// A WebSocket, open or about to be. Thread-safe; nothing blocks.
public interface Live {
    /// Sends a text. To be called again only when the future is done, and not before the first text came.
    CompletableFuture<?> send(String text);

    /// Lets the next text come. The first one comes without.
    void next();

    /// Ends it at once; the listener hears nothing any more.
    void close();
}
