package dev.lendersync.replica;

import static dev.lendersync.replica.MachineCases.MACHINE;
import static dev.lendersync.replica.MachineCases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.replica.MachineCases.Case;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state with every event. A cell without a case fails.
class MachineTableTest {
    static Stream<Case> cases() {
        return Stream.of(
                        IdleCells.cases(),
                        PullingCells.cases(),
                        TakingSnapshotCells.cases(),
                        ClosedCells.cases(),
                        NewsCells.cases())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void cell(Case cell) {
        cell.then().accept(MACHINE.on(cell.given(), cell.when(), NOW));
    }

    @Test
    void everyCellHasACase() {
        Set<String> wanted = new TreeSet<>();
        kinds(State.class)
                .forEach(state -> kinds(Event.ForCatalog.class)
                        .forEach(event -> wanted.add(state.getSimpleName() + " x " + event.getSimpleName())));
        assertThat(wanted).hasSize(4 * 15);
        Set<String> covered = cases().filter(cell -> cell.when() instanceof Event.ForCatalog)
                .map(Case::cell)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(covered).isEqualTo(wanted);
    }

    static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MachineTableTest::kinds)
                : Stream.of(type);
    }
}
