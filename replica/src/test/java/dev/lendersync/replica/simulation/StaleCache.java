package dev.lendersync.replica.simulation;

import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A cache in between that hands out what it remembers although it was told not to, and says how old that is, as HTTP
/// wants (RFC 9111, section 5.1).
final class StaleCache {
    private final Schedule time;
    private final Map<String, Kept> kept = new HashMap<>();

    private record Kept(Response response, long nanos) {}

    StaleCache(Schedule time) {
        this.time = time;
    }

    /// Keeps the first answer to each request, so that it gets really old.
    void keep(Request request, Response response) {
        kept.putIfAbsent(request.path(), new Kept(response, time.nanos()));
    }

    Optional<Response> lookUp(Request request) {
        return Optional.ofNullable(kept.get(request.path())).map(this::aged);
    }

    void forget() {
        kept.clear();
    }

    private Response aged(Kept old) {
        Map<String, String> headers = new HashMap<>();
        for (String name : new String[] {SyncHeaders.DIGEST, SyncHeaders.AGE_MILLIS, "ETag"}) {
            old.response().header(name).ifPresent(value -> headers.put(name, value));
        }
        headers.put("Age", Long.toString((time.nanos() - old.nanos()) / 1_000_000_000));
        return new Response(old.response().status(), headers, old.response().body());
    }
}
