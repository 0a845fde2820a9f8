package dev.lendersync.feed;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The request header `If-None-Match` (RFC 9110, section 13.1.2).
final class IfNoneMatch {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private IfNoneMatch() {}

    /// Whether the reader has what `tag` names. Tags are compared weakly: a proxy that compresses makes ours weak.
    ///
    /// @param values the values of the header, one per line; each a list of tags, or `*`
    static boolean matches(List<String> values, String tag) {
        return values.stream().anyMatch(value -> value.strip().equals("*") || names(value, tag));
    }

    private static boolean names(String value, String tag) {
        Matcher tags = TAG.matcher(value);
        while (tags.find()) {
            if (tag.equals(tags.group(1))) {
                return true;
            }
        }
        return false;
    }
}
