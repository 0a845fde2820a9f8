package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.replica.transport.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The driver under virtual time, each request answered by hand.
@Timeout(60)
class DriverTest {
    private final VirtualTime time = new VirtualTime();
    private final StaffAppDouble staff = new StaffAppDouble(catalog(5));
    private final ScriptedTransport net = new ScriptedTransport(staff);
    private final LenderProducts products = LenderProducts.connect("http://staff.test", "lsk_key")
            .transport(net)
            .instance("i-1")
            .on(() -> time.surroundings(new Random(1)))
            .start();

    @Test
    void startsEmptyAndTakesASnapshot() {
        assertThat(products.latest()).isEmpty();
        assertThat(products.freshness()).isInstanceOf(Freshness.CatchingUp.class);
        assertThat(products.ageMillis()).isEmpty();
        assertThatThrownBy(products::catalog).isInstanceOf(IllegalStateException.class);
        synced();
        assertThat(products.catalog()).isEqualTo(catalog(5));
        assertThat(net.lastPull().request().path()).isEqualTo("/api/lender-products/sync");
        assertThat(net.lastPull().request().headers()).isEqualTo(Map.of("Lender-Sync-Instance", "i-1"));
    }

    @Test
    void pollsEveryTenSecondsFromItsPosition() {
        synced();
        time.advance(Duration.ofMillis(9_999));
        assertThat(net.pulls()).hasSize(1);
        time.advance(Duration.ofMillis(1));
        assertThat(net.pulls()).hasSize(2);
        assertThat(net.lastPull().request().path()).isEqualTo("/api/lender-products/sync?since=e1:5");
        assertThat(net.lastPull().request().headers()).containsEntry("If-None-Match", "\"e1:5\"");
        staff.commitNext();
        net.answerLast();
        time.settle();
        assertThat(products.catalog()).isEqualTo(catalog(6));
    }

    @Test
    void p11LiveEndsByItselfAsTimePasses() {
        synced();
        var since = products.freshness().since();
        time.advance(Duration.ofSeconds(9));
        assertThat(products.freshness())
                .isEqualTo(new Freshness.Live(since, products.freshness().asOf()));
        assertThat(products.ageMillis()).hasValue(9_020);
        time.advance(Duration.ofMillis(9_900)); // the poll at 10 s hangs: no event until its deadline at 20 s
        assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
        time.jumpWallClock(Duration.ofMillis(30_000 - 20 - 9_000));
        assertThat(products.ageMillis()).hasValue(20 + 18_900 + 20_980);
        assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
        assertThat(products.freshness().reason()).get().asString().contains("30 s");
    }

    @Test
    void p11TheAgeCountsFromSendingTheRequest() {
        time.settle();
        time.advance(Duration.ofSeconds(29));
        net.answerLast();
        time.settle();
        assertThat(products.ageMillis()).hasValue(29_020);
        assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
        time.advance(Duration.ofMillis(980));
        assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
        time.advance(Duration.ofMillis(1));
        assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
    }

    @Test
    void p11WhatACacheInBetweenHasKeptIsOlderByThat() {
        synced();
        time.advance(Duration.ofSeconds(10));
        String digest = catalog(5).digest().toString();
        net.lastPull()
                .answer(new Response(
                        304,
                        Map.of("Lender-Sync-Digest", digest, "Lender-Sync-Age-Millis", "20", "Age", "600"),
                        new byte[0]));
        time.settle();
        assertThat(products.ageMillis()).as("our own word is younger").hasValue(10_020);
        products.refreshFully();
        time.settle();
        net.lastPull()
                .answer(new Response(
                        200, Map.of("Lender-Sync-Age-Millis", "20", "Age", "600"), SyncCodec.encode(catalog(9))));
        time.settle();
        assertThat(products.catalog()).isEqualTo(catalog(9));
        assertThat(products.ageMillis()).hasValue(601_020);
        assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
    }

