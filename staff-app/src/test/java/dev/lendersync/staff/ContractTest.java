package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.http.Access;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The description of the API names the operations that are served, and no others, and says who may call each.
@Tag("slow")
class ContractTest {
    private static final Pattern PATH = Pattern.compile("^  (/.*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");
    private static final String ROLE = "      x-role: ";
    private static final String OF_CLIENT_APP = "      tags: [client app]";

    @Test
    void servedAndDescribedAreTheSame(@TempDir Path folder) throws SQLException, IOException {
        try (RunningStaff staff = RunningStaff.start(folder)) {
            Set<String> served = new TreeSet<>();
            staff.direct().forEach(route -> served.add("GET " + route.path() + " by " + name(route.access())));
            staff.routes()
                    .forEach(route -> served.add(route.method() + " " + route.path() + " by " + name(route.access())));
            assertThat(described()).isEqualTo(served);
        }
    }

    private static String name(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }

    /// Every operation, with who may call it.
    private static Set<String> described() throws IOException {
        List<String> lines;
        try (InputStream file = ContractTest.class.getResourceAsStream("/openapi.yaml")) {
            lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Set<String> operations = new TreeSet<>();
        String path = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher pathLine = PATH.matcher(lines.get(i));
            Matcher methodLine = METHOD.matcher(lines.get(i));
            if (pathLine.matches()) {
                path = pathLine.group(1);
            } else if (methodLine.matches() && !lines.get(i + 1).equals(OF_CLIENT_APP)) {
                operations.add(methodLine.group(1).toUpperCase(Locale.ROOT) + " " + path + " by " + role(lines, i));
            }
        }
        return operations;
    }

    /// What `x-role` says of the operation that begins at this line.
    private static String role(List<String> lines, int from) {
        return lines.stream()
                .skip(from + 1)
                .takeWhile(line -> line.startsWith("      "))
                .filter(line -> line.startsWith(ROLE))
                .map(line -> line.substring(ROLE.length()))
                .findFirst()
                .orElse("nobody knows whom");
    }
}
