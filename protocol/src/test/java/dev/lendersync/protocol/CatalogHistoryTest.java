package dev.lendersync.protocol;

import static dev.lendersync.protocol.Products.at;
import static dev.lendersync.protocol.Products.id;
import static dev.lendersync.protocol.Products.ofSize;
import static dev.lendersync.protocol.Products.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The limits of [CatalogHistory], each at its edge.
class CatalogHistoryTest {
    private static final Since TOO_MUCH = new Since.Gone("more changed than one delta holds");

    private static Delta delta(Since since) {
        assertThat(since).isInstanceOf(Since.Available.class);
        return ((Since.Available) since).delta();
    }

    private static CatalogHistory historyOf(long version, List<LenderProduct> products, Map<UUID, Long> tombstones) {
        return CatalogHistory.of(Catalog.of(at(version), products), 0, tombstones);
    }

    private static Map<UUID, Long> tombstones(long count) {
        Map<UUID, Long> tombstones = new HashMap<>();
        LongStream.rangeClosed(1, count).forEach(n -> tombstones.put(id(1_000_000 + n), n));
        return tombstones;
    }

    @Test
    void anotherEpochIsGoneWhateverTheVersion() {
        CatalogHistory history = CatalogHistory.startingAt(Catalog.empty(at(5)));
        for (long version : new long[] {0, 5, 6}) {
            assertThat(history.since(new Position(new Epoch("other"), version)))
                    .isEqualTo(new Since.Gone("the history began anew (epoch k3v9q2xw7b)"));
        }
    }

    @Test
    void aDeltaHoldsAThousandChanges() {
        List<LenderProduct> products = new ArrayList<>();
        for (long n = 1; n <= 600; n++) {
            products.add(product(n, n));
        }
        CatalogHistory history = historyOf(1_000, products, tombstones(600));
        // After version v, 600 − v products changed and 600 − v left.
        assertThat(delta(history.since(at(100))).changes()).isEqualTo(Delta.MAX_CHANGES);
        assertThat(history.since(at(99))).isEqualTo(TOO_MUCH);
        assertThat(delta(history.since(at(599))).changes()).isEqualTo(2);
        assertThat(delta(history.since(at(600))).changes()).isZero();
    }

    @Test
    void aDeltaHoldsOneMebibyte() {
        int half = Delta.MAX_BYTES / 2 - 1;
        assertThat(delta(historyOf(2, List.of(ofSize(1, 1, half), ofSize(2, 2, half)), Map.of())
                                .since(at(0)))
                        .changes())
                .isEqualTo(2);
        List<LenderProduct> oneByteMore = List.of(ofSize(1, 1, half), ofSize(2, 2, half + 1));
        assertThat(historyOf(2, oneByteMore, Map.of()).since(at(0))).isEqualTo(TOO_MUCH);
        assertThat(delta(historyOf(2, oneByteMore, Map.of()).since(at(1))).changes())
                .isEqualTo(1);
    }

    @Test
    void deletionsTakeTheirBytesToo() {
        int deletes = 39 * 3;
        int rest = Delta.MAX_BYTES - deletes - 1;
        Delta full =
                delta(historyOf(4, List.of(ofSize(1, 4, rest)), tombstones(3)).since(at(0)));
        assertThat(full.changes()).isEqualTo(4);
        // The limit counts the changes with their separators, so what is written is that and an envelope.
        int envelope = SyncCodec.encode(new Delta(full.from(), full.to(), full.digest(), List.of(), List.of())).length;
        assertThat(SyncCodec.encode(full)).hasSize(Delta.MAX_BYTES + envelope - 2);
        assertThat(historyOf(4, List.of(ofSize(1, 4, rest + 1)), tombstones(3)).since(at(0)))
                .isEqualTo(TOO_MUCH);
    }

