package dev.lendersync.feed;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Of one connection of HTTP/2 the streams whose reader gives no room for what is to be sent. Their answers would stay
/// in memory for as long as he keeps the connection, and pings keep it. One event loop.
final class UnreadStreams extends Http2FrameListenerDecorator {
    private final ChannelHandlerContext context;
    private final Http2ConnectionHandler http2;
    private final LongSupplier nanos;
    /// Since when their reader has given no room.
    private final Map<Http2Stream, Long> since = new HashMap<>();

    UnreadStreams(ChannelHandlerContext context, Http2ConnectionHandler http2, LongSupplier nanos) {
        super(http2.decoder().frameListener());
        this.context = context;
        this.http2 = http2;
        this.nanos = nanos;
        http2.decoder().frameListener(this);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext from, int streamId, int increment) throws Http2Exception {
        if (streamId == 0) {
            since.clear();
        } else {
            since.remove(http2.connection().stream(streamId));
        }
        super.onWindowUpdateRead(from, streamId, increment);
    }

    /// Ends those that have been given no room for so long. To be called every few seconds.
    void end(Duration patience) {
        long now = nanos.getAsLong();
        Map<Http2Stream, Long> before = Map.copyOf(since);
        since.clear();
        try {
            http2.connection().forEachActiveStream(stream -> {
                if (isUnread(stream)) {
                    since.put(stream, before.getOrDefault(stream, now));
                }
                return true;
            });
        } catch (Http2Exception e) {
            throw new IllegalStateException("nothing here throws it", e);
        }
        Map.copyOf(since).forEach((stream, began) -> {
            if (now - began > patience.toNanos()) {
                http2.resetStream(context, stream.id(), Http2Error.CANCEL.code(), context.newPromise());
                context.flush();
            }
        });
    }

    /// What waits may do so in Vert.x, where nobody sees it; but the window of who reads is never used up for long.
    private boolean isUnread(Http2Stream stream) {
        Http2RemoteFlowController flow = http2.encoder().flowController();
        boolean allUnread = flow.windowSize(http2.connection().connectionStream()) <= 0;
        return flow.windowSize(stream) <= 0 || (allUnread && flow.hasFlowControlled(stream));
    }
}
