package dev.lendersync.run.sample;

import java.text.Normalizer;
import java.util.Locale;

/// What is left of a name when two names are compared: letters and digits of every script, `+`, and a `.` between
/// digits. At least as strict as the database's own key, so that what differs here differs there.
final class NameKey {
    private NameKey() {}

    static String of(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.replaceAll("(?<![0-9])\\.|\\.(?![0-9])|[^\\p{L}\\p{N}+.]", "");
    }
}
