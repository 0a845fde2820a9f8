package dev.lendersync.feed;

import dev.lendersync.protocol.SyncHeaders;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One connection of a server: what it is asked, and how long it has been waited for. One event loop.
final class OpenConnection {
    private static final long NANOS = 1_000_000_000L;

    private final Channel channel;
    private final String network;
    private final boolean granted;
    private final HttpLimits limits;
    private final LongSupplier nanos;
    private @Nullable HttpServerRequest last;
    /// Of HTTP/2, where several come at once: those whose bodies have not ended, and since when.
    private final Map<HttpServerRequest, Long> streams = new HashMap<>();
    private @Nullable UnreadStreams unread;
    private long sinceNanos;
    private boolean betweenRequests = true;
    private long unsent;
    private long movedNanos;

    /// @param granted whether it is one of those that the limits allow
    OpenConnection(Channel channel, String network, boolean granted, HttpLimits limits, LongSupplier nanos) {
        this.channel = channel;
        this.network = network;
        this.granted = granted;
        this.limits = limits;
        this.nanos = nanos;
        this.sinceNanos = nanos.getAsLong();
    }

    String network() {
        return network;
    }

    boolean isGranted() {
        return granted;
    }

    /// Its protocol is known.
    ///
    /// @param vertx of Vert.x's own handler
    void speaks(ChannelHandlerContext vertx) {
        noticeReading(vertx.pipeline());
        if (vertx.handler() instanceof Http2ConnectionHandler http2) {
            unread = new UnreadStreams(vertx, http2, nanos);
        }
    }

    /// To Netty a connection is idle while a reader takes his time for one large write, unless it is told to look, and
    /// then it does so from the second time on.
    private static void noticeReading(ChannelPipeline pipeline) {
        @Nullable IdleStateHandler idle = pipeline.get(IdleStateHandler.class);
        if (idle == null) {
            return;
        }
        long millis = idle.getAllIdleTimeInMillis();
        pipeline.replace(idle, "idle", new IdleStateHandler(true, 0, 0, millis, TimeUnit.MILLISECONDS) {
            @Override
            protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) throws Exception {
                if (!event.isFirst() || unsent(context.channel()) == 0) {
                    super.channelIdle(context, event);
                }
            }
        });
    }

    /// Bytes that its reader has not accepted.
    private static long unsent(Channel channel) {
        @Nullable ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
    }

    void begun(HttpServerRequest request) {
        last = request;
        sinceNanos = nanos.getAsLong();
        betweenRequests = false;
        if (isStream(request)) {
            streams.put(request, sinceNanos);
            request.end().onComplete(_ -> streams.remove(request));
        }
    }

    /// Streams whose bodies have not ended.
    int streams() {
        return streams.size();
    }

    /// Ends what takes too long.
    void look() {
        long now = nanos.getAsLong();
        slow(now).forEach(request -> Problems.sendTooSlow(request, "Send a body at 16 kB a second or faster."));
        if (unread != null) {
            unread.end(limits.head());
        }
        if (isStalled(now)) {
            putOut(channel);
        } else if (isLate(now)) {
            channel.close();
        }
    }

    /// Ends a connection at once: past all handlers, each of which would wait until what it has written has left, or
    /// for a
    /// handshake.
    static void putOut(Channel channel) {
        @Nullable ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }

    private List<HttpServerRequest> slow(long now) {
        List<HttpServerRequest> slow = new ArrayList<>();
        streams.entrySet()
                .removeIf(stream -> isSlow(stream.getKey(), now - stream.getValue()) && slow.add(stream.getKey()));
        @Nullable HttpServerRequest request = last;
        if (request != null && !isStream(request) && !follows(request) && isSlow(request, now - sinceNanos)) {
            slow.add(request);
        }
        return slow;
    }

    /// Who sends on although he is answered has nobody who reads it.
    private boolean isSlow(HttpServerRequest request, long nanosSince) {
        long late = nanosSince - limits.body().toNanos();
        return late > 0
                && !request.isEnded()
                && (request.response().ended() || request.bytesRead() < late / NANOS * HttpLimits.MIN_BODY_RATE);
    }

    /// Whether something waits for a reader who accepts none of it.
    private boolean isStalled(long now) {
        long left = unsent(channel);
        if (left == 0 || left != unsent) {
            movedNanos = now;
        }
        unsent = left;
        return now - movedNanos > limits.head().toNanos();
    }

    private boolean isLate(long now) {
        @Nullable HttpServerRequest request = last;
        if (request == null) {
            return now - sinceNanos > limits.head().toNanos();
        }
        // The streams of HTTP/2 come and go beside each other.
        if (isStream(request)
                || follows(request)
                || !request.isEnded()
                || !request.response().ended()) {
            return false;
        }
        // An answer that is on its way still is none that was given.
        if (!betweenRequests || unsent > 0) {
            betweenRequests = true;
            sinceNanos = now;
        }
        return now - sinceNanos > limits.head().toNanos();
    }

    private static boolean isStream(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /// A WebSocket of the live feed, which looks after its own.
    private static boolean follows(HttpServerRequest request) {
        return SyncHeaders.LIVE_PATH.equals(request.path())
                && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
                && request.response().getStatusCode() < 400;
    }
}
