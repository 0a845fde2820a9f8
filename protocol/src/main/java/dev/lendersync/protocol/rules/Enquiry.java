package dev.lendersync.protocol.rules;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What an applicant says of himself and asks for. What he leaves open is not judged.
///
/// @param stated each in its filter's form
public record Enquiry(Map<Filter, String> stated) {
    public static final Enquiry ANYTHING = new Enquiry(Map.of());

    /// @throws IllegalArgumentException when a value is not of its filter's form
    public Enquiry {
        stated.forEach((filter, value) -> {
            if (!filter.takes(value)) {
                throw new IllegalArgumentException(filter.word() + " must be " + filter.form());
            }
        });
        stated = Map.copyOf(stated);
    }

    public Enquiry without(Filter filter) {
        Map<Filter, String> fewer = new EnumMap<>(Filter.class);
        fewer.putAll(stated);
        fewer.remove(filter);
        return new Enquiry(fewer);
    }

    Optional<String> text(Filter filter) {
        return Optional.ofNullable(stated.get(filter));
    }

    Optional<BigDecimal> decimal(Filter filter) {
        return text(filter).map(BigDecimal::new);
    }

    OptionalInt whole(Filter filter) {
        return text(filter).map(Integer::parseInt).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /// A region says the country too.
    Optional<String> country() {
        return text(Filter.COUNTRY).or(() -> text(Filter.REGION).map(region -> region.substring(0, 2)));
    }
}
