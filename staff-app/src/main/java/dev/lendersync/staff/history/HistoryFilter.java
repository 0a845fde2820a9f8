package dev.lendersync.staff.history;

import dev.lendersync.staff.http.Parameters;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which changes are asked for: `?subject=&subjectId=&actor=&source=&operation=&from=&to=`. Those of one name are
/// alternatives, an empty one means all.
///
/// @param from at or after
/// @param to before
record HistoryFilter(
        List<String> subjects,
        List<UUID> ids,
        Optional<String> actor,
        List<String> sources,
        List<String> operations,
        Optional<OffsetDateTime> from,
        Optional<OffsetDateTime> to) {
    static final Set<String> OF_ONE = Set.of("actor", "source", "operation", "from", "to");
    static final Set<String> OF_ALL = union(OF_ONE, Set.of("subject", "subjectId"));
    private static final int MAX_ACTOR = 200;

    static HistoryFilter of(Parameters parameters) {
        return new HistoryFilter(
                oneOf(parameters, "subject", Set.of("lender", "lender_product")),
                parameters.ids("subjectId"),
                parameters.one("actor", MAX_ACTOR),
                oneOf(parameters, "source", Set.of("screen", "api", "import", "sql")),
                oneOf(parameters, "operation", Set.of("INSERT", "UPDATE", "DELETE")),
                parameters.moment("from"),
                parameters.moment("to"));
    }

    HistoryFilter ofOne(String subject, UUID id) {
        return new HistoryFilter(List.of(subject), List.of(id), actor, sources, operations, from, to);
    }

    /// A condition over `history h`.
    ///
    /// @param parameters of the statement; what the condition needs is added
    String condition(List<Object> parameters) {
        StringBuilder sql = new StringBuilder("true");
        add(sql, " AND h.subject = ANY ($%d::text[])", texts(subjects), parameters);
        add(sql, " AND h.subject_id = ANY ($%d::uuid[])", optional(ids.toArray(UUID[]::new)), parameters);
        add(sql, " AND h.actor = $%d", actor, parameters);
        add(sql, " AND h.source = ANY ($%d::text[])", texts(sources), parameters);
        add(sql, " AND h.operation = ANY ($%d::text[])", texts(operations), parameters);
        add(sql, " AND h.at >= $%d", from, parameters);
        add(sql, " AND h.at < $%d", to, parameters);
        return sql.toString();
    }

    private static void add(StringBuilder sql, String text, Optional<?> value, List<Object> parameters) {
        if (value.isPresent()) {
            parameters.add(value.get());
            sql.append(text.formatted(parameters.size()));
        }
    }

    private static Optional<Object[]> texts(List<String> values) {
        return optional(values.toArray(String[]::new));
    }

    private static Optional<Object[]> optional(Object[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(values);
    }

    private static List<String> oneOf(Parameters parameters, String name, Set<String> allowed) {
        return parameters.any(
                name,
                text -> allowed.contains(text) ? Optional.of(text) : Optional.empty(),
                "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
