package dev.lendersync.staff.outbound;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Posts through [Outbound] from one event loop, to servers on loopback.
final class Poster implements AutoCloseable {
    static final AllowedNetworks LOOPBACK = AllowedNetworks.parse("127.0.0.0/8,::1/128");
    static final int MAX_REQUESTS = 320;

    final Vertx vertx;
    private final Context loop;

    Poster() {
        this(new VertxOptions());
    }

    Poster(VertxOptions options) {
        vertx = Vertx.vertx(options);
        loop = vertx.getOrCreateContext();
    }

    /// Answers each name with these addresses.
    static HostResolver always(String... addresses) {
        return host -> Future.succeededFuture(
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    }

    Outbound to(AllowedNetworks networks, HostResolver resolver) {
        return within(Outbound.MAX_EXCHANGE, networks, resolver);
    }

    Outbound within(Duration limit, AllowedNetworks networks, HostResolver resolver) {
        return new Outbound(vertx, networks, MAX_REQUESTS, resolver, limit, Outbound.httpOptions());
    }

    URI serve(Consumer<HttpServerRequest> handler) {
        return serve("127.0.0.1", 0, handler);
    }

    URI serve(String address, int port, Consumer<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler::accept)
                .listen(port, address)
                .await();
        return URI.create("http://" + address + ":" + server.actualPort() + "/base/hook");
    }

    Future<Answer> begin(Outbound outbound, URI url) {
        return Future.future(promise ->
                loop.runOnContext(now -> outbound.post(url, Map.of("webhook-id", "msg_1"), Buffer.buffer("{\"a\":1}"))
                        .onComplete(promise)));
    }

    Answer post(Outbound outbound, URI url) throws Exception {
        return begin(outbound, url).await(20, TimeUnit.SECONDS);
    }

    /// What staff are told when there is no answer.
    String refusal(Outbound outbound, URI url) {
        OutboundException refusal = catchThrowableOfType(OutboundException.class, () -> post(outbound, url));
        return String.valueOf(Objects.requireNonNull(refusal, () -> "there was an answer from " + url)
                .getMessage());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
