package dev.lendersync.client;

import dev.lendersync.feed.LiveCaller;
import dev.lendersync.feed.LiveHandler;
import dev.lendersync.feed.Problems;
import dev.lendersync.feed.StaticFiles;
import dev.lendersync.feed.SyncHandler;
import dev.lendersync.feed.listen.SecurityHeaders;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Every path of the Client App. Nothing here changes a product (P9): the only write is the webhook, which says that
/// the Staff App has something new.
final class Routes implements Handler<HttpServerRequest> {
    private static final String READ_ONLY = "A Client App never edits; products are changed in the Staff App";

    /// Those that are counted by their path.
    private static final Set<String> PATHS = Set.of(
            SyncHeaders.SYNC_PATH,
            SyncHeaders.LIVE_PATH,
            SyncHeaders.WEBHOOK_PATH,
            "/api/lender-products",
            "/api/reference-data",
            "/api/freshness",
            "/healthz",
            "/readyz",
            "/metrics");

    private static final LiveCaller ANYBODY = new LiveCaller("", "", Optional.empty());

    private final SyncHandler sync;
    private final LiveHandler live;
    private final ProductList products;
    private final WebhookEndpoint webhook;
    private final Status status;
    private final ReferenceData reference;
    private final Origins origins;
    private final StaticFiles portal;
    private final ClientMetrics metrics;
    private final TrustedProxies proxies;

    Routes(
            SyncHandler sync,
            LiveHandler live,
            ProductList products,
            WebhookEndpoint webhook,
            Status status,
            ReferenceData reference,
            Origins origins,
            StaticFiles portal,
            ClientMetrics metrics,
            TrustedProxies proxies) {
        this.sync = sync;
        this.live = live;
        this.products = products;
        this.webhook = webhook;
        this.status = status;
        this.reference = reference;
        this.origins = origins;
        this.portal = portal;
        this.metrics = metrics;
        this.proxies = proxies;
    }

    @Override
    public void handle(HttpServerRequest request) {
        SecurityHeaders.put(request.response(), proxies.sender(request));
        origins.allow(request);
        // Null for targets that are no paths, such as `OPTIONS *`.
        String path = Objects.requireNonNullElse(request.path(), "");
        metrics.time(request, PATHS.contains(path) ? path : "portal");
        if (!path.equals(SyncHeaders.SYNC_PATH)) {
            SecurityHeaders.putForPages(request.response());
        }
        switch (path) {
            case SyncHeaders.SYNC_PATH -> sync.handle(request);
            case SyncHeaders.LIVE_PATH -> live.handle(request, ANYBODY);
            case SyncHeaders.WEBHOOK_PATH -> webhook.handle(request);
            case "/api/lender-products" -> read(request, _ -> products.handle(request));
            case "/api/reference-data" -> read(request, _ -> reference.handle(request));
            case "/api/freshness" -> read(request, status::freshness);
            case "/healthz" -> read(request, status::health);
            case "/readyz" -> read(request, status::readiness);
            case "/metrics" -> read(request, _ -> metrics.answer(request, proxies.sender(request)));
            default -> {
                if (!portal.answer(request)) {
                    metrics.time(request, Metrics.NO_ROUTE);
                    notFound(request);
                }
            }
        }
    }

    private static void read(HttpServerRequest request, Handler<HttpServerResponse> answer) {
        if (reads(request)) {
            answer.handle(request.response());
        } else {
            Problems.sendMethodNotAllowed(request.response(), "GET, HEAD", READ_ONLY);
        }
    }

    private static void notFound(HttpServerRequest request) {
        String detail = reads(request) ? "Nothing is served at this path" : READ_ONLY;
        Problems.send(request.response(), Problem.of(404, "not-found", "Not found", detail));
    }

    private static boolean reads(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }
}
