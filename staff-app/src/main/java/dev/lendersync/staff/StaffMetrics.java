package dev.lendersync.staff;

import dev.lendersync.feed.LiveFeed;
import dev.lendersync.feed.Served;
import dev.lendersync.feed.metrics.FeedMetrics;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.feed.metrics.MetricsReaders;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.catalog.CatalogAudit;
import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.clients.FleetCounts;
import dev.lendersync.staff.delivery.Dispatcher;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/// What the Staff App counts of its own work, and `GET /metrics`.
final class StaffMetrics {
    private final Metrics metrics;
    private final CatalogMirror mirror;
    private final FleetCounts fleet;
    // As of the newest scrape; empty when PostgreSQL did not say.
    private volatile Optional<FleetCounts.Counts> clients = Optional.empty();

    StaffMetrics(
            Metrics metrics,
            CatalogMirror mirror,
            CatalogAudit audit,
            LiveFeed feed,
            Dispatcher dispatcher,
            FleetCounts fleet) {
        this.metrics = metrics;
        this.mirror = mirror;
        this.fleet = fleet;
        FeedMetrics.addTo(metrics, mirror, feed);
        metrics.gauge(
                "lender_sync.mirror.age.seconds", "Since PostgreSQL confirmed the version that is served", this::age);
        metrics.counter("lender_sync.audit.repairs", "Audits that found the mirror wrong", audit::repairs);
        ofClients("proven", FleetCounts.Counts::proven);
        ofClients("behind", FleetCounts.Counts::behind);
        ofClients("paused", FleetCounts.Counts::paused);
        ofClients("refusing", FleetCounts.Counts::refusing);
        Dispatcher.OUTCOMES.forEach(outcome -> metrics.counter(
                "lender_sync.webhooks", "Webhooks sent", () -> dispatcher.ended(outcome), "outcome", outcome));
    }

    private double age() {
        OptionalLong millis = mirror.served().map(Served::ageMillis).orElse(OptionalLong.empty());
        return millis.isPresent() ? millis.getAsLong() / 1_000.0 : Double.NaN;
    }

    private void ofClients(String state, ToDoubleFunction<FleetCounts.Counts> count) {
        metrics.gauge(
                "lender_sync.clients",
                "Clients by how far they are; those that refuse webhooks are proven or behind too",
                () -> clients.map(counts -> count.applyAsDouble(counts)).orElse(Double.NaN),
                "state",
                state);
    }

    List<Route> routes(MetricsReaders readers) {
        return List.of(new Route("GET", "/metrics", Access.PUBLIC, request -> read(readers, request)));
    }

    /// `GET /metrics`: 200; 401 from elsewhere without the token.
    private Response read(MetricsReaders readers, Request request) {
        Optional<Problem> refusal = readers.refusal(request.peer().address(), request.headers());
        if (refusal.isPresent()) {
            return Response.problem(refusal.get());
        }
        // Without PostgreSQL the rest is worth reading all the more.
        clients = mirror.served()
                .flatMap(served -> fleet.at(served.history().catalog().position()));
        return Response.of(200, Metrics.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8));
    }
}
