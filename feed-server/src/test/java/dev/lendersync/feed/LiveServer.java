package dev.lendersync.feed;

import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The live feed behind a real server on loopback, with a clock that a test can set forward, and clients for it. A
/// request may name its key in the header `Key`.
final class LiveServer implements AutoCloseable {
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    final FakeSource source;
    final LiveFeed feed;
    final List<Applied> applied = new CopyOnWriteArrayList<>();
    final int port;
    private final AtomicLong ahead = new AtomicLong();
    /// Connections that the listener heard begin and not end.
    final AtomicLong open = new AtomicLong();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Context context = vertx.getOrCreateContext();

    LiveServer(FakeSource source, LiveLimits limits) throws Exception {
        this.source = source;
        LiveListener listener = new LiveListener() {
            @Override
            public void connected(LiveCaller caller) {
                open.incrementAndGet();
            }

            @Override
            public void seen(LiveCaller caller) {}

            @Override
            public void gone(LiveCaller caller) {
                open.decrementAndGet();
            }

            @Override
            public void applied(LiveCaller caller, Applied what) {
                applied.add(what);
            }
        };
        feed = new LiveFeed(
                vertx, context, source, limits, () -> System.nanoTime() + ahead.get(), new Random(1), listener);
        feed.start();
        LiveHandler handler = new LiveHandler(feed, Set.of("https://friend.example.com"), TrustedProxies.NONE);
        Promise<HttpServer> listening = Promise.promise();
        context.runOnContext(_ -> vertx.createHttpServer(LiveHandler.prepare(new HttpServerOptions()))
                .requestHandler(request -> handler.handle(
                        request,
                        new LiveCaller(
                                Optional.ofNullable(request.getHeader("Key")).orElse(""),
                                "",
                                LiveHandler.instance(request))))
                .listen(0, "127.0.0.1")
                .onComplete(listening));
        port = listening.future().await(10, TimeUnit.SECONDS).actualPort();
    }

    /// Time passes for the feed.
    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    Follower follow(String query, String... headers) {
        Follower follower = new Follower();
        WebSocket.Builder builder =
                client.newWebSocketBuilder().subprotocols("lender-products.v1").connectTimeout(Duration.ofSeconds(10));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        follower.connect(builder, uri(query));
        return follower;
    }

    URI uri(String query) {
        return URI.create("ws://127.0.0.1:" + port + SyncHeaders.LIVE_PATH + query);
    }

    LiveFeed.Counts counts() {
        return feed.counts();
    }

    @Override
    public void close() {
        client.shutdownNow();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
