package dev.lendersync.staff.products;

import java.text.Normalizer;
import java.util.Locale;

/// What makes two names the same: the letters and digits of every script in lower case, each `+`, and a `.` between
/// digits ("A+ 1.5" is not "A 15").
///
/// The SQL function `sync.name_key` is the same but for letters that are newer than the Unicode of the server's ICU
/// library, which are none to it. PostgreSQL's word counts: this one only says it sooner, see
/// `docs/adr/0006-postgresql-says-what-a-duplicate-is.md`.
public final class NameKey {
    private NameKey() {}

    /// The key of a name; empty when the name holds nothing that counts.
    public static String of(String name) {
        int[] text = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                // Java and ICU differ on where a word ends, and so on which sigma is a final one.
                .replace('ς', 'σ')
                .codePoints()
                .toArray();
        StringBuilder key = new StringBuilder(text.length);
        for (int i = 0; i < text.length; i++) {
            boolean point = text[i] == '.' && isDigit(text, i - 1) && isDigit(text, i + 1);
            if (point || text[i] == '+' || Character.isLetter(text[i]) || isDigit(text, i)) {
                key.appendCodePoint(text[i]);
            }
        }
        return key.toString();
    }

    private static boolean isDigit(int[] text, int index) {
        return index >= 0 && index < text.length && Character.getType(text[index]) == Character.DECIMAL_DIGIT_NUMBER;
    }
}
