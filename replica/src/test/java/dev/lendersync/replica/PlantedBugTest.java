package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lendersync.replica.simulation.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulation can fail: it catches each planted bug, by the invariant that the bug breaks.
class PlantedBugTest {
    private static final int SEEDS = 50;

    @ParameterizedTest
    @EnumSource
    void isCaught(PlantedBug bug) {
        assertThat(firstViolation(bug).invariant()).isEqualTo(bug.invariant());
    }

    private static Violation firstViolation(PlantedBug bug) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                Simulation.seeded(seed, bug).run();
            } catch (Violation caught) {
                return caught;
            }
        }
        return fail("%s was not caught in %d seeds", bug, SEEDS);
    }
}
