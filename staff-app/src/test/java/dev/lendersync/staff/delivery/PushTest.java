package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.applied;
import static dev.lendersync.staff.delivery.Heads.history;
import static dev.lendersync.staff.delivery.Heads.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Digest;
import dev.lendersync.staff.clients.Await;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// *Push All Products to Client*.
@Tag("slow")
class PushTest {
    private final Fleets fleets;
    private final AtomicReference<Node> node = new AtomicReference<>();

    PushTest() throws SQLException {
        fleets = new Fleets();
    }

    @AfterEach
    void stop() throws SQLException {
        fleets.close();
    }

    private CompletableFuture<List<PushOutcome>> push() {
        return CompletableFuture.supplyAsync(
                () -> node.get().deliveries.push().run("staff:ada", position(1)),
                task -> Thread.ofVirtual().start(task));
    }

    /// A client whose copy is corrupt until it takes the whole catalog again.
    private TestEndpoint corrupt() throws Exception {
        return fleets.register((exchange, notice, n) -> {
            if (notice.force()) {
                Proofs proofs = node.get().deliveries.proofs();
                proofs.fetched(fleets.endpoints().getFirst().clientId(), "webhook", notice.position(), true);
                TestEndpoint.apply(exchange, notice);
            } else {
                TestEndpoint.answer(exchange, 200, new Applied(notice.position(), Digest.EMPTY).encode());
            }
        });
    }

    @Test
    void aCorruptCopyAtAnUnchangedPositionIsWholeAfterwards() throws Exception {
        TestEndpoint corrupt = corrupt();
        TestEndpoint broken = fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 500, new byte[0]));
        node.set(fleets.node(history(1)));
        fleets.await(corrupt, "accepted", "e1:1");
        fleets.await(broken, "failures", "2");
        assertThat(fleets.state(corrupt, "proven IS NULL")).isEqualTo("t");

        // In the order of their names.
        List<PushOutcome> outcomes = push().join();

        assertThat(outcomes).extracting(PushOutcome::name).containsExactly("C1", "C2");
        assertThat(outcomes.getFirst().kind()).isEqualTo(PushOutcome.Kind.VERIFIED);
        assertThat(outcomes.getFirst().position()).contains("e1:1");
        assertThat(outcomes.getFirst().millis()).isPresent();
        assertThat(outcomes.getLast().kind()).isEqualTo(PushOutcome.Kind.FAILING);
        assertThat(outcomes.getLast().reason()).contains("the endpoint answered 500");
        assertThat(fleets.state(corrupt, "proven")).isEqualTo("e1:1");
        assertThat(corrupt.received()).hasSize(2);
        assertThat(corrupt.received().getLast().id())
                .as("a push is news")
                .isNotEqualTo(corrupt.received().getFirst().id());
        assertThat(node.get().resyncs).hasValue(1);
    }

    @Test
    void whoFollowsLiveProvesItByTheFeed() throws Exception {
        TestEndpoint live = fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 500, new byte[0]));
        node.set(fleets.node(history(1)));
        Proofs proofs = node.get().deliveries.proofs();
        proofs.live(live.clientId(), "web-1");
        proofs.applied(live.clientId(), "web-1", applied(1));
        fleets.await(live, "proven", "e1:1");
        CompletableFuture<List<PushOutcome>> pushed = push();
        Await.until(() -> node.get().resyncs.get() == 1, "sent for the whole catalog");
        proofs.fetched(live.clientId(), "web-1", position(1), true);
        proofs.applied(live.clientId(), "web-1", applied(1));

        assertThat(pushed.join()).extracting(PushOutcome::kind).containsExactly(PushOutcome.Kind.VERIFIED);
        fleets.await(live, "asked IS NULL", "t");
    }

    @Test
    void theFailureOfARequestBeforeItIsNotThePushes() throws Exception {
        CountDownLatch pushed = new CountDownLatch(1);
        TestEndpoint mended = fleets.register((exchange, notice, n) -> {
            if (n == 1) {
                awaitQuietly(pushed, 20_000);
                TestEndpoint.answer(exchange, 500, new byte[0]);
            } else {
                // Longer than the push looks at what became of it.
                awaitQuietly(new CountDownLatch(1), 300);
                Proofs proofs = node.get().deliveries.proofs();
                proofs.fetched(fleets.endpoints().getFirst().clientId(), "webhook", notice.position(), true);
                TestEndpoint.apply(exchange, notice);
            }
        });
        node.set(fleets.node(history(1)));
        Await.until(() -> mended.received().size() == 1, "in flight");
        CompletableFuture<List<PushOutcome>> outcomes = push();
        fleets.await(mended, "asked IS NOT NULL", "t");
        pushed.countDown();

        assertThat(outcomes.join()).extracting(PushOutcome::kind).containsExactly(PushOutcome.Kind.VERIFIED);
    }

    private static boolean awaitQuietly(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void twoClicksMakeOnePush() throws Exception {
        fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 204, new byte[0]));
        node.set(fleets.node(history(1)));
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                clicks.submit(() -> node.get().deliveries.push().run("staff:ada", position(1)));
            }
        }

        assertThat(fleets.text("SELECT count(*) FROM catalog_push")).isEqualTo("1");
        assertThat(node.get().resyncs).hasValue(1);
    }

    @Test
    void aPushReachesThoseWhoFollowOtherNodes() throws Exception {
        node.set(fleets.node(history(1)));
        Node other = fleets.node(history(1));
        push().join();

        Await.until(() -> other.resyncs.get() == 1, "heard of the push");
    }
}
