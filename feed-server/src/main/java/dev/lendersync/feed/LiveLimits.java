package dev.lendersync.feed;

import java.time.Duration;

/// What the live feed grants. All of these are per process.
///
/// @param connections in all
/// @param perKey of one API key or token
/// @param perAddress from one network address
/// @param acceptsPerSecond new connections a second, on average, half of them from one address; twice as many at once
/// @param framesPerSecond frames that one client may send a second, on average, beside one for each that it was
///     sent; five times as many at once
/// @param stall how long a reader may accept nothing while something waits for it
/// @param heartbeat how often a connection gets a heartbeat
/// @param silence how long a client may send nothing
/// @param lifetime how long a connection lasts, a fifth more or less at random
/// @param reconnect the longest random time that clients are sent away for when the server stops
public record LiveLimits(
        int connections,
        int perKey,
        int perAddress,
        int acceptsPerSecond,
        int framesPerSecond,
        Duration stall,
        Duration heartbeat,
        Duration silence,
        Duration lifetime,
        Duration reconnect) {
    public static final LiveLimits DEFAULT = new LiveLimits(
            20_000,
            1_000,
            2_000,
            500,
            20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ofSeconds(5));

    public LiveLimits {
        if (connections < 1 || perKey < 1 || perAddress < 1 || acceptsPerSecond < 1 || framesPerSecond < 1) {
            throw new IllegalArgumentException("a limit of the live feed must be at least 1");
        }
    }

    public LiveLimits withConnections(int all, int ofKey, int ofAddress) {
        return new LiveLimits(
                all,
                ofKey,
                ofAddress,
                acceptsPerSecond,
                framesPerSecond,
                stall,
                heartbeat,
                silence,
                lifetime,
                reconnect);
    }
}
