package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.applied;
import static dev.lendersync.staff.delivery.Heads.history;
import static dev.lendersync.staff.delivery.Heads.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Digest;
import dev.lendersync.staff.clients.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final UUID CLIENT = new UUID(0, 1);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final RecentHeads heads = new RecentHeads(nanos::get);
    private final List<Map<UUID, Map<String, Signs>>> written = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private final Proofs proofs = new Proofs(
            vertx,
            signs -> {
                Future<Void> outcome = failing ? Future.failedFuture("no database") : Future.succeededFuture();
                written.add(signs);
                return outcome;
            },
            heads,
            System::nanoTime);

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void aThousandReportsAreARowOrTwo() throws Exception {
        heads.add(history(1));
        for (int i = 0; i < 1_000; i++) {
            proofs.applied(CLIENT, "a", applied(1));
        }
        proofs.fetched(CLIENT, "b", position(1), true);
        Await.until(
                () -> !written.isEmpty()
                        && written.getLast().getOrDefault(CLIENT, Map.of()).containsKey("b"),
                "written");

        // What comes within a second of the first write waits for the next one.
        assertThat(written).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whatCouldNotBeWrittenComesAgainBehindWhatCameMeanwhile() throws Exception {
        heads.add(history(1));
        heads.add(history(2));
        failing = true;
        proofs.applied(CLIENT, "a", applied(1));
        proofs.fetched(CLIENT, "b", position(1), false);
        Await.until(() -> !written.isEmpty(), "tried");
        failing = false;
        proofs.applied(CLIENT, "a", applied(2));
        Await.until(() -> written.size() > 1, "written");

        Map<String, Signs> again = Map.copyOf(written.getLast().getOrDefault(CLIENT, Map.of()));
        assertThat(again).containsOnlyKeys("a", "b");
        assertThat(again.get("a"))
                .extracting(signs -> signs.proof().orElseThrow().applied())
                .isEqualTo(applied(2));
    }

    @Test
    void aProofIsTheDigestThatWasServedAndTellsTheLag() {
        heads.add(history(1));
        nanos.set(Duration.ofMillis(42).toNanos());
        heads.add(history(2));

        assertThat(heads.judge(applied(1)).verified()).isTrue();
        assertThat(heads.judge(applied(1)).lagMillis()).hasValue(42);
        assertThat(heads.judge(new Applied(position(1), Digest.EMPTY)).verified())
                .isFalse();
        assertThat(heads.judge(applied(3)).verified()).isFalse();
    }

    @Test
    void whatIsExpectedOfWhoFollowsLiveIsTheHeadOfAMomentAgo() {
        heads.add(history(1));
        nanos.set(Duration.ofMillis(500).toNanos());
        heads.add(history(2));
        assertThat(heads.versionThen(Duration.ofSeconds(1))).isEmpty();
        nanos.set(Duration.ofMillis(1_200).toNanos());
        assertThat(heads.versionThen(Duration.ofSeconds(1))).hasValue(1);
        nanos.set(Duration.ofMillis(1_500).toNanos());
        assertThat(heads.versionThen(Duration.ofSeconds(1))).hasValue(2);
    }

    @Test
    void aHeadThatWasOvertakenChangesNothing() {
        heads.add(history(2));
        heads.add(history(1));

        assertThat(heads.newest().orElseThrow().catalog().position()).isEqualTo(position(2));
    }
}
