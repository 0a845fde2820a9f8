package dev.lendersync.client;

import dev.lendersync.feed.Problems;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.replica.Freshness;
import dev.lendersync.replica.LenderProducts;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the Client App says of itself: `/api/freshness`, `/healthz` and `/readyz`.
final class Status {
    private final LenderProducts replica;
    private final ReplicaSource source;

    Status(LenderProducts replica, ReplicaSource source) {
        this.replica = replica;
        this.source = source;
    }

    /// `200 {"state","since","position","digest","ageMillis"}`, and `"reason"` unless live. What is not known is null.
    void freshness(HttpServerResponse response) {
        Replies.json(response, 200, describe());
    }

    /// `200` while the process runs.
    void health(HttpServerResponse response) {
        Replies.json(response, 200, Map.of("status", "ok"));
    }

    /// `200` with a catalog, offline too: the body says so. `503` without one, or stopped.
    void readiness(HttpServerResponse response) {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            Problems.sendRetryable(response, "not-ready", "Not ready", missing.get());
            return;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", "ready");
        members.putAll(describe());
        Replies.json(response, 200, members);
    }

    private Optional<String> missing() {
        if (replica.freshness() instanceof Freshness.Stopped stopped) {
            return Optional.of(stopped.why());
        }
        // Of what is served, too: it follows the replica on another thread.
        return source.served().isPresent() ? Optional.empty() : Optional.of("No catalog has been received yet");
    }

    private Map<String, Object> describe() {
        Freshness freshness = replica.freshness();
        // Of what is served, which for a moment may lag behind the replica: it must not look live by the other's merit.
        Optional<Catalog> catalog =
                source.served().map(served -> served.history().catalog());
        boolean lags = !catalog.map(Catalog::position).equals(replica.latest().map(Catalog::position));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", lags && freshness instanceof Freshness.Live ? "catching-up" : freshness.word());
        members.put("since", freshness.since().toString());
        members.put("position", catalog.map(c -> c.position().toString()).orElse(null));
        members.put("digest", catalog.map(c -> c.digest().toString()).orElse(null));
        members.put(
                "ageMillis",
                replica.ageMillis().isPresent() ? replica.ageMillis().getAsLong() : null);
        reason(freshness).ifPresent(reason -> members.put("reason", reason));
        return members;
    }

    private static Optional<String> reason(Freshness freshness) {
        return freshness instanceof Freshness.CatchingUp
                ? Optional.of("The newest catalog is being fetched")
                : freshness.reason();
    }
}
