package dev.lendersync.staff.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.protocol.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A Client App's webhook endpoint on loopback that behaves as a test says, and checks the signature of each request.
final class TestEndpoint implements AutoCloseable {
    /// @param refusal why the signature is wrong; empty when it is right
    record Received(String id, WebhookNotice notice, String refusal) {}

    /// What to answer to the nth request, counted from 1.
    interface Behaviour {
        void answer(HttpExchange exchange, WebhookNotice notice, int n) throws IOException;
    }

    /// Ends a request's time in flight. That is before its answer leaves: the next request may come as soon as that
    /// arrives, whenever this one's thread goes on.
    private static final ScopedValue<Runnable> LANDING = ScopedValue.newInstance();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile WebhookSecret secret;
    private final InstantSource clock;
    private final Behaviour behaviour;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final UUID clientId;

    TestEndpoint(long seed, InstantSource clock, Behaviour behaviour) throws IOException {
        Random random = new Random(seed);
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.secret = WebhookSecret.of(key);
        this.clientId = new UUID(random.nextLong(), random.nextLong());
        this.clock = clock;
        this.behaviour = behaviour;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/portal" + SyncHeaders.WEBHOOK_PATH, this::handle);
        server.start();
    }

    /// Answers that it has applied what it was told.
    static void apply(HttpExchange exchange, WebhookNotice notice) throws IOException {
        answer(exchange, 200, new Applied(notice.position(), notice.digest()).encode());
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        LANDING.get().run();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    WebhookSecret secret() {
        return secret;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/portal";
    }

    /// Checks signatures with another secret from now on.
    void expect(WebhookSecret other) {
        secret = other;
    }

    UUID clientId() {
        return clientId;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /// Requests that are not answered yet.
    int inFlight() {
        return inFlight.get();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        AtomicBoolean landed = new AtomicBoolean();
        Runnable landing = () -> {
            if (!landed.getAndSet(true)) {
                inFlight.decrementAndGet();
            }
        };
        try {
            ScopedValue.where(LANDING, landing).call(() -> take(exchange));
        } finally {
            landing.run();
        }
    }

    /// @return the how manieth it was
    private int take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        String refusal = new WebhookVerifier(List.of(secret))
                .refusal(
                        headers.getOrDefault(SyncHeaders.WEBHOOK_ID, List.of()),
                        headers.getOrDefault(SyncHeaders.WEBHOOK_TIMESTAMP, List.of()),
                        headers.getOrDefault(SyncHeaders.WEBHOOK_SIGNATURE, List.of()),
                        body,
                        clock.instant())
                .orElse("");
        WebhookNotice notice = WebhookNotice.decode(body);
        received.add(new Received(String.valueOf(headers.getFirst(SyncHeaders.WEBHOOK_ID)), notice, refusal));
        int n = received.size();
        behaviour.answer(exchange, notice, n);
        return n;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
