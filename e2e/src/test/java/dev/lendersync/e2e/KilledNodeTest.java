package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two processes of the Staff App tell two hundred endpoints; kill -9 of one while its requests are in flight.
@Tag("slow")
class KilledNodeTest {
    private static final int CLIENTS = 200;
    private static final int IN_FLIGHT = 150;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// What one endpoint saw.
    private static final class Endpoint {
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger mostInFlight = new AtomicInteger();
        private final AtomicInteger toldWhileHolding = new AtomicInteger();
    }

    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final CountDownLatch killed = new CountDownLatch(1);
    private volatile boolean holding;

    @Test
    void theOtherOneTellsThemAllAndNobodyTwiceAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                LocalSystem system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(2, 0, false))) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", this::take);
            server.start();
            system.database().execute("INSERT INTO lenders (name) VALUES ('Northern')");
            String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            for (int i = 0; i < CLIENTS; i++) {
                system.register("endpoint " + i, base + i);
            }
            awaitAccepted(system, Truth.of(system.database()).position());

            holding = true;
            system.database()
                    .execute("INSERT INTO lender_products (lender_id, name, category, country, status)"
                            + " SELECT id, 'Flex', 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders");
            Await.until("most wait for an answer", () -> told(1) >= IN_FLIGHT);
            system.nodes().getFirst().kill9();
            long start = System.nanoTime();
            killed.countDown();

            awaitAccepted(system, Truth.of(system.database()).position());
            Figures.report("after kill -9 of one of two nodes all of " + CLIENTS + " endpoints had been told within "
                    + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms; " + told(2)
                    + " requests died with it");
            server.stop(0);
        }
        assertThat(told(2))
                .as("what the killed one had in flight was sent again")
                .isPositive();
        assertThat(endpoints.values()).allMatch(endpoint -> endpoint.mostInFlight.get() == 1);
    }

    /// Endpoints that were told of the last commit at least so often.
    private long told(int times) {
        return endpoints.values().stream()
                .filter(endpoint -> endpoint.toldWhileHolding.get() >= times)
                .count();
    }

    private static void awaitAccepted(LocalSystem system, String position) throws Exception {
        Await.until(
                "all accepted " + position,
                LIMIT,
                () -> system.database()
                        .text("SELECT count(*) FROM client_delivery WHERE accepted = '" + position + "'")
                        .equals(Integer.toString(CLIENTS)));
    }

    private void take(HttpExchange exchange) throws IOException {
        Endpoint endpoint = endpoints.computeIfAbsent(exchange.getRequestURI().getPath(), _ -> new Endpoint());
        int now = endpoint.inFlight.incrementAndGet();
        endpoint.mostInFlight.accumulateAndGet(now, Math::max);
        try {
            exchange.getRequestBody().readAllBytes();
            if (holding) {
                endpoint.toldWhileHolding.incrementAndGet();
                killed.await();
            }
            endpoint.inFlight.decrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
