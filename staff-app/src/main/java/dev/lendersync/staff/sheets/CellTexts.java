package dev.lendersync.staff.sheets;

import java.util.regex.Pattern;

/// Text that a spreadsheet would take for a formula. It is written with an apostrophe before it, as people do by hand,
/// and read without that one again: [#plain] undoes exactly what [#neutral] does, whatever the text.
public final class CellTexts {
    /// With apostrophes of the text's own before it, so that one more or one less can be told apart.
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r]");

    private static final Pattern NEUTRAL_FORMULA = Pattern.compile("'+[=+\\-@\\t\\r]");

    private CellTexts() {}

    public static String neutral(String text) {
        return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    }

    public static String plain(String cell) {
        return NEUTRAL_FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
