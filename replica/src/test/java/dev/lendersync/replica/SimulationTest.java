package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lendersync.replica.simulation.Fault;
import dev.lendersync.replica.simulation.Tally;
import java.util.stream.LongStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Replicas under every fault that the network, their machines and the Staff App have, the invariants checked after
/// every event. `-Dseed=N` replays one.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulationTest {
    static final int SEEDS = 200;
    private static final Tally HAPPENED = new Tally();
    private static int ran;

    static LongStream seeds() {
        return Long.getLong("seed") != null ? LongStream.of(Long.getLong("seed")) : LongStream.range(0, SEEDS);
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
        assertThat(HAPPENED.checks()).isGreaterThan(1_000L * SEEDS);
    }
}
