package dev.lendersync.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The request header `Accept-Encoding` (RFC 9110, section 12.5.3).
final class AcceptEncoding {
    private static final Pattern CODING =
            Pattern.compile("([a-z0-9*_-]+)(?:\\s*;\\s*q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private AcceptEncoding() {}

    /// The coding that a reader likes best. One that accepts none of ours is given the plain bytes: a reader is
    /// better served with them than with an error.
    ///
    /// @param values the values of the header, one per line; elements that are malformed don't count
    static Encoding best(List<String> values) {
        Map<String, Double> weights = weights(values);
        double anyOther = weights.getOrDefault("*", 0.0);
        Encoding best = Encoding.IDENTITY;
        double most = 0;
        for (Encoding encoding : Encoding.values()) {
            double weight = weights.getOrDefault(encoding.token(), anyOther);
            if (weight > most && encoding.available()) {
                best = encoding;
                most = weight;
            }
        }
        return best;
    }

    private static Map<String, Double> weights(List<String> values) {
        Map<String, Double> weights = new HashMap<>();
        for (String value : values) {
            for (String element : value.split(",")) {
                Matcher coding = CODING.matcher(element.strip().toLowerCase(Locale.ROOT));
                if (coding.matches()) {
                    String q = coding.group(2);
                    weights.put(coding.group(1), q == null ? 1.0 : Double.parseDouble(q));
                }
            }
        }
        return weights;
    }
}
