package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.replica.simulation.Tally;
import dev.lendersync.replica.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// As many seeds as wanted, beyond the fixed ones: `./test soak -Dseeds=50000`.
@Tag("soak")
class SimulationSoakTest {
    private static final long DEFAULT = 5_000;

    @Test
    void p2P3P4P5P6P7P10P11HoldInManySeeds() {
        Tally happened = new Tally();
        List<String> broken = new ArrayList<>();
        long last = SimulationTest.SEEDS + Long.getLong("seeds", DEFAULT);
        for (long seed = SimulationTest.SEEDS; seed < last; seed++) {
            try {
                happened.add(Simulation.seeded(seed).run());
            } catch (Violation e) {
                broken.add(e.getMessage());
            }
        }
        assertThat(broken).as("after %s", happened).isEmpty();
    }
}
