package dev.lendersync.feed;

/// Grants so many a second on average, and a burst at once. One thread at a time.
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long atNanos;

    TokenBucket(double perSecond, double burst, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.atNanos = nowNanos;
    }

    /// One more, up to the burst.
    void give() {
        tokens = Math.min(burst, tokens + 1);
    }

    boolean take(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - atNanos) / NANOS_PER_SECOND * perSecond);
        atNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
