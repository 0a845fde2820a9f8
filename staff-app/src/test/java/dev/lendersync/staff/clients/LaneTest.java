package dev.lendersync.staff.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<Integer> started = new ArrayList<>();
    private final Lane lane = new Lane(2);

    private void enter(int number, boolean wanted) {
        lane.enter(() -> {
            started.add(number);
            return wanted;
        });
    }

    @Test
    void letsALimitedNumberRunInTheOrderOfArrival() {
        for (int number = 1; number <= 4; number++) {
            enter(number, true);
        }
        assertThat(started).containsExactly(1, 2);
        lane.leave();
        assertThat(started).containsExactly(1, 2, 3);
        lane.leave();
        assertThat(started).containsExactly(1, 2, 3, 4);
    }

    @Test
    void givesThePlaceOfOneThatIsNoLongerWantedToTheNext() {
        enter(1, true);
        enter(2, true);
        for (int number = 3; number < 10_000; number++) {
            enter(number, false);
        }
        enter(10_000, true);
        enter(10_001, true);

        lane.leave();

        assertThat(started).hasSize(10_000).endsWith(9_999, 10_000);
    }
}
