package dev.lendersync.staff.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends requests to addresses that users typed in. The host is resolved once per request, and the connection goes to
/// the very address that was checked: a name that resolves differently a moment later gains nothing. Of a name with
/// several addresses only permitted ones are connected to: the first, and when that refuses, the next. Connections are
/// kept for
/// requests to the same host at the same address only. Redirects are answers like any other; nothing follows them.
///
/// Call it on an event loop; it never blocks, and answers there.
public final class Outbound {
    /// The longest body of an answer, in bytes.
    public static final int MAX_ANSWER = 16_384;
    /// From the name's resolution to the last byte of the answer.
    public static final Duration MAX_EXCHANGE = Duration.ofSeconds(10);

    static final int MAX_HEADERS = 16_384;
    /// Addresses of one name that are tried.
    static final int MAX_ADDRESSES = 4;

    private static final Duration MAX_CONNECT = Duration.ofSeconds(3);
    // Many servers close after 5 s (Node, Apache). A request that meets such an end would fail for nothing, so this
    // side, which looks once a second, closes first.
    private static final int IDLE_CONNECTION_SECONDS = 3;

    private final Vertx vertx;
    private final AllowedNetworks networks;
    private final HostResolver resolver;
    private final Duration maxExchange;
    private final HttpClient http;

    /// @param maxRequests how many requests run at once at most; the caller sees to it
    public Outbound(Vertx vertx, AllowedNetworks networks, int maxRequests) {
        this(vertx, networks, maxRequests, HostResolver.system(vertx), MAX_EXCHANGE, httpOptions());
    }

    Outbound(
            Vertx vertx,
            AllowedNetworks networks,
            int maxRequests,
            HostResolver resolver,
            Duration maxExchange,
            HttpClientOptions options) {
        this.vertx = vertx;
        this.networks = networks;
        this.resolver = resolver;
        this.maxExchange = maxExchange;
        this.http = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(maxRequests))
                .build();
    }

    static HttpClientOptions httpOptions() {
        return new HttpClientOptions()
                .setConnectTimeout((int) MAX_CONNECT.toMillis())
                .setSslHandshakeTimeout(MAX_EXCHANGE.toMillis())
                .setVerifyHost(true)
                .setKeepAliveTimeout(IDLE_CONNECTION_SECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setTcpNoDelay(true);
    }

    /// Posts JSON.
    ///
    /// @param url `http` or `https`, without user info
    /// @return the answer; fails with [OutboundException] when there is none in time
    public Future<Answer> post(URI url, Map<String, String> headers, Buffer json) {
        Destination to;
        Future<List<InetAddress>> found;
        try {
            to = Destination.of(url);
            found = addresses(to);
        } catch (OutboundException e) {
            return Future.failedFuture(e);
        }
        Exchange exchange = new Exchange(vertx, to, maxExchange);
        onCallersContext(found)
                .map(addresses -> permitted(to, addresses))
                .compose(addresses -> connect(exchange, to, addresses))
                .onComplete(
                        request -> {
                            headers.forEach(request::putHeader);
                            request.putHeader("Content-Type", "application/json");
                            exchange.run(request, json);
                        },
                        exchange::fail);
        return exchange.answer();
    }

    private Future<List<InetAddress>> addresses(Destination to) {
        return to.literal()
                .map(address -> Future.succeededFuture(List.of(address)))
                .orElseGet(() -> resolver.resolve(to.host()));
    }

    private <T> Future<T> onCallersContext(Future<T> future) {
        Context context = vertx.getOrCreateContext();
        return Future.future(
                promise -> future.onComplete(result -> context.runOnContext(back -> promise.handle(result))));
    }

    private List<InetAddress> permitted(Destination to, List<InetAddress> found) {
        List<InetAddress> permitted =
                found.stream().filter(networks::permit).limit(MAX_ADDRESSES).toList();
        if (permitted.isEmpty()) {
            throw new OutboundException(to.host() + " is not at a public address"
                    + " (WEBHOOK_ALLOWED_NETWORKS can allow private networks)");
        }
        return permitted;
    }

    private Future<HttpClientRequest> connect(Exchange exchange, Destination to, List<InetAddress> addresses) {
        if (exchange.isOver()) {
            return Future.failedFuture(new OutboundException("too late"));
        }
        return http.request(options(to, addresses.getFirst()))
                .recover(failure -> addresses.size() > 1 && refused(failure)
                        ? connect(exchange, to, addresses.subList(1, addresses.size()))
                        : Future.failedFuture(failure));
    }

    /// Nothing was sent yet, and the time to connect is not used up.
    private static boolean refused(Throwable failure) {
        return failure instanceof SocketException && !(failure instanceof ConnectTimeoutException);
    }

    /// Why no request can ever be sent to this URL, whatever its host resolves to; nothing when it can.
    public static Optional<String> fault(URI url) {
        try {
            Destination.of(url).literal();
            return Optional.empty();
        } catch (OutboundException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The host's name goes into the Host header and TLS, and the certificate must be for it; the connection goes to
    /// the address.
    private static RequestOptions options(Destination to, InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.tls())
                .setURI(to.target())
                .setFollowRedirects(false)
                // As text without a name: by it Vert.x tells which connections may be used again.
                .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()));
    }

    /// Ends what runs and frees the connections.
    public Future<Void> close() {
        return http.close();
    }
}
