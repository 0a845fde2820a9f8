package dev.lendersync.feed;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/// What a server grants to those who call it, before it is looked at what they ask for. All of these are per process.
///
/// @param readsPerSecond of one API key or user, and of one address, on average; twice as many at once
/// @param writesPerSecond the same of all that is not GET, HEAD or OPTIONS
/// @param pullsPerSecond the same of the catalog's own `/sync` and `/live`, which cost next to nothing
/// @param connections in all
/// @param connectionsPerAddress from one address
/// @param head how long a connection may be open without a whole request, the live feed's aside
/// @param body how long a body may take before [#MIN_BODY_RATE] counts
public record HttpLimits(
        int readsPerSecond,
        int writesPerSecond,
        int pullsPerSecond,
        int connections,
        int connectionsPerAddress,
        Duration head,
        Duration body) {
    /// The longest request line, in bytes; 414 beyond it.
    public static final int MAX_URL = 8_192;
    /// All headers of a request together, in bytes; 431 beyond them.
    public static final int MAX_HEADERS = 16_384;
    /// The slowest that a body may come, in bytes a second on average; 408 below it.
    public static final int MIN_BODY_RATE = 16_384;

    private static final int BESIDE_THE_FEED = 5_000;
    private static final int BESIDE_THE_FEED_PER_ADDRESS = 1_000;

    public static final HttpLimits DEFAULT = of(LiveLimits.DEFAULT, 2_000, 500, 100_000);

    public HttpLimits {
        if (readsPerSecond < 1 || writesPerSecond < 1 || pullsPerSecond < 1) {
            throw new IllegalArgumentException("a rate must be at least 1");
        }
        if (connections < 1 || connectionsPerAddress < 1) {
            throw new IllegalArgumentException("a limit of connections must be at least 1");
        }
    }

    /// With room for as many followers as the live feed takes, and for others beside them.
    public static HttpLimits of(LiveLimits live, int readsPerSecond, int writesPerSecond, int pullsPerSecond) {
        return new HttpLimits(
                readsPerSecond,
                writesPerSecond,
                pullsPerSecond,
                live.connections() + BESIDE_THE_FEED,
                live.perAddress() + BESIDE_THE_FEED_PER_ADDRESS,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));
    }

    /// What a server must be set to.
    public static HttpServerOptions prepare(HttpServerOptions options) {
        // With HTTP/2 in the clear, a connection would not be known before its first bytes came.
        return options.setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(MAX_URL)
                .setMaxHeaderSize(MAX_HEADERS);
    }
}
