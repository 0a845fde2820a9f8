package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lendersync.replica.simulation.Fault;
import dev.lendersync.replica.simulation.Tally;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Replicas under every fault that the network, their machines and the Staff App have, the invariants checked after
/// every event. `./test fast -Dseed=N` replays one, and a violation tells the replicas' last steps.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulationTest {
    static final int SEEDS = 200;
    private static final Tally HAPPENED = new Tally();
    private static int ran;

    static LongStream seeds() {
        return Long.getLong("seed") != null ? LongStream.of(Long.getLong("seed")) : LongStream.range(0, SEEDS);
    }

    /// Each found this once: it fails again when what mended that is taken away. A change of the simulation itself
    /// deals all seeds anew; then it is the tests of the parts that hold these, by the same names.
    static Stream<Arguments> findings() {
        return Stream.of(
                arguments("P2 a flipped bit in the position of the file on disk was believed", 428),
                arguments("P4 a snapshot older than ours was asked for for ever, as the feed wanted everything", 744),
                arguments("P4 no live feed was tried again after the transport threw once", 1),
                arguments("P10 the feed's wishes piled up under a storm of resyncs", 4),
                arguments("P11 what a cache had kept for minutes counted as new", 12),
                arguments("P11 a word on one position counted for a later one of a rewound epoch", 23));
    }

    @Order(1)
    @ParameterizedTest(name = "{0}: seed {1}")
    @MethodSource("findings")
    void whatWasFoundStaysMended(String finding, long seed) {
        Simulation.seeded(seed).run();
    }

    @Order(1)
    @ParameterizedTest(name = "P2 P3 P4 P5 P6 P7 P10 P11 seed {0}")
    @MethodSource("seeds")
    void whateverHappensReplicasAreHonestAndBecomeWhole(long seed) {
        HAPPENED.add(Simulation.seeded(seed).run());
        ran++;
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource
    void eachFaultOccurredInThem(Fault fault) {
        assumeTrue(ran == SEEDS, "not all seeds ran");
        assertThat(HAPPENED.of(fault)).isPositive();
    }

    @Order(2)
    @Test
    void editsWereCommittedAndEveryEventWasChecked() {
        assumeTrue(ran == SEEDS, "not all seeds ran");

        assertThat(HAPPENED.commits()).isGreaterThan(100L * SEEDS);
        assertThat(HAPPENED.states()).containsOnlyKeys("live", "catching-up", "offline", "stopped");
        assertThat(HAPPENED.checks()).isGreaterThan(1_000L * SEEDS);
    }
}
