package dev.lendersync.staff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What openapi.yaml says of the Staff App: each operation, as `GET /api/lenders`, and the statuses that it may answer.
final class Described {
    private static final Pattern PATH = Pattern.compile("^  (/.*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");
    private static final Pattern STATUS = Pattern.compile("^        '(\\d{3})':.*");
    private static final String OF_CLIENT_APP = "      tags: [client app]";

    private Described() {}

    static Map<String, Set<Integer>> operations() throws IOException {
        List<String> lines;
        try (InputStream file = Described.class.getResourceAsStream("/openapi.yaml")) {
            lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Map<String, Set<Integer>> operations = new TreeMap<>();
        String path = "";
        String operation = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher pathLine = PATH.matcher(lines.get(i));
            Matcher methodLine = METHOD.matcher(lines.get(i));
            Matcher statusLine = STATUS.matcher(lines.get(i));
            if (pathLine.matches()) {
                path = pathLine.group(1);
                operation = "";
            } else if (methodLine.matches()) {
                boolean ours = !lines.get(i + 1).equals(OF_CLIENT_APP);
                operation = ours ? methodLine.group(1).toUpperCase(Locale.ROOT) + " " + path : "";
                if (ours) {
                    operations.put(operation, new TreeSet<>());
                }
            } else if (statusLine.matches() && !operation.isEmpty()) {
                operations
                        .computeIfAbsent(operation, unknown -> new TreeSet<>())
                        .add(Integer.parseInt(statusLine.group(1)));
            }
        }
        return operations;
    }
}
