package dev.lendersync.staff.sheets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Characters that XML can't hold, or that programs drop, as a spreadsheet writes them: `_x000D_` (ECMA-376,
/// ST_Xstring).
public final class XlsxTexts {
    /// Control characters, what is no XML character, white space at either end, and text that reads like an escape.
    private static final Pattern SPECIAL =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]|^\\s|\\s\\z|_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private XlsxTexts() {}

    public static String escape(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(found -> "_x%04X_".formatted((int) found.group().charAt(0)));
    }

    static String unescape(String cell) {
        return ESCAPE.matcher(cell)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 16))));
    }
}
