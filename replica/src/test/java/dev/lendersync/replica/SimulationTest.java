package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A replica under every fault that the network and the Staff App have, the invariants checked after every event.
class SimulationTest {
    private static final Duration TROUBLE = Duration.ofMinutes(10);

    private final VirtualTime time = new VirtualTime();
    private Optional<Catalog> shown = Optional.empty();

    static LongStream seeds() {
        return Long.getLong("seed") != null ? LongStream.of(Long.getLong("seed")) : LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "P2 P3 P4 P6 P7 P11 seed {0}")
    @MethodSource("seeds")
    void whateverHappensTheReplicaIsHonestAndConverges(long seed) {
        Random random = new Random(seed);
        FaultyStaffApp staff = new FaultyStaffApp(time, random);
        Driver replica = started(staff, random, Optional.empty());
        for (int i = 0; i < 300; i++) {
            time.after(Duration.ofMillis(random.nextLong(TROUBLE.toMillis())), staff::commit);
        }
        for (int life = 0; life < 3; life++) {
            callNowAndThen(replica, random);
            runFor(TROUBLE.dividedBy(3), replica, staff);
            Driver dying = replica;
            replica = started(staff, random, dying.state().known().catalog());
            dying.close();
        }
        staff.heal();
        Driver last = replica;
        boolean converged = time.runUntil(
                () -> {
                    check(last, staff);
                    return last.freshness() instanceof Freshness.Live
                            && last.state().known().catalog().equals(Optional.of(staff.head()));
                },
                Duration.ofMinutes(3));
        assertThat(converged)
                .as("P4: at %s, %s, head %s", last.state().known().catalog(), last.freshness(), staff.head())
                .isTrue();
    }

    private Driver started(FaultyStaffApp staff, Random random, Optional<Catalog> fromDisk) {
        shown = fromDisk;
        Driver driver = new Driver(
                new Machine(Duration.ofSeconds(10)),
                time.surroundings(random),
                new StaffApp(staff, "i-1"),
                Optional.empty(),
                fromDisk);
        driver.start();
        return driver;
    }

    private void callNowAndThen(Driver replica, Random random) {
        for (int i = 0; i < 20; i++) {
            Wish wish = random.nextInt(4) == 0 ? new Wish.ASnapshot() : new Wish.APull();
            time.after(
                    Duration.ofMillis(random.nextLong(TROUBLE.toMillis())),
                    () -> replica.call(wish, Duration.ofSeconds(8)));
        }
    }

    private void runFor(Duration duration, Driver replica, FaultyStaffApp staff) {
        time.runUntil(
                () -> {
                    check(replica, staff);
                    return false;
                },
                duration);
    }

    private void check(Driver replica, FaultyStaffApp staff) {
        Optional<Catalog> now = replica.state().known().catalog();
        if (now.isEmpty()) {
            assertThat(shown).as("P6 a catalog once shown stays").isEmpty();
            return;
        }
        Catalog catalog = now.get();
        assertThat(staff.committed(catalog))
                .as("P2 P7 %s was committed", catalog)
                .isTrue();
        shown.filter(before -> before.position().sameEpoch(catalog.position()) && !staff.snapshotAfterGone())
                .ifPresent(before -> assertThat(catalog.position().version())
                        .as("P3 the version never falls")
                        .isGreaterThanOrEqualTo(before.position().version()));
        if (replica.freshness() instanceof Freshness.Live) {
            assertThat(staff.headWithinLimit(catalog)).as("P11 live means live").isTrue();
        }
        shown = now;
    }
}
