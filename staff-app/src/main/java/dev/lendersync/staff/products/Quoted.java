package dev.lendersync.staff.products;

import tools.jackson.databind.JsonNode;

/// Foreign values inside a message: short, on one line, and writable as UTF-8 whatever they hold.
public final class Quoted {
    private static final int MAX_LENGTH = 60;

    private Quoted() {}

    /// The text in quotes, cut after 60 characters.
    public static String text(String text) {
        return "\"" + plain(text) + "\"";
    }

    /// A JSON value as a message names it: `"abc"`, `12.5`, `an array`.
    public static String value(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> text(value.stringValue());
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> plain(value.asString("null"));
        };
    }

    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> isWritable(c) ? c : '\uFFFD')
                .forEach(plain::appendCodePoint);
        boolean cut = text.codePointCount(0, text.length()) > MAX_LENGTH;
        return cut ? plain + "…" : plain.toString();
    }

    private static boolean isWritable(int codePoint) {
        return Character.getType(codePoint) != Character.SURROGATE && !Character.isISOControl(codePoint);
    }
}
