package dev.lendersync.staff.products;

import dev.lendersync.protocol.Problem.FieldError;
import java.util.List;

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
}
