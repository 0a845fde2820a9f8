package dev.lendersync.feed.metrics;

import dev.lendersync.feed.CatalogSource;
import dev.lendersync.feed.LiveFeed;
import dev.lendersync.protocol.Catalog;
import java.util.function.ToDoubleFunction;

/// What is served, and to how many: the same of both apps.
public final class FeedMetrics {
    private FeedMetrics() {}

    public static void addTo(Metrics metrics, CatalogSource source, LiveFeed feed) {
        ofCatalog(
                metrics,
                source,
                "version",
                "Version that is served",
                catalog -> catalog.position().version());
        ofCatalog(
                metrics,
                source,
                "products",
                "Products that are served",
                catalog -> catalog.products().size());
        metrics.gauge(
                "lender_sync.live.connections",
                "Connections that follow",
                () -> feed.counts().open());
        metrics.counter(
                "lender_sync.live.dropped",
                "Connections dropped since they accepted nothing",
                () -> feed.counts().dropped());
    }

    private static void ofCatalog(
            Metrics metrics, CatalogSource source, String what, String description, ToDoubleFunction<Catalog> value) {
        metrics.gauge(
                "lender_sync.catalog." + what,
                description,
                () -> source.served()
                        .map(served -> value.applyAsDouble(served.history().catalog()))
                        .orElse(Double.NaN));
    }
}
