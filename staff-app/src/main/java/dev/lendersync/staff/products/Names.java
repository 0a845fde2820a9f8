package dev.lendersync.staff.products;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// The normal form of a name that people typed.
public final class Names {
    /// In code points, after cleaning.
    public static final int MIN_LENGTH = 2;

    public static final int MAX_LENGTH = 120;

    /// With the information separators, which ICU counts too, and so does `sync.clean_name`.
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\p{IsWhite_Space}\\x1C-\\x1F]+");

    private Names() {}

    /// NFKC, trimmed, inner white space (no-break spaces too) folded to one space.
    public static String clean(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return WHITE_SPACE.matcher(normal).replaceAll(" ").strip();
    }
}
