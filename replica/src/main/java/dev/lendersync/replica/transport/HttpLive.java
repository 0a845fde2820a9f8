package dev.lendersync.replica.transport;

import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A WebSocket of the JDK's client.
///
/// Threads: the client calls the listener's methods one at a time; `ended` once means that nothing follows.
final class HttpLive implements Live, WebSocket.Listener {
    private static final int LONGEST_PAUSE_SECONDS = 3_600;

    private final LiveListener listener;
    private final int maxText;
    private final Runnable release;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    // The client's calls only.
    private final StringBuilder text = new StringBuilder();

    private HttpLive(LiveListener listener, int maxText, Runnable release) {
        this.listener = listener;
        this.maxText = maxText;
        this.release = release;
    }

    /// @param maxText the longest text that is accepted, in characters
    /// @param release ends whatever is left of it
    static HttpLive open(
            WebSocket.Builder builder, java.net.URI uri, int maxText, LiveListener listener, Runnable release) {
        HttpLive live = new HttpLive(listener, maxText, release);
        builder.buildAsync(uri, live).whenComplete((_, failure) -> {
            if (failure != null) {
                live.refused(failure);
            }
        });
        return live;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket.complete(opened);
        if (over.get()) {
            opened.abort();
        } else {
            opened.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (text.length() + data.length() > maxText) {
            end("The Staff App sent a frame that is too long", Optional.empty());
            from.abort();
            return null;
        }
        text.append(data);
        if (!last) {
            from.request(1);
        } else if (!over.get()) {
            String whole = text.toString();
            text.setLength(0);
            listener.received(whole);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, java.nio.ByteBuffer data, boolean last) {
        end("The Staff App sent a binary frame", Optional.empty());
        from.abort();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end(
                "The Staff App closed the connection (" + status + (reason.isEmpty() ? "" : " " + reason) + ")",
                Optional.empty());
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end("The connection to the Staff App broke (" + failure.getClass().getSimpleName() + ")", Optional.empty());
    }

    private void refused(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake) {
            HttpResponse<?> answer = handshake.getResponse();
            end("The Staff App answered " + answer.statusCode(), retryAfter(answer));
        } else {
            end(Reachability.reason(cause), Optional.empty());
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Math.min(Integer.parseInt(text), LONGEST_PAUSE_SECONDS)));
    }

    private void end(String reason, Optional<Duration> retryAfter) {
        if (over.compareAndSet(false, true)) {
            listener.ended(reason, retryAfter);
            release.run();
        }
    }

    @Override
    public CompletableFuture<?> send(String frame) {
        return socket.thenCompose(opened -> opened.sendText(frame, true));
    }

    @Override
    public void next() {
        socket.thenAccept(opened -> opened.request(1));
    }

    @Override
    public void close() {
        over.set(true);
        socket.thenAccept(WebSocket::abort);
        release.run();
    }
}
