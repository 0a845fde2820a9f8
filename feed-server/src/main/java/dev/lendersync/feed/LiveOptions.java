package dev.lendersync.feed;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Options of the live feed, for the command lines of both apps.
public final class LiveOptions {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s]+");

    @Option(
            names = "--live-max-connections",
            paramLabel = "COUNT",
            defaultValue = "${env:LIVE_MAX_CONNECTIONS:-20000}",
            description = "Most connections that follow the catalog (LIVE_MAX_CONNECTIONS; default 20000)")
    private int connections = 20_000;

    @Option(
            names = "--live-max-per-key",
            paramLabel = "COUNT",
            defaultValue = "${env:LIVE_MAX_PER_KEY:-1000}",
            description = "Most of them with one API key or token (LIVE_MAX_PER_KEY; default 1000)")
    private int perKey = 1_000;

    @Option(
            names = "--live-max-per-address",
            paramLabel = "COUNT",
            defaultValue = "${env:LIVE_MAX_PER_ADDRESS:-2000}",
            description = "Most of them from one network address (LIVE_MAX_PER_ADDRESS; default 2000)")
    private int perAddress = 2_000;

    @Option(
            names = "--allowed-origins",
            paramLabel = "ORIGINS",
            defaultValue = "${env:ALLOWED_ORIGINS:-}",
            description = "Pages of which other hosts may follow the catalog, comma separated, e.g."
                    + " https://portal.example.com (ALLOWED_ORIGINS; default none)")
    private String allowedOrigins = "";

    /// @throws IllegalArgumentException naming the option, when a limit is less than 1
    public LiveLimits limits() {
        require(connections, "--live-max-connections (LIVE_MAX_CONNECTIONS)");
        require(perKey, "--live-max-per-key (LIVE_MAX_PER_KEY)");
        require(perAddress, "--live-max-per-address (LIVE_MAX_PER_ADDRESS)");
        return LiveLimits.DEFAULT.withConnections(connections, perKey, perAddress);
    }

    private static void require(int limit, String option) {
        if (limit < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, not " + limit);
        }
    }

    /// @throws IllegalArgumentException naming the option, when one is not what browsers send as their `Origin`
    public Set<String> allowedOrigins() {
        Set<String> origins = Arrays.stream(allowedOrigins.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "--allowed-origins (ALLOWED_ORIGINS) must be scheme and host, such as"
                                + " https://portal.example.com, without a path, not " + origin);
            }
        }
        return origins;
    }
}
