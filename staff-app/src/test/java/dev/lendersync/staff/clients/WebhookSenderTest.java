package dev.lendersync.staff.clients;

import static dev.lendersync.staff.clients.Heads.history;
import static dev.lendersync.staff.clients.Heads.position;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.clients.TestEndpoint.Behaviour;
import dev.lendersync.staff.clients.TestEndpoint.Received;
import dev.lendersync.staff.outbound.AllowedNetworks;
import dev.lendersync.staff.outbound.Outbound;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSenderTest {
    private static final Behaviour HEALTHY = (exchange, notice, n) -> TestEndpoint.apply(exchange, notice);
    private static final Backoff NO_SECOND_RETRY = new Backoff(List.of(Duration.ofHours(1)));

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(later.get());
    private final CountDownLatch testOver = new CountDownLatch(1);
    private final List<TestEndpoint> endpoints = new ArrayList<>();
    private WebhookSender sender = sender("127.0.0.0/8", Backoff.STANDARD);

    private WebhookSender sender(String allowed, Backoff backoff) {
        Outbound outbound = new Outbound(vertx, AllowedNetworks.parse(allowed), WebhookSender.MAX_REQUESTS);
        return new WebhookSender(vertx.getOrCreateContext(), outbound, clock, new Random(1), backoff);
    }

    @AfterEach
    void stop() {
        assertThat(endpoints).allSatisfy(endpoint -> {
            assertThat(endpoint.received()).extracting(Received::refusal).allMatch(String::isEmpty);
            assertThat(endpoint.mostInFlight()).isLessThanOrEqualTo(1);
        });
        testOver.countDown();
        endpoints.forEach(TestEndpoint::close);
        vertx.close().await();
    }

    private TestEndpoint register(Behaviour behaviour) throws IOException {
        TestEndpoint endpoint = new TestEndpoint(endpoints.size(), clock, behaviour);
        endpoints.add(endpoint);
        sender.add(endpoint.registration());
        return endpoint;
    }

    private LastDelivery await(TestEndpoint endpoint, LastDelivery.Status status, long version)
            throws InterruptedException {
        Await.until(
                () -> sender.lastDelivery(endpoint.clientId())
                        .filter(last ->
                                last.status() == status && last.position().equals(position(version)))
                        .isPresent(),
                status + " at " + version + ", was " + sender.lastDelivery(endpoint.clientId()));
        return sender.lastDelivery(endpoint.clientId()).orElseThrow();
    }

    @Test
    void tellsEachClientOfEachChange() throws Exception {
        TestEndpoint early = register(HEALTHY);
        sender.headMoved(history(1));
        await(early, LastDelivery.Status.APPLIED, 1);
        TestEndpoint late = register(HEALTHY);
        await(late, LastDelivery.Status.APPLIED, 1);
        sender.headMoved(history(2));
        await(early, LastDelivery.Status.APPLIED, 2);
        await(late, LastDelivery.Status.APPLIED, 2);

        assertThat(early.received())
                .extracting(received -> received.notice().position())
                .containsExactly(position(1), position(2));
        assertThat(early.received()).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(early.received().getFirst().notice().truncated()).isTrue();
        assertThat(early.received().getLast().notice().changed()).hasSize(1);
        assertThat(early.received().getLast().notice().truncated()).isFalse();
    }

    @Test
    void aHeadThatWasOvertakenChangesNothing() throws Exception {
        TestEndpoint endpoint = register(HEALTHY);
        sender.headMoved(history(2));
        await(endpoint, LastDelivery.Status.APPLIED, 2);
        sender.headMoved(history(1));
        TestEndpoint late = register(HEALTHY);
        await(late, LastDelivery.Status.APPLIED, 2);

        assertThat(late.received()).hasSize(1);
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void aBurstOfChangesCostsFewRequests() throws Exception {
        TestEndpoint endpoint = register((exchange, notice, n) -> {
            CountDownLatch slowly = new CountDownLatch(1);
            vertx.setTimer(50, done -> slowly.countDown());
            awaitQuietly(slowly);
            TestEndpoint.apply(exchange, notice);
        });
        List<CatalogHistory> burst =
                LongStream.rangeClosed(1, 10_000).mapToObj(Heads::history).toList();
        burst.forEach(sender::headMoved);
        await(endpoint, LastDelivery.Status.APPLIED, 10_000);

        assertThat(endpoint.received()).hasSizeLessThanOrEqualTo(10);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyHangingClientsDelayNobody() throws Exception {
        List<TestEndpoint> hanging = new ArrayList<>();
        for (int i = 0; i < WebhookSender.MAX_FAILING; i++) {
            hanging.add(register((exchange, notice, n) -> awaitQuietly(testOver)));
        }
        TestEndpoint healthy = register(HEALTHY);
        sender.headMoved(history(1));
        await(healthy, LastDelivery.Status.APPLIED, 1);
        sender.headMoved(history(2));
        await(healthy, LastDelivery.Status.APPLIED, 2);

        Await.until(
                () -> hanging.stream().allMatch(one -> one.received().size() == 1), "each hanging one was told once");
        assertThat(hanging)
                .allSatisfy(
                        one -> assertThat(sender.lastDelivery(one.clientId())).isEmpty());
    }

    @Test
    void triesAgainUnderTheSameIdUntilItWorks() throws Exception {
        TestEndpoint endpoint = register((exchange, notice, n) -> {
            if (n == 1) {
                TestEndpoint.answer(exchange, 500, new byte[0]);
            } else {
                TestEndpoint.apply(exchange, notice);
            }
        });
        sender.headMoved(history(1));
        await(endpoint, LastDelivery.Status.APPLIED, 1);

        assertThat(endpoint.received()).hasSize(2);
        assertThat(endpoint.received())
                .extracting(Received::id)
                .containsOnly(endpoint.received().getFirst().id());
    }

    @Test
    void aNewHeadNeverResetsTheBackoff() throws Exception {
        sender = sender("127.0.0.0/8", NO_SECOND_RETRY);
        TestEndpoint failing = register((exchange, notice, n) -> TestEndpoint.answer(exchange, 500, new byte[0]));
        TestEndpoint healthy = register(HEALTHY);
        sender.headMoved(history(1));
        await(failing, LastDelivery.Status.FAILED, 1);
        for (int version = 2; version <= 5; version++) {
            sender.headMoved(history(version));
            await(healthy, LastDelivery.Status.APPLIED, version);
        }

        assertThat(failing.received()).hasSize(1);
    }

    @Test
    void aSignOfLifeTriesAFailingClientAgainAtMostOnceInTenMinutes() throws Exception {
        sender = sender("127.0.0.0/8", NO_SECOND_RETRY);
        TestEndpoint failing = register((exchange, notice, n) -> TestEndpoint.answer(exchange, 500, new byte[0]));
        sender.headMoved(history(1));
        Instant first = await(failing, LastDelivery.Status.FAILED, 1).at();

        sender.signOfLife(failing.clientId());
        Await.until(() -> failedAfter(failing, first), "tried again");
        Instant second = clock.instant();
        sender.signOfLife(failing.clientId());
        // Passes by behind the sign of life, on the same event loop.
        await(register(HEALTHY), LastDelivery.Status.APPLIED, 1);
        assertThat(failing.received()).hasSize(2);

        later.set(Duration.ofMinutes(11));
        sender.signOfLife(failing.clientId());
        Await.until(() -> failedAfter(failing, second), "tried a third time");
        assertThat(failing.received()).hasSize(3);
    }

    private boolean failedAfter(TestEndpoint endpoint, Instant time) {
        return sender.lastDelivery(endpoint.clientId())
                .filter(last ->
                        last.status() == LastDelivery.Status.FAILED && last.at().isAfter(time))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "410, '', the endpoint answered 410",
        "301, '', a redirect",
        "200, <html>, not JSON",
        "204, '', not with the position and digest",
    })
    void saysWhatWasWrong(int status, String body, String error) throws Exception {
        sender = sender("127.0.0.0/8", NO_SECOND_RETRY);
        TestEndpoint endpoint = register((exchange, notice, n) -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            TestEndpoint.answer(exchange, status, body.getBytes(UTF_8));
        });
        sender.headMoved(history(1));

        assertThat(await(endpoint, LastDelivery.Status.FAILED, 1).error().orElse(""))
                .contains(error);
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void refusesToCallPrivateAddresses() throws Exception {
        sender = sender("", NO_SECOND_RETRY);
        TestEndpoint endpoint = register(HEALTHY);
        sender.headMoved(history(1));

        assertThat(await(endpoint, LastDelivery.Status.FAILED, 1).error().orElse(""))
                .contains("not at a public address");
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void acceptedIsNotApplied() throws Exception {
        Applied other = new Applied(new Position(position(0).epoch(), 0), Digest.EMPTY);
        TestEndpoint endpoint = register((exchange, notice, n) -> TestEndpoint.answer(exchange, 202, other.encode()));
        sender.headMoved(history(1));

        assertThat(await(endpoint, LastDelivery.Status.ACCEPTED, 1).error()).isEqualTo(Optional.empty());
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void honoursRetryAfter() throws Exception {
        TestEndpoint endpoint = register((exchange, notice, n) -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            if (n == 1) {
                TestEndpoint.answer(exchange, 503, new byte[0]);
            } else {
                TestEndpoint.apply(exchange, notice);
            }
        });
        sender.headMoved(history(1));
        Instant failed = await(endpoint, LastDelivery.Status.FAILED, 1).at();
        Instant applied = await(endpoint, LastDelivery.Status.APPLIED, 1).at();

        assertThat(Duration.between(failed, applied)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void aRemovedClientIsToldNothingMore() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        TestEndpoint removed = register((exchange, notice, n) -> {
            answered.incrementAndGet();
            TestEndpoint.apply(exchange, notice);
        });
        TestEndpoint kept = register(HEALTHY);
        sender.headMoved(history(1));
        await(removed, LastDelivery.Status.APPLIED, 1);
        sender.remove(removed.clientId());
        sender.headMoved(history(2));
        await(kept, LastDelivery.Status.APPLIED, 2);

        assertThat(answered).hasValue(1);
        assertThat(sender.lastDelivery(removed.clientId())).isEmpty();
    }

    @Test
    void everyClientIsToldHoweverManyThereAre() throws Exception {
        Collection<TestEndpoint> many = new ArrayList<>();
        for (int i = 0; i < 2 * WebhookSender.MAX_REQUESTS; i++) {
            many.add(register(HEALTHY));
        }
        sender.headMoved(history(1));
        for (TestEndpoint endpoint : many) {
            await(endpoint, LastDelivery.Status.APPLIED, 1);
        }

        assertThat(many).allSatisfy(endpoint -> assertThat(endpoint.received()).hasSize(1));
    }
}
