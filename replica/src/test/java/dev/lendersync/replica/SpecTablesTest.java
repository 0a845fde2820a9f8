package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// SPEC.md's two tables have a row for each event and a column for each state, and say something in each cell.
class SpecTablesTest {
    private static final Path SPEC = Path.of("../docs/protocol/SPEC.md");

    @Test
    void theCatalogsTableIsComplete() throws IOException {
        assertComplete(table("| event | Idle |"), names(State.class), names(Event.ForCatalog.class));
    }

    @Test
    void theLiveFeedsTableIsComplete() throws IOException {
        Stream<Class<?>> events = Stream.concat(
                MachineTableTest.kinds(FeedEvent.class).filter(kind -> kind != FeedEvent.Said.class),
                MachineTableTest.kinds(Frame.FromServer.class));
        assertComplete(table("| event | Down |"), names(Feed.class), names(events));
    }

    private static void assertComplete(List<List<String>> table, Set<String> states, Set<String> events) {
        List<String> header = table.getFirst();
        assertThat(header.subList(1, header.size())).containsExactlyInAnyOrderElementsOf(states);
        List<List<String>> rows = table.subList(2, table.size());
        assertThat(rows.stream().map(row -> row.getFirst().replaceAll("^`(\\w+)`.*", "$1")))
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSameSizeAs(header);
            assertThat(row).allSatisfy(cell -> assertThat(cell).isNotBlank());
        });
    }

    private static Set<String> names(Class<?> sealed) {
        return names(MachineTableTest.kinds(sealed));
    }

    private static Set<String> names(Stream<Class<?>> kinds) {
        return kinds.map(Class::getSimpleName).collect(Collectors.toSet());
    }

    /// The cells of the table that begins like this, its header first.
    private static List<List<String>> table(String beginning) throws IOException {
        List<List<String>> table = new ArrayList<>();
        for (String line : Files.readAllLines(SPEC)) {
            if (line.startsWith(beginning) || (!table.isEmpty() && line.startsWith("|"))) {
                table.add(Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            } else if (!table.isEmpty()) {
                return table;
            }
        }
        return table;
    }
}
