package dev.lendersync.client;

import dev.lendersync.feed.LiveLimits;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Options of the live feed.
final class LiveOptions {
    @Option(
            names = "--live-max-connections",
            paramLabel = "COUNT",
            defaultValue = "${env:LIVE_MAX_CONNECTIONS:-20000}",
            description = "Most connections that follow the catalog (LIVE_MAX_CONNECTIONS; default 20000)")
    private int connections;

    @Option(
            names = "--live-max-per-key",
            paramLabel = "COUNT",
            defaultValue = "${env:LIVE_MAX_PER_KEY:-1000}",
            description = "Most of them with one API key or token (LIVE_MAX_PER_KEY; default 1000)")
    private int perKey;

    @Option(
            names = "--live-max-per-address",
            paramLabel = "COUNT",
            defaultValue = "${env:LIVE_MAX_PER_ADDRESS:-2000}",
            description = "Most of them from one network address (LIVE_MAX_PER_ADDRESS; default 2000)")
    private int perAddress;

    @Option(
            names = "--allowed-origins",
            paramLabel = "ORIGINS",
            defaultValue = "${env:ALLOWED_ORIGINS:-}",
            description = "Pages of which other hosts may follow the catalog, comma separated, e.g."
                    + " https://portal.example.com (ALLOWED_ORIGINS; default none)")
    private String allowedOrigins = "";

    /// @throws IllegalArgumentException when a limit is less than 1
    LiveLimits limits() {
        return LiveLimits.DEFAULT.withConnections(connections, perKey, perAddress);
    }

    Set<String> allowedOrigins() {
        return Arrays.stream(allowedOrigins.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
    }
}
