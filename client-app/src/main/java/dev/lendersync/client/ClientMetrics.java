package dev.lendersync.client;

import dev.lendersync.feed.LiveFeed;
import dev.lendersync.feed.Problems;
import dev.lendersync.feed.listen.Sender;
import dev.lendersync.feed.metrics.FeedMetrics;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.feed.metrics.MetricsReaders;
import dev.lendersync.protocol.Problem;
import dev.lendersync.replica.LenderProducts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/// What the Client App counts of its own work, and `GET /metrics`.
final class ClientMetrics {
    private static final List<String> STATES = List.of("live", "catching-up", "offline", "stopped");

    private final Metrics metrics;
    private final MetricsReaders readers;

    ClientMetrics(
            Metrics metrics, MetricsReaders readers, LenderProducts replica, ReplicaSource source, LiveFeed feed) {
        this.metrics = metrics;
        this.readers = readers;
        FeedMetrics.addTo(metrics, source, feed);
        metrics.gauge(
                "lender_sync.replica.age.seconds",
                "Since PostgreSQL confirmed the replica's version, all waits on the way added up",
                () -> replica.ageMillis().isPresent() ? replica.ageMillis().getAsLong() / 1_000.0 : Double.NaN);
        for (String word : STATES) {
            metrics.gauge(
                    "lender_sync.replica.freshness",
                    "1 for what the replica says of itself, 0 for the other states",
                    () -> replica.freshness().word().equals(word) ? 1 : 0,
                    "state",
                    word);
        }
    }

    void time(HttpServerRequest request, String route) {
        metrics.time(request, route);
    }

    /// `200`; `401` from elsewhere without the token.
    void answer(HttpServerRequest request, Sender sender) {
        Optional<Problem> refusal = readers.refusal(sender.address(), request.headers());
        if (refusal.isPresent()) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            Problems.send(request.response(), refusal.get());
        } else {
            Replies.send(request.response(), 200, Metrics.CONTENT_TYPE, Buffer.buffer(metrics.text()));
        }
    }
}
