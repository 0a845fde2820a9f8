package dev.lendersync.feed;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.Position;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/// One reader: its cursor, and at most one frame on its way. What it needs next is found out when that one has left,
/// so a slow reader gets fewer, wider deltas and costs no memory (P8).
///
/// Everything on the feed's event loop.
final class LiveConnection implements ChannelFutureListener {
    private static final long NO_PING = -1;
    private static final int TOO_MANY = 1008;
    private static final int NOT_UTF8_TEXT = 1003;
    private static final int MALFORMED = 1002;
    private static final long FAREWELL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CONTRADICTED_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final LiveFeed feed;
    private final LiveCaller caller;
    private final String address;
    private final ServerWebSocket socket;
    private final ChannelHandlerContext vertx;
    private final Channel channel;
    private final TokenBucket allowance;
    private final long endNanos;

    /// Its place in the feed's list.
    int index;

    private Cursor cursor;
    private boolean sending;
    private boolean ending;
    private long endedNanos;
    private long ping = NO_PING;
    private boolean heartbeatDue;
    private long heartbeatNanos;
    private long heardNanos;
    private long contradictedNanos;
    private long progressNanos;
    private long progress;

    LiveConnection(
            LiveFeed feed, LiveCaller caller, String address, Cursor cursor, ServerWebSocket socket, long endNanos) {
        this.feed = feed;
        this.caller = caller;
        this.address = address;
        this.cursor = cursor;
        this.socket = socket;
        this.vertx = ((WebSocketInternal) socket).channelHandlerContext();
        this.channel = vertx.channel();
        this.endNanos = endNanos;
        long now = feed.nanos();
        int rate = feed.limits().framesPerSecond();
        this.allowance = new TokenBucket(rate, 5.0 * rate, now);
        this.heartbeatNanos = now;
        this.heardNanos = now;
        this.contradictedNanos = now - CONTRADICTED_AGAIN_NANOS;
        vertx.pipeline().addBefore(vertx.name(), "incoming-frames", new IncomingFrames(this));
        socket.textMessageHandler(this::received);
        socket.binaryMessageHandler(_ -> close(NOT_UTF8_TEXT, "frames are texts"));
        socket.exceptionHandler(_ -> {});
        socket.closeHandler(_ -> feed.gone(this));
    }

    LiveCaller caller() {
        return caller;
    }

    String address() {
        return address;
    }

    /// Says hello, and then what the client lacks.
    void greet(Served served) {
        Catalog head = served.history().catalog();
        write(FrameBytes.shared(new Frame.Hello(
                head.position(),
                head.digest(),
                served.ageMillis(),
                Math.toIntExact(Math.max(1, feed.limits().heartbeat().toSeconds())))));
        channel.flush();
    }

    /// Something may be there to be sent. A connection that is busy asks by itself when it no longer is.
    void offer() {
        if (!sending && !ending && sendNext()) {
            channel.flush();
        }
    }

    private boolean sendNext() {
        Served served = feed.served();
        Catalog head = served.history().catalog();
        // Mostly everybody comes from the same position, and the first one's delta is good for all.
        if (cursor instanceof Cursor.At(Position position) && !position.equals(head.position())) {
            HeadFrames frames = feed.frames(head);
            ByteBuf known = frames.from(position);
            if (known != null) {
                cursor = frames.end();
                write(known);
                return true;
            }
        }
        Cursor.Step step = cursor.toward(served.history());
        cursor = step.cursor();
        if (step.send().isPresent()) {
            write(
                    switch (step.send().get()) {
                        case Cursor.Send.Changes(var delta) -> feed.frames(head).of(delta);
                        case Cursor.Send.Resync(var frame) -> FrameBytes.shared(frame);
                    });
            return true;
        }
        if (ping != NO_PING || heartbeatDue) {
            OptionalLong answered = ping == NO_PING ? OptionalLong.empty() : OptionalLong.of(ping);
            ping = NO_PING;
            heartbeatDue = false;
            heartbeatNanos = feed.nanos();
            write(feed.heartbeat(served, answered));
            return true;
        }
        return false;
    }

