package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.history;
import static dev.lendersync.staff.delivery.Heads.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.delivery.TestEndpoint.Behaviour;
import dev.lendersync.staff.delivery.TestEndpoint.Received;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The dispatcher and its SQL, against endpoints on loopback; PostgreSQL's clock is put ahead where time has to pass.
@Tag("slow")
class DispatcherTest {
    private static final Behaviour HEALTHY = (exchange, notice, n) -> TestEndpoint.apply(exchange, notice);
    private static final Behaviour BROKEN = (exchange, notice, n) -> TestEndpoint.answer(exchange, 500, new byte[0]);

    private final CountDownLatch testOver = new CountDownLatch(1);
    private final Behaviour hanging = (exchange, notice, n) -> awaitQuietly(testOver);
    private final Fleets fleets;

    DispatcherTest() throws SQLException {
        fleets = new Fleets();
    }

    @AfterEach
    void stop() throws SQLException {
        assertThat(fleets.endpoints()).allSatisfy(endpoint -> {
            assertThat(endpoint.received()).extracting(Received::refusal).allMatch(String::isEmpty);
            assertThat(endpoint.mostInFlight()).as("requests in flight").isLessThanOrEqualTo(1);
        });
        testOver.countDown();
        fleets.close();
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Position> told(TestEndpoint endpoint) {
        return endpoint.received().stream()
                .map(received -> received.notice().position())
                .toList();
    }

    @Test
    void tellsEachClientOfEachChange() throws Exception {
        TestEndpoint early = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        fleets.await(early, "accepted", "e1:1");
        TestEndpoint late = fleets.register(HEALTHY);
        fleets.await(late, "accepted", "e1:1");
        node.headMoved(history(2));
        fleets.await(early, "accepted", "e1:2");
        fleets.await(late, "accepted", "e1:2");

        assertThat(told(early)).containsExactly(position(1), position(2));
        assertThat(early.received()).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(early.received().getFirst().notice().truncated()).isTrue();
        assertThat(early.received().getLast().notice().changed()).hasSize(1);
        assertThat(fleets.log(early)).containsExactly("APPLIED e1:1 1", "APPLIED e1:2 1");
        fleets.await(early, "proven", "e1:2");
    }

    @Test
    void aBurstOfChangesCostsFewRequests() throws Exception {
        CountDownLatch burstOver = new CountDownLatch(1);
        TestEndpoint endpoint = fleets.register((exchange, notice, n) -> {
            awaitQuietly(burstOver);
            TestEndpoint.apply(exchange, notice);
        });
        List<CatalogHistory> burst =
                LongStream.rangeClosed(2, 10_000).mapToObj(Heads::history).toList();
        Node node = fleets.node(history(1));
        Await.until(() -> endpoint.received().size() == 1, "the first is told");
        burst.forEach(node::headMoved);
        burstOver.countDown();
        fleets.await(endpoint, "accepted", "e1:10000");

        assertThat(endpoint.received()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("P8 many hanging clients delay nobody")
    void manyHangingClientsDelayNobody() throws Exception {
        List<TestEndpoint> all = new ArrayList<>();
        for (int i = 0; i < Dispatcher.MAX_RETRIES + 10; i++) {
            all.add(fleets.register(hanging));
        }
        TestEndpoint healthy = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        fleets.await(healthy, "accepted", "e1:1");
        node.headMoved(history(2));
        fleets.await(healthy, "accepted", "e1:2");

        Await.until(() -> all.stream().allMatch(one -> one.received().size() == 1), "each hanging one was told once");
        assertThat(fleets.text("SELECT count(*) FROM client_delivery WHERE lease IS NOT NULL"))
                .isEqualTo("" + all.size());
    }

    @Test
    void triesAgainUnderTheSameIdUntilItWorks() throws Exception {
        TestEndpoint endpoint = fleets.register((exchange, notice, n) -> {
            if (n == 1) {
                TestEndpoint.answer(exchange, 500, new byte[0]);
            } else {
                TestEndpoint.apply(exchange, notice);
            }
        });
        fleets.node(history(1));
        fleets.await(endpoint, "accepted", "e1:1");

        assertThat(endpoint.received())
                .extracting(Received::id)
                .hasSize(2)
                .containsOnly(endpoint.received().getFirst().id());
        assertThat(fleets.log(endpoint)).containsExactly("FAILED e1:1 1", "APPLIED e1:1 2");
    }

    @Test
    void aNewHeadNeverResetsTheBackoffAndGoesUnderANewId() throws Exception {
        TestEndpoint failing = fleets.register(BROKEN);
        TestEndpoint healthy = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        failOnToADelayOfAMinute(failing);
        for (int version = 2; version <= 5; version++) {
            node.headMoved(history(version));
            fleets.await(healthy, "accepted", "e1:" + version);
        }
        assertThat(failing.received()).hasSize(4);
        fleets.pass(Duration.ofMinutes(2));
        fleets.await(failing, "failures", "5");

        assertThat(told(failing)).containsExactly(position(1), position(1), position(1), position(1), position(5));
        assertThat(failing.received().getLast().id())
                .isNotEqualTo(failing.received().getFirst().id());
    }

    /// The second delay is of 2 s, in which a slow machine may not get far.
    private void failOnToADelayOfAMinute(TestEndpoint failing) throws InterruptedException {
        fleets.await(failing, "failures", "2");
        for (int failures = 3; failures <= 4; failures++) {
            fleets.pass(Duration.ofSeconds(15));
            fleets.await(failing, "failures", "" + failures);
        }
    }

    @Test
    void anEndpointDeadForAWeekIsCaughtUpByOneRequest() throws Exception {
        AtomicBoolean alive = new AtomicBoolean();
        TestEndpoint endpoint = fleets.register((exchange, notice, n) -> {
            if (alive.get()) {
                TestEndpoint.apply(exchange, notice);
            } else {
                TestEndpoint.answer(exchange, 503, new byte[0]);
            }
        });
        Node node = fleets.node(history(1));
        fleets.await(endpoint, "failures", "2");
        for (int hour = 1; hour <= 7 * 24; hour++) {
            node.headMoved(history(hour + 1));
            int before = Integer.parseInt(fleets.state(endpoint, "failures"));
            fleets.pass(Duration.ofHours(1));
            Await.until(
                    () -> fleets.text("SELECT count(*) FROM client_delivery WHERE next_attempt_at <= now() + interval '"
                                    + fleets.ahead().toMillis() + " ms' OR lease IS NOT NULL")
                            .equals("0"),
                    "nothing is due, failures were " + before);
        }
        int attempts = endpoint.received().size();
        assertThat(attempts).as("attempts in a week").isBetween(15, 30);
        alive.set(true);
        node.deliveries.proofs().fetched(endpoint.clientId(), "i", position(1), false);
        fleets.await(endpoint, "accepted", "e1:" + (7 * 24 + 1));

        assertThat(endpoint.received()).hasSize(attempts + 1);
        assertThat(fleets.state(endpoint, "failures")).isEqualTo("0");
    }

    @Test
    void aSignOfLifeBringsTheNextAttemptForwardAtMostOnceInTenMinutes() throws Exception {
        TestEndpoint failing = fleets.register(BROKEN);
        Node node = fleets.node(history(1));
        for (int i = 3; i <= 6; i++) {
            fleets.pass(Duration.ofHours(3));
            fleets.await(failing, "failures", "" + i);
        }
        node.deliveries.proofs().fetched(failing.clientId(), "i", position(1), false);
        failOnToADelayOfAMinute(failing);
        int tried = failing.received().size();
        node.deliveries.proofs().fetched(failing.clientId(), "j", position(1), false);
        Await.until(() -> fleets.text("SELECT count(*) FROM client_instance").equals("2"), "heard");
        TestEndpoint other = fleets.register(HEALTHY);
        fleets.await(other, "accepted", "e1:1");
        assertThat(failing.received()).hasSize(tried);

        for (int failures = 5; failures <= 6; failures++) {
            fleets.pass(Duration.ofMinutes(6));
            fleets.await(failing, "failures", "" + failures);
        }
        // The next one would be in half an hour.
        fleets.pass(Duration.ofMinutes(10));
        node.deliveries.proofs().fetched(failing.clientId(), "k", position(1), false);
        Await.until(() -> failing.received().size() > tried + 2, "tried again");
    }

    @Test
    void a410SuspendsUntilASignOfLife() throws Exception {
        TestEndpoint gone = fleets.register((exchange, notice, n) -> {
            if (n == 1) {
                TestEndpoint.answer(exchange, 410, new byte[0]);
            } else {
                TestEndpoint.apply(exchange, notice);
            }
        });
        Node node = fleets.node(history(1));
        fleets.await(gone, "suspended_at IS NOT NULL", "t");
        node.headMoved(history(2));
        fleets.pass(Duration.ofDays(30));
        TestEndpoint other = fleets.register(HEALTHY);
        fleets.await(other, "accepted", "e1:2");
        assertThat(gone.received()).hasSize(1);

        node.deliveries.proofs().fetched(gone.clientId(), "i", position(1), false);
        fleets.await(gone, "accepted", "e1:2");
        assertThat(fleets.state(gone, "suspended_at IS NULL")).isEqualTo("t");
    }

    @Test
    void honoursRetryAfter() throws Exception {
        TestEndpoint busy = fleets.register((exchange, notice, n) -> {
            exchange.getResponseHeaders().add("Retry-After", "100");
            TestEndpoint.answer(exchange, 429, new byte[0]);
        });
        fleets.node(history(1));
        fleets.await(busy, "failures", "1");

        assertThat(fleets.state(busy, "next_attempt_at - failed_at >= interval '100 s'"))
                .isEqualTo("t");
        assertThat(fleets.state(busy, "last_status || ' ' || last_error")).isEqualTo("429 the endpoint answered 429");
    }

    @Test
    void aPlainReceiverIsToldOnceOfEachPosition() throws Exception {
        TestEndpoint plain = fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 204, new byte[0]));
        Node node = fleets.node(history(1));
        fleets.await(plain, "accepted", "e1:1");
        node.headMoved(history(2));
        fleets.await(plain, "accepted", "e1:2");

        assertThat(fleets.log(plain)).containsExactly("ACCEPTED e1:1 1", "ACCEPTED e1:2 1");
        assertThat(fleets.state(plain, "proven IS NULL")).isEqualTo("t");
    }

    @Test
    void aPausedOrRemovedClientIsToldNothingMore() throws Exception {
        TestEndpoint paused = fleets.register(HEALTHY);
        TestEndpoint removed = fleets.register(HEALTHY);
        TestEndpoint kept = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        fleets.await(paused, "accepted", "e1:1");
        fleets.await(removed, "accepted", "e1:1");
        fleets.postgres.run(
                "UPDATE client SET status = 'PAUSED' WHERE id = '" + paused.clientId() + "'",
                "DELETE FROM client WHERE id = '" + removed.clientId() + "'");
        node.headMoved(history(2));
        fleets.await(kept, "accepted", "e1:2");

        assertThat(paused.received()).hasSize(1);
        assertThat(removed.received()).hasSize(1);
    }

    @Test
    void aSecretRotatedUnderLoadLosesNothing() throws Exception {
        TestEndpoint endpoint = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        WebhookSecret next = WebhookSecret.of(new byte[32]);
        for (int version = 2; version <= 60; version++) {
            node.headMoved(history(version));
            if (version == 20) {
                fleets.rotate(endpoint, next, Duration.ofHours(24));
            } else if (version == 30) {
                // The Client App was given the new secret; each notice is signed with both still.
                endpoint.expect(next);
            } else if (version == 40) {
                fleets.pass(Duration.ofHours(25));
            }
            if (version % 10 == 0) {
                fleets.await(endpoint, "accepted", "e1:" + version);
            }
        }

        assertThat(fleets.log(endpoint)).allMatch(entry -> entry.startsWith("APPLIED"));
    }
}
