package dev.lendersync.staff.reference;

import java.util.regex.Pattern;

/// Industry codes of the North American Industry Classification System: 2 digits for a sector to 6 for an industry.
public final class Naics {
    private static final Pattern FORM = Pattern.compile("[0-9]{2,6}");

    private Naics() {}

    public static boolean isValid(String code) {
        return FORM.matcher(code).matches();
    }
}
