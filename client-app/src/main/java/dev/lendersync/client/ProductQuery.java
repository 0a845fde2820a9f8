package dev.lendersync.client;

import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.rules.Enquiry;
import dev.lendersync.protocol.rules.Filter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a query of `/api/lender-products` says.
sealed interface ProductQuery {
    /// It can be answered.
    record Asked(Enquiry enquiry) implements ProductQuery {}

    /// It cannot: the problem names the parameter.
    record Invalid(Problem problem) implements ProductQuery {}

    int LONGEST_ECHO = 100;

    /// A parameter without a value is not stated, so that a form can be sent as it is.
    static ProductQuery of(HttpServerRequest request) {
        MultiMap parameters;
        try {
            parameters = request.params();
        } catch (IllegalArgumentException notDecodable) {
            return invalid("query", "its percent-encoding is broken");
        }
        Map<Filter, String> stated = new EnumMap<>(Filter.class);
        for (String name : parameters.names()) {
            List<String> values = parameters.getAll(name);
            Optional<Filter> filter = Filter.of(name);
            if (filter.isEmpty()) {
                return invalid(name.substring(0, Math.min(name.length(), LONGEST_ECHO)), "unknown");
            }
            if (values.size() > 1) {
                return invalid(name, "must be there once at most");
            }
            String value = values.getFirst();
            if (!value.isEmpty() && !filter.get().takes(value)) {
                return invalid(name, "must be " + filter.get().form());
            }
            if (!value.isEmpty()) {
                stated.put(filter.get(), value);
            }
        }
        return new Asked(new Enquiry(stated));
    }

    private static Invalid invalid(String name, String why) {
        return new Invalid(Problem.invalidParameter(name, why));
    }
}
