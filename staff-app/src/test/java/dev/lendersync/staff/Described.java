package dev.lendersync.staff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What openapi.yaml says of the operations of the Staff App, which are named as `GET /api/lenders`.
final class Described {
    private static final Pattern PATH = Pattern.compile("^  (/.*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete|patch):$");
    private static final Pattern STATUS = Pattern.compile("^        '(\\d{3})':.*");
    private static final String ROLE = "      x-role: ";
    private static final String OF_CLIENT_APP = "      tags: [client app]";

    private Described() {}

    /// The statuses that each may answer.
    static Map<String, Set<Integer>> statuses() throws IOException {
        Map<String, Set<Integer>> statuses = new TreeMap<>();
        operations()
                .forEach((name, lines) -> statuses.put(
                        name,
                        lines.stream()
                                .map(STATUS::matcher)
                                .filter(Matcher::matches)
                                .map(status -> Integer.parseInt(status.group(1)))
                                .collect(Collectors.toCollection(TreeSet::new))));
        return statuses;
    }

    /// Who may call each.
    static Map<String, String> roles() throws IOException {
        Map<String, String> roles = new TreeMap<>();
        operations()
                .forEach((name, lines) -> roles.put(
                        name,
                        lines.stream()
                                .filter(line -> line.startsWith(ROLE))
                                .map(line -> line.substring(ROLE.length()))
                                .collect(Collectors.joining(", "))));
        return roles;
    }

    /// The lines of each.
    private static Map<String, List<String>> operations() throws IOException {
        List<String> lines;
        try (InputStream file = Described.class.getResourceAsStream("/openapi.yaml")) {
            lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Map<String, List<String>> operations = new LinkedHashMap<>();
        String path = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher pathLine = PATH.matcher(lines.get(i));
            Matcher methodLine = METHOD.matcher(lines.get(i));
            if (pathLine.matches()) {
                path = pathLine.group(1);
            } else if (methodLine.matches()) {
                List<String> own = lines.stream()
                        .skip(i + 1L)
                        .takeWhile(line -> line.isBlank() || line.startsWith("      "))
                        .toList();
                if (!own.contains(OF_CLIENT_APP)) {
                    operations.put(methodLine.group(1).toUpperCase(Locale.ROOT) + " " + path, own);
                }
            }
        }
        return operations;
    }
}
