package dev.lendersync.benchmarks;

import dev.lendersync.protocol.WebhookNotice;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Endpoints of webhooks in this process, each on a port of its own.
final class Endpoints implements AutoCloseable {
    /// Whose turn it is: the version that counts, when each endpoint was told of it, and who has not been yet.
    private static final class Turn {
        private final long version;
        private final long[] toldNanos;
        private final CountDownLatch missing;

        Turn(long version, long[] toldNanos, CountDownLatch missing) {
            this.version = version;
            this.toldNanos = toldNanos;
            this.missing = missing;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final List<String> urls = new ArrayList<>();
    private final int hanging;
    private final List<HttpServerRequest> held = new ArrayList<>();
    private final ConcurrentHashMap<Integer, Long> newest = new ConcurrentHashMap<>();
    private volatile boolean hang;
    private volatile Turn turn;

    /// @param hanging how many of them, the last ones, can hang
    Endpoints(int count, int hanging) {
        this.hanging = hanging;
        turn = new Turn(Long.MAX_VALUE, new long[count], new CountDownLatch(1));
        for (int i = 0; i < count; i++) {
            int number = i;
            int port = vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        told(
                                number,
                                WebhookNotice.decode(body.getBytes()).position().version());
                        answer(number, request);
                    }))
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();
            urls.add("http://127.0.0.1:" + port);
        }
    }

    List<String> urls() {
        return List.copyOf(urls);
    }

    private int healthy() {
        return urls.size() - hanging;
    }

    private void told(int number, long version) {
        long now = System.nanoTime();
        Turn current = turn;
        newest.merge(number, version, Math::max);
        if (number < healthy() && version >= current.version && current.toldNanos[number] == 0) {
            current.toldNanos[number] = now;
            current.missing.countDown();
        }
    }

    private void answer(int number, HttpServerRequest request) {
        synchronized (held) {
            if (hang && number >= healthy()) {
                held.add(request);
                return;
            }
        }
        request.response().setStatusCode(204).end();
    }

    /// Lets the last ones hang, or answers all that they hold.
    void hang(boolean on) {
        List<HttpServerRequest> due;
        synchronized (held) {
            hang = on;
            due = on ? List.of() : List.copyOf(held);
            held.removeAll(due);
        }
        due.forEach(request -> request.response().setStatusCode(204).end());
    }

    /// From now on it is measured who is told of this version.
    CountDownLatch expect(long version) {
        CountDownLatch missing = new CountDownLatch(healthy());
        turn = new Turn(version, new long[urls.size()], missing);
        return missing;
    }

    /// When each of the healthy ones was told of what was expected.
    long[] toldNanos() {
        long[] told = new long[healthy()];
        System.arraycopy(turn.toldNanos, 0, told, 0, told.length);
        return told;
    }

    boolean allWereToldOf(long version) {
        return newest.size() == urls.size() && newest.values().stream().allMatch(told -> told >= version);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
