package dev.lendersync.staff.products;

import dev.lendersync.protocol.Problem.FieldError;
import java.util.List;
import java.util.function.Function;

/// What came of reading a body: a value that keeps every rule, or everything that is wrong with it.
public sealed interface Reading<T> {
    record Valid<T>(T value) implements Reading<T> {}

    /// @param errors at least one, in the same order for the same body
    record Invalid<T>(List<FieldError> errors) implements Reading<T> {
        public Invalid {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("an invalid body has at least one error");
            }
        }
    }

    /// The value, or what the caller makes of all that is wrong.
    default <X extends RuntimeException> T orElseThrow(Function<List<FieldError>, X> refusal) {
        return switch (this) {
            case Valid<T>(T value) -> value;
            case Invalid<T>(List<FieldError> errors) -> throw refusal.apply(errors);
        };
    }
}
