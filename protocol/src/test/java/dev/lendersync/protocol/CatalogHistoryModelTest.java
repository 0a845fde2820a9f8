package dev.lendersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// [CatalogHistory] against [StaffHistory], which remembers every catalog: for each earlier version, the delta leads
/// to the head, and names nothing that did not change.
class CatalogHistoryModelTest {
    private static final int TRANSACTIONS = 25;

    static List<Long> seeds() {
        return Seeds.of(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fromTheSourceOfTruth(long seed) {
        RandomGenerator random = Seeds.random(seed);
        StaffHistory staff = StaffHistory.random(random, TRANSACTIONS);
        long floor = random.nextInt(TRANSACTIONS);
        CatalogHistory history = CatalogHistory.of(staff.catalog(staff.head()), floor, staff.tombstones(staff.head()));
        assertThat(history.floor()).isEqualTo(floor);
        assertEveryDelta(history, staff, version -> version);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void advancedOneVersionAtATime(long seed) {
        StaffHistory staff = StaffHistory.random(Seeds.random(seed), TRANSACTIONS);
        CatalogHistory history = CatalogHistory.startingAt(staff.catalog(0));
        for (long version = 1; version <= staff.head(); version++) {
            history = history.advance(staff.catalog(version), staff.differing(version - 1, version));
        }
        assertThat(history.floor()).isZero();
        assertEveryDelta(history, staff, version -> version);
    }

    /// A relay: starts at a snapshot, learns of several versions in one delta, and raises its floor now and then.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void advancedInStepsWithARisingFloor(long seed) {
        RandomGenerator random = Seeds.random(seed);
        StaffHistory staff = StaffHistory.random(random, TRANSACTIONS);
        int start = random.nextInt(5);
        CatalogHistory history = CatalogHistory.startingAt(staff.catalog(start));
        List<Long> known = new ArrayList<>(List.of((long) start));
        long floor = start;
        for (long at = start; at < staff.head(); ) {
            long next = Math.min(staff.head(), at + random.nextInt(1, 5));
            history = history.advance(staff.catalog(next), staff.touched(at, next));
            known.add(next);
            at = next;
            if (random.nextInt(4) == 0) {
                long raised = random.nextLong(at + 1);
                history = history.withFloor(raised);
                floor = Math.max(floor, raised);
            }
            assertThat(history.floor()).isEqualTo(floor);
            // A reader between two steps is given all that changed since the step before it.
            assertEveryDelta(
                    history,
                    staff,
                    version -> known.stream()
                            .filter(step -> step <= version)
                            .max(Long::compare)
                            .orElseThrow());
        }
    }

    interface Rounding {
        /// The version, at most `version`, whose delta a reader at `version` is given.
        long down(long version);
    }

    private static void assertEveryDelta(CatalogHistory history, StaffHistory staff, Rounding rounding) {
        long head = history.catalog().position().version();
        assertThat(history.since(Products.at(head))).isEqualTo(new Since.UpToDate());
        assertThat(history.since(Products.at(head + 1))).isEqualTo(new Since.Ahead());
        for (long version = 0; version < head; version++) {
            Since since = history.since(Products.at(version));
            if (version < history.floor()) {
                assertThat(since).isInstanceOf(Since.Gone.class);
            } else {
                assertThat(since).isInstanceOf(Since.Available.class);
                Delta delta = ((Since.Available) since).delta();
                assertThat(delta.from()).isEqualTo(Products.at(version));
                assertThat(staff.catalog(version).apply(delta)).isEqualTo(new Outcome.Advanced(staff.catalog(head)));
                assertThat(ids(delta)).isEqualTo(staff.touched(rounding.down(version), head));
                assertThat(delta.upserts()).isSortedAccordingTo(LenderProduct.BY_NAME);
            }
        }
    }

    private static Set<UUID> ids(Delta delta) {
        Set<UUID> ids = new HashSet<>(delta.deletes());
        delta.upserts().forEach(product -> ids.add(product.id()));
        return ids;
    }
}
