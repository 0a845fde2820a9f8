package dev.lendersync.protocol;

import java.util.regex.Pattern;

/// Identifies one unbroken history of catalog versions. Opaque to everyone but the Staff App.
///
/// @param value 1 to 80 characters of `[A-Za-z0-9-]`
public record Epoch(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,80}");

    public Epoch {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("epoch must be 1 to 80 of [A-Za-z0-9-]");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
