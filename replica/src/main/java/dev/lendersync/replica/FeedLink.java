package dev.lendersync.replica;

import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the live feed's effects: at most one connection, and on it at most one text on its way, one ping and one
/// acknowledgement waiting behind it; newer ones replace older ones. Everything on the loop, except that frames are
/// decoded on the thread that brings them, one at a time.
final class FeedLink {
    private static final Logger log = LoggerFactory.getLogger(FeedLink.class);

    private final EventLoop loop;
    private final StaffApp staffApp;
    private final Surroundings surroundings;
    private final Consumer<FeedEvent> events;

    // The loop's own.
    private EventLoop.@Nullable Timer timer;
    private @Nullable Connection open;

    /// @param events takes what happens, on the loop
    FeedLink(Surroundings surroundings, StaffApp staffApp, Consumer<FeedEvent> events) {
        this.surroundings = surroundings;
        this.loop = surroundings.loop();
        this.staffApp = staffApp;
        this.events = events;
    }

    void connect(Effect.Connect wanted) {
        disconnect();
        open = new Connection(wanted.connection());
        open.live = staffApp.follow(wanted, open);
    }

    void disconnect() {
        if (open != null && open.live != null) {
            open.live.close();
        }
        open = null;
    }

    void send(long connection, Frame.FromClient frame) {
        if (open != null && open.number == connection) {
            open.send(frame);
        }
    }

    void after(Effect.FeedWithin wanted) {
        if (timer != null) {
            timer.cancel();
        }
        long jitter = surroundings.random().nextLong(wanted.jitter().toNanos() + 1);
        timer = loop.after(wanted.atLeast().plusNanos(jitter), () -> events.accept(new FeedEvent.TimerRang()));
    }

    private final class Connection implements LiveListener {
        private final long number;
        // The loop's own.
        private @Nullable Live live;
        private boolean sending;
        private Frame.@Nullable FromClient nextPing;
        private Frame.@Nullable FromClient nextApplied;

        Connection(long number) {
            this.number = number;
        }

        @Override
        public void received(String text) {
            FeedEvent event = decoded(text);
            loop.execute(() -> {
                events.accept(event);
                if (live != null) {
                    live.next();
                }
            });
        }

        private FeedEvent decoded(String text) {
            try {
                return new FeedEvent.Said(number, FrameCodec.decodeFromServer(text));
            } catch (MalformedMessageException e) {
                return new FeedEvent.Malformed(
                        number, "The Staff App's frame does not keep to the protocol: " + e.getMessage());
            }
        }

        @Override
        public void ended(String reason, Optional<Duration> retryAfter) {
            log.debug("The live feed ended: {}", reason);
            loop.execute(() -> events.accept(new FeedEvent.Ended(number, reason, retryAfter)));
        }

        void send(Frame.FromClient frame) {
            if (frame instanceof Frame.Ping) {
                nextPing = frame;
            } else {
                nextApplied = frame;
            }
            sendNext();
        }

        private void sendNext() {
            Frame frame = nextPing != null ? nextPing : nextApplied;
            if (sending || frame == null || live == null) {
                return;
            }
            if (frame.equals(nextPing)) {
                nextPing = null;
            } else {
                nextApplied = null;
            }
            sending = true;
            live.send(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8))
                    .whenComplete((_, failure) -> loop.execute(() -> {
                        // After a failure the transport says that the connection ended.
                        sending = failure != null;
                        sendNext();
                    }));
        }
    }
}
