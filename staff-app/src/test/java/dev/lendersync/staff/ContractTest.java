package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.http.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The description of the API names the operations that are served, and no others, and says who may call each.
@Tag("slow")
class ContractTest {
    @Test
    void servedAndDescribedAreTheSame(@TempDir Path folder) throws SQLException, IOException {
        try (RunningStaff staff = RunningStaff.start(folder)) {
            Map<String, String> served = new TreeMap<>();
            staff.direct().forEach(route -> served.put("GET " + route.path(), name(route.access())));
            staff.routes().forEach(route -> served.put(route.method() + " " + route.path(), name(route.access())));
            assertThat(Described.roles()).isEqualTo(served);
        }
    }

    private static String name(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }
}
