package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.delivery.TestEndpoint.Behaviour;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// However many clients hang, and whether they did before, the others are told while those still hang.
@Tag("slow")
class LanesTest {
    private static final Behaviour HEALTHY = (exchange, notice, n) -> TestEndpoint.apply(exchange, notice);

    private final CountDownLatch testOver = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger mostHanging = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Fleets fleets;
    private HttpServer tarpit;

    LanesTest() throws SQLException {
        fleets = new Fleets();
    }

    /// One server for all clients that hang, each under a path of its own.
    @BeforeEach
    void openTarpit() throws Exception {
        tarpit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
        tarpit.setExecutor(threads);
        tarpit.createContext("/", exchange -> {
            asked.incrementAndGet();
            mostHanging.accumulateAndGet(hanging.incrementAndGet(), Math::max);
            awaitQuietly();
            hanging.decrementAndGet();
            exchange.close();
        });
        tarpit.start();
    }

    @AfterEach
    void stop() throws SQLException {
        testOver.countDown();
        fleets.close();
        tarpit.stop(0);
        threads.shutdownNow();
    }

    private void awaitQuietly() {
        try {
            if (!testOver.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void registerHanging(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            fleets.register(URI.create("http://127.0.0.1:" + tarpit.getAddress().getPort() + "/" + i));
        }
    }

    @Test
    @DisplayName("P8 more clients that begin to hang at once than there are places delay nobody for long")
    void manyThatBeginToHang() throws Exception {
        registerHanging(Dispatcher.MAX_FIRST + 60);
        // Those that were due first are told first: this one is behind all of them.
        TestEndpoint healthy = fleets.register(HEALTHY);
        fleets.postgres.run("UPDATE client_delivery SET next_attempt_at = now() - interval '1 s' WHERE client_id = '"
                + healthy.clientId() + "'");
        fleets.node(history(1));

        fleets.await(healthy, "accepted", "e1:1");
        assertThat(fleets.text("SELECT count(*) FROM client_delivery WHERE failures > 0"))
                .as("the healthy one was told before the first of them was given up")
                .isEqualTo("0");
    }

    @Test
    @DisplayName("P8 many that fail and hang take no place of the others, and no more than theirs")
    void manyThatFailed() throws Exception {
        registerHanging(3 * Dispatcher.MAX_RETRIES);
        fleets.postgres.run("UPDATE client_delivery SET failures = 3");
        TestEndpoint healthy = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        Await.until(() -> asked.get() >= Dispatcher.MAX_RETRIES, "their places are taken");
        for (int version = 2; version <= 4; version++) {
            node.headMoved(history(version));
            fleets.await(healthy, "accepted", "e1:" + version);
        }

        assertThat(mostHanging.get()).isEqualTo(Dispatcher.MAX_RETRIES);
    }
}
