package dev.lendersync.feed;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// `GET` and `HEAD /api/lender-products/sync` (SPEC.md, section *Pull*): `200` snapshot or delta, `304` up to date,
/// `400` bad request, `405` other methods, `410` resync required, `503` no catalog, or not yet the one asked for.
///
/// The caller has checked path and credentials. Never blocks its thread; safe for use by many.
public final class SyncHandler implements Handler<HttpServerRequest> {
    private final CatalogSource source;
    private final Vertx vertx;
    private final BodyCache bodies;

    public SyncHandler(CatalogSource source, Vertx vertx) {
        this.source = source;
        this.vertx = vertx;
        this.bodies = new BodyCache(vertx);
        // Loads Brotli's native library now, and not on an event loop with the first reader waiting.
        vertx.executeBlocking(Encoding.BROTLI::available, false);
    }

    @Override
    public void handle(HttpServerRequest request) {
        handle(request, PullListener.NONE);
    }

    /// @param listener hears what the answer brings the caller to
    public void handle(HttpServerRequest request, PullListener listener) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            Problems.sendMethodNotAllowed(request.response(), "GET, HEAD", "The catalog is read with GET or HEAD");
            return;
        }
        try {
            SyncRequest wanted = SyncRequest.of(request);
            new SyncExchange(source, bodies, vertx.getOrCreateContext(), request, wanted, listener).answer();
        } catch (SyncRequest.InvalidException e) {
            Problems.send(request.response(), e.problem());
        }
    }
}
