package dev.lendersync.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// RFC 8785 (JCS): one text for each JSON value, so that equal values have equal hashes on every platform.
final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /// The canonical UTF-8 bytes of a value.
    ///
    /// @throws MalformedMessageException on lone surrogates, and on integers beyond ±(2^53−1) however written
    static byte[] write(JsonNode value) {
        StringBuilder out = new StringBuilder(512);
        append(out, value);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> appendObject(out, value);
            case ARRAY -> appendArray(out, value);
            case STRING -> appendString(out, value.stringValue());
            case NUMBER -> appendNumber(out, value);
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            default -> throw new MalformedMessageException("no JSON value: " + value.getNodeType());
        }
    }

    private static void appendObject(StringBuilder out, JsonNode object) {
        // String's natural order is the order of UTF-16 code units, which is what RFC 8785 asks for.
        List<Map.Entry<String, JsonNode>> members =
                object.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
        char separator = '{';
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(separator);
            appendString(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder out, JsonNode array) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, array.get(i));
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                requirePair(text, i);
                out.append(c).append(text.charAt(++i));
            } else {
                appendChar(out, c);
            }
        }
        out.append('"');
    }

    private static void requirePair(String text, int index) {
        boolean pair = Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!pair) {
            throw new MalformedMessageException("a string holds half of a surrogate pair");
        }
    }

    private static void appendChar(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static void appendNumber(StringBuilder out, JsonNode number) {
        if (number.isIntegralNumber()) {
            requireExact(number.canConvertToLong() && isExact((double) number.longValue()));
            out.append(number.longValue());
        } else {
            // 1e16 is an integer too: written out, it has to be one that can be read again.
            double value = number.doubleValue();
            requireExact(value != Math.rint(value) || isExact(value));
            out.append(ecmaScript(value));
        }
    }

    private static boolean isExact(double value) {
        return Math.abs(value) <= Position.MAX_INTEGER;
    }

    private static void requireExact(boolean exact) {
        if (!exact) {
            throw new MalformedMessageException("an integer is beyond 2^53-1");
        }
    }

    /// A number as ECMAScript's `Number.prototype.toString` writes it.
    static String ecmaScript(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new MalformedMessageException("a number is too large");
        }
        if (value == 0) {
            return "0";
        }
        String sign = value < 0 ? "-" : "";
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return sign + layOut(digits, point);
    }

    /// `digits` with the decimal point after the first `point` of them.
    private static String layOut(String digits, int point) {
        if (point > 21 || point < -5) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            String exponentSign = point > 0 ? "+" : "-";
            return digits.charAt(0) + fraction + "e" + exponentSign + Math.abs(point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (digits.length() <= point) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /// The shortest decimal that reads back as `value`. [Double#toString] gives it, except that it prefers two
    /// digits to one where two are nearer (4.9E-324, where ECMAScript has 5e-324).
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.precision() == 2) {
            BigDecimal one = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return decimal;
    }
}
