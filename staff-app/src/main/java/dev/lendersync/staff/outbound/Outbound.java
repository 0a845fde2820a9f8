package dev.lendersync.staff.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/// Sends requests to addresses that users typed in. The host is resolved once per request, and the connection goes to
/// the very address that was checked: a name that resolves differently a moment later gains nothing. Redirects are
/// answers like any other; nothing follows them.
///
/// Call it on an event loop; it never blocks, and answers there.
public final class Outbound {
    /// The longest body of an answer, in bytes.
    public static final int MAX_ANSWER = 16_384;
    /// From the name's resolution to the last byte of the answer.
    public static final Duration MAX_EXCHANGE = Duration.ofSeconds(10);

    private static final Duration MAX_CONNECT = Duration.ofSeconds(3);
    private static final int MAX_HEADERS = 16_384;
    private static final int IDLE_CONNECTION_SECONDS = 30;

    private final Vertx vertx;
    private final AllowedNetworks networks;
    private final HostResolver resolver;
    private final Duration maxExchange;
    private final HttpClient http;
    private final WorkerExecutor lookups;

    /// @param maxRequests how many requests run at once at most; the caller sees to it
    public Outbound(Vertx vertx, AllowedNetworks networks, int maxRequests) {
        this(vertx, networks, maxRequests, HostResolver.SYSTEM, MAX_EXCHANGE);
    }

    Outbound(Vertx vertx, AllowedNetworks networks, int maxRequests, HostResolver resolver, Duration maxExchange) {
        this.vertx = vertx;
        this.networks = networks;
        this.resolver = resolver;
        this.maxExchange = maxExchange;
        this.http = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) MAX_CONNECT.toMillis())
                        .setKeepAliveTimeout(IDLE_CONNECTION_SECONDS)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setTcpNoDelay(true))
                .with(new PoolOptions().setHttp1MaxSize(maxRequests))
                .build();
        // Threads of their own, one per request: a name server that hangs must not starve other blocking work.
        this.lookups = vertx.createSharedWorkerExecutor("outbound-lookups", maxRequests);
    }

    /// Posts JSON.
    ///
    /// @param url `http` or `https`, without user info
    /// @return the answer; fails with [OutboundException] when there is none in time
    public Future<Answer> post(URI url, Map<String, String> headers, Buffer json) {
        Exchange exchange = new Exchange(vertx, maxExchange);
        lookups.executeBlocking(() -> resolver.resolve(url.getHost()), false)
                .compose(found -> exchange.isOver()
                        ? Future.failedFuture(new OutboundException("too late"))
                        : http.request(options(url, permitted(url.getHost(), found))))
                .onComplete(
                        request -> {
                            headers.forEach(request::putHeader);
                            request.putHeader("Content-Type", "application/json");
                            exchange.run(request, json);
                        },
                        exchange::fail);
        return exchange.answer();
    }

    private InetAddress permitted(String host, InetAddress[] found) {
        return Arrays.stream(found)
                .filter(networks::permit)
                .findFirst()
                .orElseThrow(() -> new OutboundException(host + " is not at a public address"
                        + " (WEBHOOK_ALLOWED_NETWORKS can allow private networks)"));
    }

    private static RequestOptions options(URI url, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(url.getRawPath().isEmpty() ? "/" : url.getRawPath())
                .setFollowRedirects(false)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
    }

    /// Ends what runs and frees the connections.
    public Future<Void> close() {
        return Future.join(http.close(), lookups.close()).mapEmpty();
    }
}