    @Test
    void p4ATransportThatThrowsIsTriedAgain() {
        net.openNothing();
        synced();
        for (int opened = 1; opened < 4; opened++) {
            assertThat(net.opened()).isGreaterThanOrEqualTo(opened);
            time.advance(Duration.ofSeconds(30));
        }
    }

    @Test
    void p11AStaffAppCutOffFromPostgresMakesNobodyLive() {
        staff.age(Optional.empty());
        synced();
        assertThat(products.catalog()).isEqualTo(catalog(5));
        assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
        assertThat(products.ageMillis()).isEmpty();
        staff.age(Optional.of(45_000L));
        pollAndAnswer();
        assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
        assertThat(products.ageMillis()).hasValue(45_000);
        staff.age(Optional.of(0L));
        pollAndAnswer();
        assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
    }

    @Test
    void aHangingPullIsGivenUpAfterTenSeconds() {
        synced();
        CompletableFuture<Catalog> refresh = products.refresh();
        time.settle();
        time.advance(Duration.ofMillis(9_999));
        assertThat(refresh).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(net.pulls().get(1).answer()).isCancelled();
        assertThat(refresh.exceptionNow()).isInstanceOf(StaffAppUnavailableException.class);
        assertThat(products.freshness().reason()).contains("The Staff App did not answer in time");
        assertThat(products.catalog()).isEqualTo(catalog(5));
    }

