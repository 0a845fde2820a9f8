package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.feed.listen.ForwardedBy;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is refused before anybody looks at what is asked for, and whom the server does not wait for.
class DoorkeeperTest {
    private static final Duration HEAD = Duration.ofSeconds(60);
    private static final Duration BODY = Duration.ofSeconds(30);
    private static final HttpLimits FEW = new HttpLimits(3, 2, 4, 10, 2, HEAD, BODY);
    private static final HttpLimits MANY = new HttpLimits(1_000, 1_000, 1_000, 100, 100, HEAD, BODY);
    private static final String GET = "GET /thing HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LARGE = GET.replace("/thing", "/large");
    /// More than the buffers of both sockets hold.
    private static final int LARGE_BYTES = 60_000_000;

    private static final String UPGRADE =
            GET.replace("/thing", SyncHeaders.LIVE_PATH).replace("Host: x", """
            Host: x\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==""");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    @SuppressWarnings("NullAway.Init") // set by the first request
    private volatile HttpServerRequest lastRequest;

    private record Door(Doorkeeper keeper, int port) {}

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void whoReadsTooOftenIsToldSoAndServedALittleLater() throws Exception {
        Door door = open(FEW);
        try (Caller caller = new Caller(door.port())) {
            for (int i = 0; i < 6; i++) {
                assertThat(caller.answer(GET)).startsWith("HTTP/1.1 200");
            }
            assertThat(caller.answer(GET))
                    .startsWith("HTTP/1.1 429")
                    .contains("problem:too-many-requests", "retry-after: 1");
            assertThat(served).hasValue(6);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertThat(caller.answer(GET)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void writesAndPullsAreCountedForThemselves() throws Exception {
        Door door = open(FEW);
        try (Caller caller = new Caller(door.port())) {
            String post = "POST /thing HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
            for (int i = 0; i < 4; i++) {
                assertThat(caller.answer(post)).startsWith("HTTP/1.1 200");
            }
            assertThat(caller.answer(post)).startsWith("HTTP/1.1 429");
            assertThat(caller.answer(GET)).startsWith("HTTP/1.1 200");
            String pull = GET.replace("/thing", SyncHeaders.SYNC_PATH);
            for (int i = 0; i < 8; i++) {
                assertThat(caller.answer(pull)).startsWith("HTTP/1.1 200");
            }
            assertThat(caller.answer(pull)).startsWith("HTTP/1.1 429");
        }
    }

    @Test
    void anAddressHasSoManyConnectionsAndNoMore() throws Exception {
        Door door = open(FEW);
        Caller first = new Caller(door.port());
        try (Caller second = new Caller(door.port())) {
            assertThat(first.answer(GET)).startsWith("HTTP/1.1 200");
            assertThat(second.answer(GET)).startsWith("HTTP/1.1 200");
            try (Caller third = new Caller(door.port())) {
                assertThat(third.answer(GET))
                        .startsWith("HTTP/1.1 429")
                        .contains("problem:too-many-connections", "connection: close");
                assertThat(third.isClosed()).isTrue();
            }
            first.close();
            await(() -> onLoop(() -> door.keeper().connections()) == 1);
            try (Caller fourth = new Caller(door.port())) {
                assertThat(fourth.answer(GET)).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void aProxysConnectionsAreThoseOfMany() throws Exception {
        Door door = open(
                FEW,
                HttpLimits.prepare(new HttpServerOptions()),
                TrustedProxies.parse("127.0.0.0/8", ForwardedBy.X_FORWARDED));
        List<Caller> users = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Caller user = new Caller(door.port());
            users.add(user);
            assertThat(user.answer(GET.replace("Host: x", "Host: x\r\nX-Forwarded-For: 192.0.2." + i)))
                    .startsWith("HTTP/1.1 200");
        }
        for (Caller user : users) {
            user.close();
        }
    }

    @Test
    void whoeverIsRefusedTakesNobodysPlace() throws Exception {
        Door door = open(FEW);
        List<Caller> silent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            silent.add(new Caller(door.port()));
        }
        // Two are granted to the address and a hundred wait to be told; the rest is gone already.
        await(() -> onLoop(() -> door.keeper().connections()) == 102);
        for (Caller each : silent) {
            each.close();
        }
        // Some may come only now, since they waited to be accepted, and go at once.
        await(() -> isServed(door));
        await(() -> onLoop(() -> door.keeper().connections()) == 0);
    }

    private static boolean isServed(Door door) {
        try (Caller next = new Caller(door.port())) {
            next.send(GET);
            return next.begin().equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false; // refused without a word
        }
    }

    /// An upgraded connection is another one to Vert.x, whose end the first never hears of.
    @Test
    void whoeverFollowedTheLiveFeedLeavesHisPlace() throws Exception {
        Door door = open(FEW);
        for (int i = 0; i < 5; i++) {
            try (Caller follower = new Caller(door.port())) {
                follower.send(UPGRADE);
                assertThat(follower.head()).startsWith("HTTP/1.1 101");
                assertThat(onLoop(() -> door.keeper().connections())).isOne();
            }
            await(() -> onLoop(() -> door.keeper().connections()) == 0);
        }
    }

    @Test
    void aRequestThatNeverComesToTheEndOfItsHeadersIsNotWaitedFor() throws Exception {
        Door door = open(MANY);
        try (Caller drips = new Caller(door.port());
                Caller dripsLater = new Caller(door.port());
                Caller asks = new Caller(door.port())) {
            assertThat(dripsLater.answer(GET)).startsWith("HTTP/1.1 200");
            await(() -> onLoop(() -> door.keeper().connections()) == 3);
            look(door);
            for (int i = 0; i < 6; i++) {
                drips.send(i == 0 ? "GET / HTTP/1.1\r\n" : "X-" + i + ": x\r\n");
                dripsLater.send(i == 0 ? "GET / HTTP/1.1\r\n" : "X-" + i + ": x\r\n");
                assertThat(asks.answer(GET)).startsWith("HTTP/1.1 200");
                pass(door, HEAD.dividedBy(6));
            }
            assertThat(onLoop(() -> door.keeper().connections())).isEqualTo(3);
            pass(door, Duration.ofSeconds(1));
            assertThat(drips.isClosed()).isTrue();
            assertThat(dripsLater.isClosed()).isTrue();
            assertThat(asks.answer(GET)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefused() throws Exception {
        Door door = open(MANY);
        try (Caller drips = new Caller(door.port());
                Caller hurries = new Caller(door.port())) {
            String head = "POST /thing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
            drips.send(head + "x");
            hurries.send(head + "x".repeat(500_000));
            await(() -> served.get() == 2);
            await(() -> bytes.get() == 500_001);
            pass(door, BODY.plusSeconds(10));
            assertThat(drips.read()).startsWith("HTTP/1.1 408").contains("problem:too-slow");
            assertThat(drips.isClosed()).isTrue();
            hurries.send("x".repeat(500_000));
            assertThat(hurries.read()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void ofTheStreamsOfAConnectionOnlyTheSlowOneEnds() throws Exception {
        Door door = open(MANY, HttpLimits.prepare(new HttpServerOptions()).setHttp2ClearTextEnabled(true));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        HttpClientRequest drips = post(client, door, "x");
        HttpClientRequest hurries = post(client, door, "x".repeat(300_000));
        HttpClientRequest leaves = post(client, door, "x");
        await(() -> served.get() == 3 && bytes.get() == 300_002);
        assertThat(drips.connection()).isSameAs(hurries.connection());
        assertThat(onLoop(() -> door.keeper().streams())).isEqualTo(3);
        // Set up before it comes, since what nobody waits for is lost.
        Future<String> late =
                drips.response().compose(response -> response.body().map(body -> response.statusCode() + " " + body));
        Future<Integer> whole = hurries.response().map(HttpClientResponse::statusCode);
        leaves.reset();
        await(() -> onLoop(() -> door.keeper().streams()) == 2);

        pass(door, BODY.plusSeconds(10));

        assertThat(late.await(20, TimeUnit.SECONDS)).startsWith("408").contains("problem:too-slow");
        hurries.end();
        assertThat(whole.await(20, TimeUnit.SECONDS)).isEqualTo(200);
        await(() -> onLoop(() -> door.keeper().streams()) == 0);
        assertThat(onLoop(() -> door.keeper().connections())).isOne();
    }

    /// HTTP/2 knows no header `Connection`, and strict clients refuse answers that have it.
    @Test
    void aConnectionTooManyIsToldSoOverHttp2AsThatAllows() throws Exception {
        Door door = open(FEW, HttpLimits.prepare(new HttpServerOptions()).setHttp2ClearTextEnabled(true));
        try (Caller first = new Caller(door.port());
                Caller second = new Caller(door.port())) {
            assertThat(first.answer(GET)).startsWith("HTTP/1.1 200");
            assertThat(second.answer(GET)).startsWith("HTTP/1.1 200");
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            String refused = client.request(HttpMethod.GET, door.port(), "127.0.0.1", "/thing")
                    .compose(HttpClientRequest::send)
                    .compose(response -> response.body()
                            .map(body -> response.statusCode() + " "
                                    + response.headers().names() + " " + body))
                    .await(20, TimeUnit.SECONDS);
            assertThat(refused.toLowerCase(Locale.ROOT))
                    .startsWith("429")
                    .contains("problem:too-many-connections")
                    .doesNotContain("connection,", "[connection");
            await(() -> onLoop(() -> door.keeper().connections()) == 2);
        }
    }

    /// Vert.x, asked to close a connection, waits until what it has written has left.
    @Test
    void whoTakesNothingOfHisAnswerIsNotWaitedFor() throws Exception {
        Door door = open(MANY);
        try (Caller stalls = new Caller(door.port());
                Caller reads = new Caller(door.port())) {
            stalls.send(LARGE);
            reads.send(LARGE);
            await(() -> served.get() == 2);
            reads.head();
            look(door);
            for (int i = 0; i < 4; i++) {
                reads.skip(LARGE_BYTES / 4);
                pass(door, HEAD.dividedBy(2));
            }
            await(() -> onLoop(() -> door.keeper().connections()) == 1);
            assertThat(reads.answer(GET)).startsWith("HTTP/1.1 200");
        }
    }

    /// Not even a body that he sends byte by byte keeps it.
    @Test
    void whoSendsOnButTakesNothingIsNotWaitedFor() throws Exception {
        Door door = open(MANY);
        try (Caller stalls = new Caller(door.port())) {
            stalls.send(LARGE + "POST /thing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");
            await(() -> served.get() >= 1);
            look(door);
            for (int i = 0; i < 10 && onLoop(() -> door.keeper().connections()) == 1; i++) {
                stalls.send("x");
                pass(door, HEAD.dividedBy(2));
            }
            assertThat(onLoop(() -> door.keeper().connections())).isZero();
        }
    }

    /// To Netty nothing passes while one large write is on its way.
    @Test
    void whoTakesLongForHisAnswerIsNotIdle() throws Exception {
        Door door = open(MANY, HttpLimits.prepare(new HttpServerOptions()).setIdleTimeout(1));
        try (Caller slow = new Caller(door.port())) {
            slow.send(LARGE);
            slow.head();
            int steps = 60;
            for (int i = 0; i < steps; i++) {
                slow.skip(LARGE_BYTES / steps);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            assertThat(slow.isClosed()).as("idle in the end").isTrue();
        }
    }

    /// He opens no window for it, and pings so that the connection is never idle.
    @Test
    void aStreamOfWhichNothingIsTakenEnds() throws Exception {
        Door door = open(MANY, HttpLimits.prepare(new HttpServerOptions()).setHttp2ClearTextEnabled(true));
        try (Caller stalls = new Caller(door.port())) {
            stalls.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            stalls.send(frame(4, 0, 0, "\0\4\0\0\0\0")); // SETTINGS_INITIAL_WINDOW_SIZE of 0
            stalls.send(frame(1, 5, 1, "\u0082\u0086\u0084")); // GET http /
            stalls.send(frame(1, 5, 3, "\u0082\u0086\u0084"));
            await(() -> served.get() == 2);
            look(door);
            for (int i = 0; i < 4; i++) {
                stalls.send(frame(6, 0, 0, "12345678"));
                stalls.send(frame(8, 0, 3, "\0\0\0\1")); // one byte more of the other
                pass(door, HEAD.dividedBy(3));
            }
            stalls.awaitFrame(3, 1);
            assertThat(onLoop(() -> door.keeper().connections())).isOne();
        }
    }

    /// To Vert.x it is no connection before the first settings have come.
    @Test
    void whoBeginsHttp2AndSaysNothingElseIsCounted() throws Exception {
        Door door = open(FEW, HttpLimits.prepare(new HttpServerOptions()).setHttp2ClearTextEnabled(true));
        try (Caller asks = new Caller(door.port())) {
            assertThat(asks.answer(GET)).startsWith("HTTP/1.1 200");
            List<Caller> silent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Caller caller = new Caller(door.port());
                silent.add(caller);
                caller.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            }
            // Two are granted to the address and a hundred wait to be told; the rest is gone already.
            await(() -> onLoop(() -> door.keeper().connections()) == 102);
            for (Caller each : silent.subList(101, 200)) {
                each.awaitEnd();
            }
            look(door);
            pass(door, HEAD.plusSeconds(1));
            for (Caller each : silent) {
                each.awaitEnd();
                each.close();
            }
            await(() -> onLoop(() -> door.keeper().connections()) == 0);
        }
    }

    private static String frame(int type, int flags, int stream, String payload) {
        char[] head = {0, 0, (char) payload.length(), (char) type, (char) flags, 0, 0, 0, (char) stream};
        return new String(head) + payload;
    }

    private static HttpClientRequest post(HttpClient client, Door door, String begin) {
        HttpClientRequest request = client.request(HttpMethod.POST, door.port(), "127.0.0.1", "/thing")
                .await();
        request.setChunked(true).write(begin);
        return request;
    }

    @Test
    void whatIsTooLongOrPackedIsRefusedForWhatItIs() throws Exception {
        Door door = open(MANY);
        String long9k = "a".repeat(9_000);
        try (Caller caller = new Caller(door.port())) {
            assertThat(caller.answer(GET.replace("/thing", "/" + long9k)))
                    .matches("(?is)HTTP/1.[01] 414.*")
                    .contains("problem:too-long", "x-content-type-options: nosniff");
        }
        try (Caller caller = new Caller(door.port())) {
            assertThat(caller.answer(GET.replace("Host: x", "Host: x\r\nX-One: " + long9k + "\r\nX-Two: " + long9k)))
                    .matches("(?is)HTTP/1.[01] 431.*")
                    .contains("problem:headers-too-large");
        }
        try (Caller caller = new Caller(door.port())) {
            assertThat(caller.answer(GET.replace("Host: x", "Host: x\r\nContent-Encoding: gzip")))
                    .startsWith("HTTP/1.1 415")
                    .contains("problem:unsupported-media-type", "x-content-type-options: nosniff");
            assertThat(caller.answer(GET.replace("/thing", "/thing?a=%f")))
                    .startsWith("HTTP/1.1 400")
                    .contains("invalid escape");
            assertThat(caller.answer("nonsense\r\n\r\n"))
                    .matches("(?is)HTTP/1.[01] 400.*")
                    .contains("problem:invalid-request");
        }
    }

    @Test
    void manyAddressesCostNoMoreThanIsRemembered() throws Exception {
        Door door = open(FEW);
        try (Caller caller = new Caller(door.port())) {
            caller.answer(GET);
        }
        RequestRates rates = new RequestRates(FEW, nanos::get);
        HttpServerRequest request = lastRequest;
        for (int i = 0; i < 6; i++) {
            assertThat(rates.take("first", request)).isTrue();
        }
        assertThat(rates.take("first", request)).isFalse();
        for (int i = 0; i < RequestRates.MAX_REMEMBERED; i++) {
            rates.take("address " + i, request);
        }
        assertThat(rates.take("first", request)).as("forgotten, so begun anew").isTrue();
    }

    private Door open(HttpLimits limits) {
        return open(limits, HttpLimits.prepare(new HttpServerOptions()));
    }

    private Door open(HttpLimits limits, HttpServerOptions options) {
        return open(limits, options, TrustedProxies.NONE);
    }

    private Door open(HttpLimits limits, HttpServerOptions options, TrustedProxies proxies) {
        Doorkeeper keeper = new Doorkeeper(vertx, limits, new RequestRates(limits, nanos::get), proxies, nanos::get);
        Promise<HttpServer> listening = Promise.promise();
        context.runOnContext(_ -> keeper.guard(vertx.createHttpServer(options), this::serve)
                .listen(0, "127.0.0.1")
                .onComplete(listening));
        return new Door(keeper, listening.future().await().actualPort());
    }

    private void serve(HttpServerRequest request) {
        lastRequest = request;
        served.incrementAndGet();
        if (request.headers().contains("Upgrade")) {
            request.toWebSocket();
            return;
        }
        request.handler(chunk -> bytes.addAndGet(chunk.length()));
        request.endHandler(_ -> request.response()
                .end("/large".equals(request.path()) ? Buffer.buffer(new byte[LARGE_BYTES]) : Buffer.buffer("served")));
    }

    private void pass(Door door, Duration time) {
        nanos.addAndGet(time.toNanos());
        look(door);
    }

    private void look(Door door) {
        onLoop(() -> {
            door.keeper().look();
            return true;
        });
    }

    private <T> T onLoop(Supplier<T> what) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> Future.succeededFuture(what.get()).onComplete(promise));
        return promise.future().await();
    }

    private static void await(Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.get()) {
            assertThat(System.nanoTime() - deadline).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