    private void write(ByteBuf frame) {
        sending = true;
        progressNanos = feed.nanos();
        // Every frame may be answered.
        allowance.give();
        channel.write(frame.duplicate()).addListener(this);
    }

    /// A frame has left.
    @Override
    public void operationComplete(ChannelFuture written) {
        sending = false;
        if (written.isSuccess()) {
            offer();
        }
    }

    /// Whether one more frame is heard: not when it was cut off, whatever it says, and not when there are too many.
    boolean hears() {
        if (!ending && !allowance.take(feed.nanos())) {
            close(TOO_MANY, "more than " + feed.limits().framesPerSecond() + " frames a second");
        }
        return !ending;
    }

    private void received(String text) {
        heardNanos = feed.nanos();
        try {
            feed.listener().seen(caller);
            switch (FrameCodec.decodeFromClient(text.getBytes(StandardCharsets.UTF_8))) {
                case Frame.Ping(long n) -> {
                    ping = n;
                    offer();
                }
                case Frame.AppliedByClient(Applied applied) -> applied(applied);
                case Frame.Unknown _ -> {}
            }
        } catch (MalformedMessageException e) {
            close(MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void applied(Applied applied) {
        Catalog head = feed.served().history().catalog();
        long now = feed.nanos();
        if (Cursor.contradicts(applied, head)) {
            if (now - contradictedNanos >= CONTRADICTED_AGAIN_NANOS) {
                contradictedNanos = now;
                resync("your digest is not ours at " + head.position());
            }
            return;
        }
        cursor = cursor.after(applied, head);
        feed.listener().applied(caller, applied);
        offer();
    }

    /// Sends the client for the whole catalog.
    void resync(String reason) {
        Cursor.Step step = Cursor.resync(reason, true);
        // Behind a frame on its way it may wait in the channel: it is short, and there is only one until `applied`.
        cursor = step.cursor();
        write(FrameBytes.shared(new Frame.Resync(reason, true)));
        channel.flush();
    }

    /// A relay's source has just confirmed its position.
    void confirmed() {
        heartbeatDue = true;
        offer();
    }

    /// Once a second or so.
    void check(long now) {
        LiveLimits limits = feed.limits();
        if (ending) {
            // It was told, and goes by itself if it means well.
            if (now - endedNanos > FAREWELL_NANOS) {
                putOut();
            }
        } else if (sending && now - progressNanos > limits.stall().toNanos() && !moved(now)) {
            feed.dropped();
            putOut();
        } else if (now - heardNanos > limits.silence().toNanos()) {
            close(TOO_MANY, "nothing was heard for " + limits.silence().toSeconds() + " s");
        } else if (now - endNanos > 0) {
            goodbye("connections last about " + limits.lifetime().toMinutes() + " minutes", 1_000);
        } else if (now - heartbeatNanos > limits.heartbeat().toNanos()) {
            heartbeatDue = true;
            offer();
        }
    }

    /// Whether the reader accepted anything since this was last asked.
    private boolean moved(long now) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        long left = waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
        boolean moved = left != progress;
        progress = left;
        progressNanos = moved ? now : progressNanos;
        return moved;
    }

    /// @param withinMillis the client comes back after a random time up to this
    void goodbye(String reason, long withinMillis) {
        if (!ending) {
            end();
            long after = feed.random().nextLong(withinMillis + 1);
            channel.writeAndFlush(
                    FrameBytes.shared(new Frame.Goodbye(reason, after)).duplicate());
            socket.close((short) 1001, reason);
        }
    }

    void close(int status, String reason) {
        end();
        socket.close((short) status, reason.length() <= 100 ? reason : reason.substring(0, 100));
    }

    /// Ends the connection without a word: Vert.x, asked to close it, would wait until its close frame has left, and
    /// here nothing leaves.
    private void putOut() {
        vertx.close();
    }

    private void end() {
        if (!ending) {
            ending = true;
            endedNanos = feed.nanos();
        }
    }
}