    @Test
    void p6OfflineServesOnRetriesWithinBackoffAndRecovers() {
        synced();
        var before = time.now();
        time.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 20; i++) {
            int sent = net.pulls().size();
            net.lastPull().fail();
            time.settle();
            assertThat(products.freshness()).isInstanceOf(Freshness.Offline.class);
            assertThat(products.freshness().since()).isEqualTo(before.plusSeconds(10));
            assertThat(products.catalog()).isEqualTo(catalog(5));
            assertThat(time.runUntil(() -> net.pulls().size() > sent, Duration.ofSeconds(10)))
                    .isTrue();
        }
        net.answerLast();
        time.settle();
        assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
    }

    @Test
    void p7AStoppedReplicaProbesEveryMinuteAndRecovers() {
        synced();
        CompletableFuture<Catalog> fully = products.refreshFully();
        time.settle();
        for (int i = 0; i < 2; i++) {
            assertThat(net.lastPull().request().path()).isEqualTo("/api/lender-products/sync");
            net.lastPull().answer(corrupt());
            time.settle();
        }
        assertThat(fully.exceptionNow()).isInstanceOf(StaffAppUnavailableException.class);
        assertThat(products.freshness()).isInstanceOf(Freshness.Stopped.class);
        assertThat(products.catalog()).isEqualTo(catalog(5));
        int sent = net.pulls().size();
        time.advance(Duration.ofMillis(59_999));
        assertThat(net.pulls()).hasSize(sent);
        time.advance(Duration.ofMillis(1));
        net.answerLast();
        time.settle();
        assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
    }

    @Test
    void aPositionIsPulledForUntilItIsReached() {
        synced();
        CompletableFuture<Catalog> reached = products.refresh(at(7));
        time.settle();
        assertThat(net.lastPull().request().headers()).containsEntry("Lender-Sync-At-Least", "e1:7");
        staff.commitNext();
        net.answerLast();
        time.settle();
        assertThat(reached).isNotDone();
        staff.commitNext();
        assertThat(time.runUntil(() -> net.pulls().size() == 3, Duration.ofMillis(500)))
                .isTrue();
        net.answerLast();
        time.settle();
        assertThat(reached).isCompletedWithValue(catalog(7));
    }

    @Test
    void aPositionThatNobodyHasIsGivenUpAfterEightSeconds() {
        synced();
        CompletableFuture<Catalog> reached = products.refresh(at(9));
        var end = time.now().plusSeconds(8);
        while (!reached.isDone()) {
            int sent = net.pulls().size();
            time.runUntil(() -> reached.isDone() || net.pulls().size() > sent, Duration.ofSeconds(1));
            net.answerLast();
        }
        assertThat(time.now()).isEqualTo(end);
        assertThat(reached.exceptionNow()).isInstanceOf(PositionNotReachedException.class);
        assertThat(net.pulls()).hasSizeLessThan(120);
    }

    @Test
    void listenersHearInOrderBeforeTheFutureAndOneThatThrowsHarmsNobody() {
        List<String> heard = new ArrayList<>();
        products.onChange(_ -> {
            throw new IllegalStateException("a listener's own mistake");
        });
        Subscription second = products.onChange(change ->
                heard.add(change.before().map(c -> c.position().version()).orElse(-1L) + ">"
                        + change.after().position().version() + change.delta().isPresent()
                        + change.changed().size()));
        synced();
        staff.commitNext();
        products.refresh().thenRun(() -> heard.add("refreshed"));
        time.settle();
        net.answerLast();
        time.settle();
        assertThat(heard).containsExactly("-1>5false5", "5>6true1", "refreshed");
        second.close();
        staff.commitNext();
        pollAndAnswer();
        assertThat(heard).hasSize(3);
    }

    @Test
    void reportsWhatItAppliedOneAtATimeAndTheNewest() {
        net.holdReports();
        synced();
        staff.commitNext();
        refreshAndAnswer();
        staff.commitNext();
        refreshAndAnswer();
        assertThat(reported()).containsExactly(5L);
        net.reports().getFirst().answer(new Response(204, Map.of(), new byte[0]));
        time.settle();
        assertThat(reported()).containsExactly(5L, 7L);
        assertThat(net.reports().getLast().request().headers()).isEqualTo(Map.of("Lender-Sync-Instance", "i-1"));
        net.reports().getLast().fail();
        time.settle();
        assertThat(reported()).hasSize(2);
        refreshAndAnswer();
        assertThat(reported()).containsExactly(5L, 7L, 7L);
    }

    @Test
    void closingFailsWhoWaitsAndEndsEverything() {
        synced();
        CompletableFuture<Catalog> waiting = products.refresh();
        time.settle();
        CompletableFuture<Catalog> queued = products.refresh(at(9));
        products.close();
        products.close();
        assertThat(waiting.exceptionNow()).isInstanceOf(IllegalStateException.class);
        assertThat(queued.exceptionNow()).isInstanceOf(IllegalStateException.class);
        assertThat(products.refresh().exceptionNow()).isInstanceOf(IllegalStateException.class);
        assertThat(net.lastPull().answer()).isCancelled();
        assertThat(net.closed()).isTrue();
        assertThat(products.catalog()).isEqualTo(catalog(5));
        assertThat(products.freshness()).isInstanceOf(Freshness.Stopped.class);
        int sent = net.pulls().size();
        time.advance(Duration.ofMinutes(5));
        assertThat(net.pulls()).hasSize(sent);
    }

    @Test
    void moreThanAThousandWaitersAreRefused() {
        List<CompletableFuture<Catalog>> calls = new ArrayList<>();
        for (int i = 0; i < Driver.MAX_WAITERS; i++) {
            calls.add(products.refresh());
        }
        assertThat(products.refresh().exceptionNow()).isInstanceOf(IllegalStateException.class);
        synced();
        net.answerLast();
        time.settle();
        assertThat(calls).allMatch(CompletableFuture::isDone);
        assertThat(products.refresh()).isNotDone();
    }

    private List<Long> reported() {
        return net.reports().stream()
                .map(sent -> Applied.decode(sent.request().json().orElseThrow())
                        .position()
                        .version())
                .toList();
    }

    private void synced() {
        time.settle();
        net.answerLast();
        time.settle();
    }

    private void refreshAndAnswer() {
        products.refresh();
        synced();
    }

    private void pollAndAnswer() {
        time.advance(Duration.ofSeconds(10));
        net.answerLast();
        time.settle();
    }

    private static Response corrupt() {
        String body = "{\"success\":true,\"position\":\"e1:5\",\"digest\":\"" + "0".repeat(64) + "\",\"products\":["
                + Catalogs.product(1).json() + "]}";
        return new Response(
                200, Map.of("Lender-Sync-Age-Millis", "0"), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
