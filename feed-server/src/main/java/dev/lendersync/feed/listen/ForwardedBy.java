package dev.lendersync.feed.listen;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// In which headers proxies say for whom they speak. An app reads one kind only: a proxy that writes one may pass on
/// the other just as its sender made it up.
public enum ForwardedBy {
    X_FORWARDED("X-Forwarded-For") {
        @Override
        Said read(MultiMap headers) {
            return new Said(
                    listed(headers, "X-Forwarded-For").toList(),
                    last(listed(headers, "X-Forwarded-Proto")),
                    last(listed(headers, "X-Forwarded-Host")));
        }
    },
    FORWARDED("Forwarded") {
        @Override
        Said read(MultiMap headers) {
            return said(elements(String.join(",", headers.getAll("Forwarded"))));
        }
    };

    // RFC 7239: a parameter and what ends it. Possessive, since the text may be long and is anybody's.
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*+(?:([A-Za-z-]++)=(?:\"([^\"\\\\]*+)\"|([^\\s;,\"]++)))?+\\s*+([;,]|$)");

    private final String header;

    ForwardedBy(String header) {
        this.header = header;
    }

    /// What proxies said.
    ///
    /// @param addresses one for each proxy, of whom it got the request from; the nearest proxy's last
    /// @param proto by which protocol the nearest proxy was asked, if it says so
    /// @param host what the nearest proxy was called, if it says so
    record Said(List<String> addresses, Optional<String> proto, Optional<String> host) {}

    abstract Said read(MultiMap headers);

    /// @throws IllegalArgumentException when it is neither of the two
    static ForwardedBy named(String header) {
        return Arrays.stream(values())
                .filter(one -> one.header.equalsIgnoreCase(header))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be X-Forwarded-For or Forwarded, not " + header));
    }

    /// Whether anything on the way says that it passed the request on; without it, its sender is the one connected.
    public static boolean isForwarded(MultiMap headers) {
        return Arrays.stream(values()).anyMatch(one -> headers.contains(one.header));
    }

    private static Stream<String> listed(MultiMap headers, String name) {
        return headers.getAll(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip);
    }

    private static Optional<String> last(Stream<String> values) {
        return values.reduce((_, later) -> later);
    }

    private static Said said(List<Map<String, String>> elements) {
        if (elements.isEmpty()) {
            return new Said(List.of(), Optional.empty(), Optional.empty());
        }
        Map<String, String> nearest = elements.getLast();
        return new Said(
                elements.stream()
                        .map(element -> element.getOrDefault("for", ""))
                        .toList(),
                Optional.ofNullable(nearest.get("proto")),
                Optional.ofNullable(nearest.get("host")));
    }

    /// Of what is not well-formed nothing counts.
    private static List<Map<String, String>> elements(String text) {
        List<Map<String, String>> elements = new ArrayList<>(List.of(new HashMap<>()));
        Matcher parameter = PARAMETER.matcher(text);
        while (parameter.find()) {
            @Nullable String name = parameter.group(1);
            if (name != null) {
                String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
                elements.getLast().put(name.toLowerCase(Locale.ROOT), String.valueOf(value));
            }
            if (parameter.group(4).isEmpty()) {
                return elements.stream().filter(element -> !element.isEmpty()).collect(Collectors.toUnmodifiableList());
            }
            if (parameter.group(4).equals(",")) {
                elements.add(new HashMap<>());
            }
        }
        return List.of();
    }
}
