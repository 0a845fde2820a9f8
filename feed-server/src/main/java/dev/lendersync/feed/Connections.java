package dev.lendersync.feed;

import dev.lendersync.feed.listen.TrustedProxies;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The connections of a server: how many there are, and that nobody holds one by never coming to the end of what he
/// sends, or of what he is sent. A server's own idle time doesn't do that, since each byte begins it anew. One event
/// loop.
final class Connections {
    /// Connections beyond the limits that are kept until they ask, so that they can be told; the rest ends at once.
    private static final int MAX_REFUSED = 100;

    private final HttpLimits limits;
    private final TrustedProxies proxies;
    private final LongSupplier nanos;
    private final Map<Channel, OpenConnection> open = new HashMap<>();
    /// Of those that were granted: who is refused takes nobody's place.
    private final Map<String, Integer> perNetwork = new HashMap<>();

    private int granted;
    private @Nullable Channel door;

    Connections(HttpLimits limits, TrustedProxies proxies, LongSupplier nanos) {
        this.limits = limits;
        this.proxies = proxies;
        this.nanos = nanos;
    }

    void opened(HttpConnection connection) {
        ChannelHandlerContext vertx = contextOf(connection);
        watch(vertx.channel().parent(), vertx.channel().eventLoop());
        accepted(vertx.channel());
        @Nullable OpenConnection its = open.get(vertx.channel());
        if (its != null) {
            its.speaks(vertx);
        }
    }

    /// Over TLS Vert.x tells of a connection once HTTP/2's first settings are there; whoever never sends them would be
    /// counted nowhere. The first that it tells of leads to the socket that accepts them all.
    private void watch(@Nullable Channel server, EventLoop loop) {
        if (server == null || server.equals(door)) {
            return;
        }
        door = server;
        server.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                context.fireChannelRead(accepted);
                loop.execute(() -> accepted((Channel) accepted));
            }
        });
    }

    private void accepted(Channel channel) {
        if (open.containsKey(channel)
                || !channel.isOpen()
                || !(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            return;
        }
        String address = remote.getAddress().getHostAddress();
        String network = SourceNetwork.of(address);
        // A proxy's are those of many, whom it counts or doesn't.
        boolean isGranted = granted < limits.connections()
                && (perNetwork.getOrDefault(network, 0) < limits.connectionsPerAddress() || proxies.trusts(address));
        if (isGranted) {
            granted++;
            perNetwork.merge(network, 1, Integer::sum);
        } else if (open.size() - granted >= MAX_REFUSED) {
            OpenConnection.putOut(channel);
            return;
        }
        open.put(channel, new OpenConnection(channel, network, isGranted, limits, nanos));
        // A connection that is upgraded to a WebSocket is another one to Vert.x, and never hears of its end.
        channel.closeFuture().addListener(_ -> gone(channel));
    }

    private void gone(Channel channel) {
        @Nullable OpenConnection left = open.remove(channel);
        if (left != null && left.isGranted()) {
            granted--;
            perNetwork.computeIfPresent(left.network(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// A request has come in whole, its body aside; false when its connection is one too many.
    boolean begun(HttpServerRequest request) {
        @Nullable OpenConnection its = open.get(contextOf(request.connection()).channel());
        if (its == null) {
            return true;
        }
        its.begun(request);
        return its.isGranted();
    }

    private static ChannelHandlerContext contextOf(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext();
    }

    int count() {
        return open.size();
    }

    /// Streams of HTTP/2 whose bodies have not ended.
    int streams() {
        return open.values().stream().mapToInt(OpenConnection::streams).sum();
    }

    /// To be called every few seconds: ends the bodies and closes the connections of those who take too long.
    void look() {
        List.copyOf(open.values()).forEach(OpenConnection::look);
    }
}