    @Test
    void oneMoreTombstoneThanTheLimitRaisesTheFloorToTheOldest() {
        CatalogHistory atLimit = historyOf(200_000, List.of(product(1, 7)), tombstones(CatalogHistory.MAX_TOMBSTONES));
        assertThat(atLimit.floor()).isZero();

        Catalog next = atLimit.catalog().with(at(200_001), List.of(), List.of(id(1)));
        CatalogHistory beyond = atLimit.advance(next, List.of(id(1)));
        assertThat(beyond.floor()).isEqualTo(1);
        assertThat(beyond.since(at(0))).isInstanceOf(Since.Gone.class);
        assertThat(delta(beyond.since(at(200_000))).deletes()).containsExactly(id(1));
        // One that came back makes room.
        Catalog back = atLimit.catalog().with(at(200_001), List.of(product(1_000_005, 200_001)), List.of(id(1)));
        assertThat(atLimit.advance(back, List.of(id(1), id(1_000_005))).floor()).isZero();
    }

    @Test
    void manyMoreTombstonesThanTheLimitRaiseTheFloorAsFar() {
        CatalogHistory history = historyOf(200_000, List.of(), tombstones(CatalogHistory.MAX_TOMBSTONES + 10));
        assertThat(history.floor()).isEqualTo(10);
    }

    @Test
    void productsThatNeverChangedDoNotMakeRoomForTombstones() {
        Catalog start = Catalog.of(at(1), List.of(product(1, 1), product(2, 1), product(3, 1)));
        // Came and went before this keeper, a relay, looked again.
        List<UUID> shortLived = LongStream.range(1_000, 1_000 + CatalogHistory.MAX_TOMBSTONES)
                .mapToObj(Products::id)
                .toList();
        CatalogHistory atLimit =
                CatalogHistory.startingAt(start).advance(start.with(at(2), List.of(), shortLived), shortLived);
        assertThat(atLimit.floor()).isEqualTo(1);
        Catalog next = atLimit.catalog().with(at(3), List.of(), List.of(id(1)));
        assertThat(atLimit.advance(next, List.of(id(1))).floor()).isEqualTo(2);
    }

    @Test
    void aTransactionsTombstonesAreForgottenTogether() {
        Map<UUID, Long> tombstones = new HashMap<>();
        LongStream.rangeClosed(1, CatalogHistory.MAX_TOMBSTONES + 1)
                .forEach(n -> tombstones.put(id(n), n <= 1_000 ? 5L : 6L));
        CatalogHistory history = historyOf(7, List.of(), tombstones);
        assertThat(history.floor()).isEqualTo(5);
        assertThat(history.since(at(5))).isEqualTo(TOO_MUCH);
        assertThat(history.since(at(4))).isInstanceOf(Since.Gone.class);
    }

    @Test
    void theFloorOnlyRises() {
        CatalogHistory history = historyOf(9, List.of(product(1, 4)), Map.of(id(2), 5L));
        assertThat(history.withFloor(0)).isSameAs(history);
        CatalogHistory raised = history.withFloor(4);
        assertThat(raised.floor()).isEqualTo(4);
        assertThat(raised.withFloor(3)).isSameAs(raised);
        assertThat(raised.since(at(3))).isEqualTo(new Since.Gone("deletions before version 4 are no longer known"));
        assertThat(delta(raised.since(at(4))).deletes()).containsExactly(id(2));
        assertThat(delta(raised.since(at(4))).upserts()).isEmpty();
    }

    @Test
    void startingAtKnowsNothingOlder() {
        CatalogHistory history = CatalogHistory.startingAt(Catalog.of(at(9), List.of(product(1, 4))));
        assertThat(history.floor()).isEqualTo(9);
        assertThat(history.since(at(8))).isInstanceOf(Since.Gone.class);
        assertThat(history.since(at(9))).isEqualTo(new Since.UpToDate());
        assertThat(history.since(at(10))).isEqualTo(new Since.Ahead());
    }

    @Test
    void deletesAreOrderedAsTheyAreWritten() {
        UUID high = UUID.fromString("f0000000-0000-7000-8000-000000000000");
        CatalogHistory history = historyOf(3, List.of(), Map.of(high, 1L, id(2), 2L, id(1), 3L));
        assertThat(delta(history.since(at(0))).deletes()).containsExactly(id(1), id(2), high);
    }

    @Test
    void aProductIsInTheCatalogOrHasATombstone() {
        assertThatIllegalArgumentException().isThrownBy(() -> historyOf(9, List.of(product(1, 4)), Map.of(id(1), 5L)));
    }
}
