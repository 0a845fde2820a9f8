package dev.lendersync.feed;

import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The connections of a server: how many there are, and that nobody holds one by never coming to the end of what he
/// sends. A server's own idle time doesn't do that, since each byte begins it anew. One event loop.
final class Connections {
    private static final long NANOS = 1_000_000_000L;
    /// Connections beyond the limits that are kept until they ask, so that they can be told; the rest ends at once.
    private static final int MAX_REFUSED = 100;

    private static final class Open {
        private final String network;
        private final boolean granted;
        private @Nullable HttpServerRequest last;
        /// Of HTTP/2, where several come at once: those whose bodies have not ended, and since when.
        private final Map<HttpServerRequest, Long> streams = new HashMap<>();
        private long sinceNanos;
        private boolean betweenRequests = true;

        private Open(String network, boolean granted, long now) {
            this.network = network;
            this.granted = granted;
            this.sinceNanos = now;
        }
    }

    private final HttpLimits limits;
    private final TrustedProxies proxies;
    private final LongSupplier nanos;
    private final Map<HttpConnection, Open> open = new HashMap<>();
    /// Of those that were granted: who is refused takes nobody's place.
    private final Map<String, Integer> perNetwork = new HashMap<>();

    private int granted;

    Connections(HttpLimits limits, TrustedProxies proxies, LongSupplier nanos) {
        this.limits = limits;
        this.proxies = proxies;
        this.nanos = nanos;
    }

    void opened(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        String network = SourceNetwork.of(address);
        // A proxy's are those of many, whom it counts or doesn't.
        boolean isGranted = granted < limits.connections()
                && (perNetwork.getOrDefault(network, 0) < limits.connectionsPerAddress() || proxies.trusts(address));
        if (isGranted) {
            granted++;
            perNetwork.merge(network, 1, Integer::sum);
        } else if (open.size() - granted >= MAX_REFUSED) {
            connection.close();
            return;
        }
        open.put(connection, new Open(network, isGranted, nanos.getAsLong()));
        // A connection that is upgraded to a WebSocket is another one to Vert.x, and never hears of its end.
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(_ -> gone(connection));
    }

    private void gone(HttpConnection connection) {
        @Nullable Open left = open.remove(connection);
        if (left != null && left.granted) {
            granted--;
            perNetwork.computeIfPresent(left.network, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// A request has come in whole, its body aside; false when its connection is one too many.
    boolean begun(HttpServerRequest request) {
        @Nullable Open its = open.get(request.connection());
        if (its == null) {
            return true;
        }
        its.last = request;
        its.sinceNanos = nanos.getAsLong();
        its.betweenRequests = false;
        if (isStream(request)) {
            its.streams.put(request, its.sinceNanos);
            request.end().onComplete(_ -> its.streams.remove(request));
        }
        return its.granted;
    }

    int count() {
        return open.size();
    }

    /// Streams of HTTP/2 whose bodies have not ended.
    int streams() {
        return open.values().stream().mapToInt(its -> its.streams.size()).sum();
    }

    /// To be called every few seconds: ends the bodies and closes the connections of those who take too long.
    void look() {
        long now = nanos.getAsLong();
        List<HttpServerRequest> slow = new ArrayList<>();
        List<HttpConnection> late = new ArrayList<>();
        open.forEach((connection, its) -> {
            its.streams
                    .entrySet()
                    .removeIf(stream -> isSlow(stream.getKey(), now - stream.getValue()) && slow.add(stream.getKey()));
            @Nullable HttpServerRequest last = its.last;
            if (last != null && !isStream(last) && !follows(last) && isSlow(last, now - its.sinceNanos)) {
                slow.add(last);
            }
            if (isLate(its, now)) {
                late.add(connection);
            }
        });
        slow.forEach(request -> Problems.sendTooSlow(request, "Send a body at 16 kB a second or faster."));
        late.forEach(HttpConnection::close);
    }

    /// Who sends on although he is answered has nobody who reads it.
    private boolean isSlow(HttpServerRequest request, long nanosSince) {
        long late = nanosSince - limits.body().toNanos();
        return late > 0
                && !request.isEnded()
                && (request.response().ended() || request.bytesRead() < late / NANOS * HttpLimits.MIN_BODY_RATE);
    }

    private boolean isLate(Open its, long now) {
        @Nullable HttpServerRequest request = its.last;
        if (request == null) {
            return now - its.sinceNanos > limits.head().toNanos();
        }
        // The streams of HTTP/2 come and go beside each other.
        if (isStream(request)
                || follows(request)
                || !request.isEnded()
                || !request.response().ended()) {
            return false;
        }
        if (!its.betweenRequests) {
            its.betweenRequests = true;
            its.sinceNanos = now;
        }
        return now - its.sinceNanos > limits.head().toNanos();
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
