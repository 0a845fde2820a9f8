package dev.lendersync.feed;

import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.function.LongSupplier;

/// How often each may ask. What is remembered is bounded: who asked least lately is forgotten first, and begins anew
/// with a full bucket. Thread-safe.
public final class RequestRates {
    /// Askers that are remembered, of each kind of request.
    public static final int MAX_REMEMBERED = 50_000;

    /// Twice a second's worth may come at once.
    private static final int BURST_SECONDS = 2;

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final TokenBuckets reads;
    private final TokenBuckets writes;
    private final TokenBuckets pulls;
    private final LongSupplier nanos;

    public RequestRates(HttpLimits limits, LongSupplier nanos) {
        this.reads = buckets(limits.readsPerSecond());
        this.writes = buckets(limits.writesPerSecond());
        this.pulls = buckets(limits.pullsPerSecond());
        this.nanos = nanos;
    }

    /// Notes one more request; false when that is one too many.
    ///
    /// @param who a key, or an address as [SourceNetwork] shortens it
    public synchronized boolean take(String who, HttpServerRequest request) {
        return of(request).take(who, nanos.getAsLong());
    }

    private TokenBuckets of(HttpServerRequest request) {
        String path = request.path();
        if (SyncHeaders.SYNC_PATH.equals(path) || SyncHeaders.LIVE_PATH.equals(path)) {
            return pulls;
        }
        return READS.contains(request.method()) ? reads : writes;
    }

    private static TokenBuckets buckets(int perSecond) {
        return new TokenBuckets(perSecond, (double) perSecond * BURST_SECONDS, MAX_REMEMBERED);
    }
}
