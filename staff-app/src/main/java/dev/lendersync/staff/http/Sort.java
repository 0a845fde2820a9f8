package dev.lendersync.staff.http;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The order of a list: `?sort=name`, `?sort=-amountMin` for the greatest first. What is not stated comes last.
public final class Sort {
    private Sort() {}

    /// @param keys what may be named, and the SQL that it stands for
    /// @param otherwise the key when none is named
    /// @return for ORDER BY
    public static String of(Parameters parameters, Map<String, String> keys, String otherwise) {
        String asked = parameters.one("sort", 40).orElse(otherwise);
        boolean descending = asked.startsWith("-");
        String sql = keys.get(descending ? asked.substring(1) : asked);
        if (sql == null) {
            throw Parameters.invalid(
                    "sort",
                    "must be one of " + String.join(", ", List.copyOf(new TreeSet<>(keys.keySet())))
                            + ", or that with a - before it");
        }
        return sql + (descending ? " DESC NULLS LAST" : " ASC NULLS LAST");
    }
}
