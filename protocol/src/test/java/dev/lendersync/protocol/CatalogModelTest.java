package dev.lendersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// P2, P3, P5 and P7: whatever deltas arrive, in whatever order and however often, a reader holds a catalog that was
/// committed, and its version never falls.
class CatalogModelTest {
    static List<Long> seeds() {
        return Seeds.of(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyDeliveryOrderGivesCommittedCatalogs(long seed) {
        RandomGenerator random = Seeds.random(seed);
        StaffHistory staff = StaffHistory.random(random, 25);
        Catalog reader = staff.catalog(random.nextInt(5));
        for (Delta delta : deliveries(staff, random)) {
            Outcome outcome = reader.apply(delta);
            assertThat(outcome.getClass()).isEqualTo(expected(reader, delta));
            if (outcome instanceof Outcome.Advanced(Catalog next)) {
                assertThat(next).isEqualTo(staff.catalog(delta.to().version()));
                assertThat(next.position().version())
                        .isGreaterThan(reader.position().version());
                reader = next;
            }
        }
    }

    /// Deltas from any version to any later one, shuffled, many of them twice.
    private static List<Delta> deliveries(StaffHistory staff, RandomGenerator random) {
        List<Delta> deliveries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(staff.head());
            Delta delta = staff.delta(from, random.nextInt(from + 1, Math.min(from + 6, staff.head()) + 1));
            deliveries.addAll(Collections.nCopies(random.nextInt(1, 3), delta));
        }
        Collections.shuffle(deliveries, Random.from(random));
        // Mostly ascending, so that many of them fit.
        deliveries.sort((a, b) -> Long.compare(a.to().version() / 8, b.to().version() / 8));
        return deliveries;
    }

    private static Class<? extends Outcome> expected(Catalog reader, Delta delta) {
        long version = reader.position().version();
        if (delta.to().version() <= version) {
            return Outcome.Duplicate.class;
        }
        return delta.from().version() <= version ? Outcome.Advanced.class : Outcome.Gap.class;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDamagedDeltaIsNeverApplied(long seed) {
        RandomGenerator random = Seeds.random(seed);
        StaffHistory staff = StaffHistory.random(random, 10);
        int from = random.nextInt(staff.head());
        Catalog reader = staff.catalog(from);
        Delta delta = staff.delta(from, staff.head());
        assertThat(reader.apply(delta)).isEqualTo(new Outcome.Advanced(staff.catalog(staff.head())));
        for (LenderProduct product : delta.upserts()) {
            List<LenderProduct> upserts = new ArrayList<>(delta.upserts());
            upserts.remove(product);
            boolean changesNothing = reader.product(product.id()).stream().anyMatch(product::equals);
            assertThat(reader.apply(new Delta(delta.from(), delta.to(), delta.digest(), upserts, delta.deletes())))
                    .isInstanceOf(changesNothing ? Outcome.Advanced.class : Outcome.DigestMismatch.class);
        }
    }
}
