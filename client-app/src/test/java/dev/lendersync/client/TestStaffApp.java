package dev.lendersync.client;

import dev.lendersync.feed.CatalogSource;
import dev.lendersync.feed.Problems;
import dev.lendersync.feed.Reach;
import dev.lendersync.feed.Served;
import dev.lendersync.feed.SyncHandler;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A Staff App that is made up: one catalog behind `/sync`, and a key.
final class TestStaffApp implements AutoCloseable {
    static final String KEY = "lsk_test";
    static final Epoch EPOCH = new Epoch("k3v9q2xw7b");

    private final Vertx vertx = Vertx.vertx();
    private final SyncHandler sync;
    private volatile CatalogHistory history =
            CatalogHistory.startingAt(Catalog.of(at(1), List.of(product(1, 1), product(2, 1), product(3, 1))));
    private volatile boolean behind;
    /// The queries of all pulls: empty for a snapshot or a conditional one.
    final List<String> pulls = new CopyOnWriteArrayList<>();

    private final List<Consumer<CatalogHistory>> listeners = new CopyOnWriteArrayList<>();

    final URI url;
    private HttpServer http;

    TestStaffApp() {
        sync = new SyncHandler(new Source(), vertx);
        http = listen(0);
        url = URI.create("http://127.0.0.1:" + http.actualPort());
    }

    private final class Source implements CatalogSource {
        @Override
        public Optional<Served> served() {
            return Optional.of(new Served(history, OptionalLong.of(3)));
        }

        @Override
        public void onChange(Consumer<CatalogHistory> listener) {
            listeners.add(listener);
        }

        @Override
        public Future<Reach> reach(Position atLeast) {
            return Future.succeededFuture(
                    behind ? new Reach.Late("the mirror is behind") : new Reach.Unknown("no such position"));
        }
    }

    static Position at(long version) {
        return new Position(EPOCH, version);
    }

    static UUID id(long number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    static LenderProduct product(long number, long version) {
        return LenderProduct.parse("{\"id\":\"%s\",\"version\":%d,\"name\":\"Ligne de crédit %d at %d\"}"
                .formatted(id(number), version, number, version));
    }

    Catalog catalog() {
        return history.catalog();
    }

    /// Commits an edit of one product.
    Catalog edit(long number) {
        long version = catalog().position().version() + 1;
        history = history.advance(
                catalog().with(at(version), List.of(product(number, version)), List.of()), List.of(id(number)));
        listeners.forEach(listener -> listener.accept(history));
        return catalog();
    }

    /// Commits a new catalog that holds these products and no others.
    Catalog publish(List<LenderProduct> products) {
        history = CatalogHistory.startingAt(Catalog.of(at(catalog().position().version() + 1), products));
        listeners.forEach(listener -> listener.accept(history));
        return catalog();
    }

    /// Whether positions ahead exist, but not here yet.
    void setBehind(boolean behind) {
        this.behind = behind;
    }

    /// Stops answering; [#goUp()] answers again at the same address.
    void goDown() {
        wait(http.close());
    }

    void goUp() {
        http = listen(url.getPort());
    }

    private HttpServer listen(int port) {
        return wait(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::handle)
                .listen());
    }

    private void handle(HttpServerRequest request) {
        if (!("Bearer " + KEY).equals(request.getHeader("Authorization"))) {
            Problems.send(request.response(), Problem.of(401, "unauthorized", "No key", "Send the key"));
        } else if (SyncHeaders.SYNC_PATH.equals(request.path())) {
            pulls.add(request.query() == null ? "" : request.query());
            sync.handle(request);
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        wait(vertx.close());
    }
}
