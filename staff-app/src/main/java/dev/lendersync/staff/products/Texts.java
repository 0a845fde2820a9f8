package dev.lendersync.staff.products;

import java.util.Optional;

/// What a text must be to be stored in PostgreSQL and sent as UTF-8.
public final class Texts {
    /// The longest text of all, in code points.
    public static final int MAX_LENGTH = 4000;

    private Texts() {}

    /// What is wrong with a text; empty when nothing is.
    public static Optional<String> fault(String text, int max) {
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            return Optional.of("must have at most " + max + " characters, had " + length);
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("must not hold the character U+0000");
        }
        boolean lone = text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
        return lone ? Optional.of("must not hold half of a surrogate pair") : Optional.empty();
    }
}
