package dev.lendersync.staff.http;

import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Problem;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Reads the parameters of a list's query. Each fault is a 400 that names the parameter.
public final class Parameters {
    /// How often a parameter may be given.
    public static final int MAX_VALUES = 50;

    private final MultiMap query;

    public Parameters(MultiMap query) {
        this.query = query;
    }

    /// The one value of a parameter, if it is stated; a blank one is not.
    public Optional<String> one(String name, int maxLength) {
        List<String> values = query.getAll(name);
        if (values.size() > 1) {
            throw invalid(name, "may be given once");
        }
        if (values.isEmpty() || values.getFirst().isBlank()) {
            return Optional.empty();
        }
        String value = values.getFirst().strip();
        if (value.length() > maxLength || value.indexOf('\0') >= 0) {
            throw invalid(name, "must be text of at most " + maxLength + " characters");
        }
        return Optional.of(value);
    }

    /// All values of a parameter that may be repeated, of which any one fits; empty when none is stated.
    ///
    /// @param parser empty for what is no such value
    public <T> List<T> any(String name, Function<String, Optional<T>> parser, String rule) {
        List<String> values = query.getAll(name);
        if (values.size() > MAX_VALUES) {
            throw invalid(name, "may be given at most " + MAX_VALUES + " times");
        }
        return values.stream()
                .filter(value -> !value.isBlank())
                .map(value -> parser.apply(value.strip()).orElseThrow(() -> invalid(name, rule)))
                .distinct()
                .toList();
    }

    public List<UUID> ids(String name) {
        return any(name, Parameters::id, "must be an id, a lower-case UUID");
    }

    /// A moment, RFC 3339.
    public Optional<OffsetDateTime> moment(String name) {
        return one(name, 40).map(text -> {
            try {
                return OffsetDateTime.parse(text);
            } catch (DateTimeException e) {
                throw invalid(name, "must be a moment such as 2026-01-31T08:00:00Z");
            }
        });
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(LenderProduct.parseId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// @throws ProblemException 400 for a parameter that is none of these
    public static void refuseOthers(MultiMap query, Set<String> known) {
        for (String name : query.names()) {
            if (!known.contains(name)) {
                throw invalid(name, "is no parameter of this operation");
            }
        }
    }

    public static ProblemException invalid(String name, String rule) {
        return new ProblemException(Problem.invalidParameter(name, rule));
    }
}
