package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A client that takes a moment for each frame.
final class SlowReader implements WebSocket.Listener {
    private static final long PER_FRAME_NANOS = Duration.ofMillis(2).toNanos();

    private final Follower follower = new Follower();

    void connect(URI uri) {
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("lender-products.v1")
                .buildAsync(uri, this)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        LockSupport.parkNanos(PER_FRAME_NANOS);
        return follower.onText(from, data, last);
    }

    int reach(Catalog from, Catalog wanted) throws InterruptedException {
        return follower.reach(from, wanted);
    }
}
