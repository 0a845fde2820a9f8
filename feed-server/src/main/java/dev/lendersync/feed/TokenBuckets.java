package dev.lendersync.feed;

import java.util.LinkedHashMap;
import java.util.Map;

/// A bucket for each of many, of whom those are forgotten that asked longest ago: they begin anew with a full one. One
/// thread at a time.
final class TokenBuckets {
    private final double perSecond;
    private final double burst;
    private final Map<String, TokenBucket> buckets;

    /// @param mostRemembered askers
    TokenBuckets(double perSecond, double burst, int mostRemembered) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                return size() > mostRemembered;
            }
        };
    }

    boolean take(String who, long nowNanos) {
        return buckets.computeIfAbsent(who, _ -> new TokenBucket(perSecond, burst, nowNanos))
                .take(nowNanos);
    }
}
