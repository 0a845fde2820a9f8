package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.Outcome;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client of the live feed that does what the test says.
final class Follower implements WebSocket.Listener {
    private static final int SECONDS = 20;

    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<WebSocket> opening = new CompletableFuture<>();

    void connect(WebSocket.Builder builder, URI uri) {
        opening = builder.buildAsync(uri, this);
    }

    WebSocket socket() {
        return opening.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete("broken");
    }

    /// The next frame.
    String text() throws InterruptedException {
        String frame = frames.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(frame)
                .as("a frame within %d s; closed: %s", SECONDS, closed.getNow("no"))
                .isNotNull();
        return frame;
    }

    <F extends Frame> F next(Class<F> kind) throws InterruptedException {
        Frame frame = FrameCodec.decodeFromServer(text());
        assertThat(frame).isInstanceOf(kind);
        return kind.cast(frame);
    }

    /// Frames that wait to be looked at.
    int waiting() {
        return frames.size();
    }

    /// Follows until a version is reached.
    ///
    /// @return how many deltas it took
    int reach(Catalog from, Catalog wanted) throws InterruptedException {
        Catalog mine = from;
        int deltas = 0;
        while (!mine.equals(wanted)) {
            Frame frame = FrameCodec.decodeFromServer(text());
            if (frame instanceof Frame.Change(var delta)) {
                mine = ((Outcome.Advanced) mine.apply(delta)).catalog();
                deltas++;
            }
        }
        return deltas;
    }

    void say(Frame frame) {
        say(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8));
    }

    void say(String frame) {
        socket().sendText(frame, true).join();
    }

    /// Says it unless the connection ends meanwhile.
    void sayIfOpen(Frame frame) {
        sayIfOpen(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8));
    }

    void sayIfOpen(String frame) {
        socket().sendText(frame, true).exceptionally(_ -> null).join();
    }

    void applied(Catalog catalog) {
        say(new Frame.AppliedByClient(Applied.of(catalog)));
    }

    String ended() {
        return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }
}
