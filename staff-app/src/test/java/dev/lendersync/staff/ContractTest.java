package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The description of the API names the operations that are served, and no others.
@Tag("slow")
class ContractTest {
    @Test
    void servedAndDescribedAreTheSame(@TempDir Path folder) throws SQLException, IOException {
        try (RunningStaff staff = RunningStaff.start(folder)) {
            Set<String> served = new TreeSet<>();
            staff.direct().forEach(route -> served.add("GET " + route.path()));
            staff.routes().forEach(route -> served.add(route.method() + " " + route.path()));
            assertThat(Described.operations().keySet()).isEqualTo(served);
        }
    }
}
