package dev.lendersync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An operation as openapi.yaml describes it.
///
/// @param path with its parameters in braces
/// @param role the least that a caller of the Staff App must be
/// @param parameters the names of its parameters in the query
record Operation(String method, String path, String role, boolean ofClientApp, List<String> parameters) {
    private static final Path OPENAPI = Path.of("../docs/protocol/openapi.yaml");
    private static final Pattern PATH = Pattern.compile("^  (/.*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");
    private static final Pattern QUERY = Pattern.compile("name: (\\w+), in: query");

    boolean reads() {
        return method.equals("GET");
    }

    /// Whether its answer goes on.
    boolean lasts() {
        return path.endsWith("/live") || path.endsWith("/events");
    }

    static List<Operation> all() throws IOException {
        List<String> lines = Files.readAllLines(OPENAPI);
        List<Operation> operations = new ArrayList<>();
        String path = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher pathLine = PATH.matcher(lines.get(i));
            Matcher methodLine = METHOD.matcher(lines.get(i));
            if (pathLine.matches()) {
                path = pathLine.group(1);
            } else if (methodLine.matches()) {
                String own = String.join(
                        "\n",
                        lines.stream()
                                .skip(i + 1L)
                                .takeWhile(line -> line.isBlank() || line.startsWith("      "))
                                .toList());
                operations.add(of(methodLine.group(1), path, own));
            }
        }
        return List.copyOf(operations);
    }

    private static Operation of(String method, String path, String own) {
        Matcher role = Pattern.compile("x-role: (\\w+)").matcher(own);
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                role.find() ? role.group(1) : "",
                own.contains("tags: [client app]"),
                QUERY.matcher(own).results().map(found -> found.group(1)).toList());
    }
}
