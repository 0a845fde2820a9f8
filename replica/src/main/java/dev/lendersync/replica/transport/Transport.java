package dev.lendersync.replica.transport;

import java.util.concurrent.CompletableFuture;

/// Carries requests to the Staff App. A seam for tests; [HttpTransport] is the real one.
public interface Transport extends AutoCloseable {
    /// Sends a request, without blocking. The future completes with whatever status the Staff App answered, or
    /// exceptionally when there was no whole answer; cancelling it ends the exchange.
    CompletableFuture<Response> send(Request request);

    /// Opens a WebSocket, without blocking.
    ///
    /// @param listener hears whether and how it goes, perhaps before this returns
    Live open(LiveRequest request, LiveListener listener);

    /// Ends everything under way.
    @Override
    void close();
}
