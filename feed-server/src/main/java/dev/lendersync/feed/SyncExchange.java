package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Since;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request of `/sync` on its way to an answer. Everything in an answer comes from one [Served].
final class SyncExchange {
    private static final Logger LOG = LoggerFactory.getLogger(SyncExchange.class);
    // One for each position that a request can name.
    private static final int MAX_WAITS = 2;

    private final CatalogSource source;
    private final BodyCache bodies;
    private final Context context;
    private final HttpServerResponse response;
    private final boolean head;
    private final SyncRequest wanted;
    private final PullListener listener;

    SyncExchange(
            CatalogSource source,
            BodyCache bodies,
            Context context,
            HttpServerRequest request,
            SyncRequest wanted,
            PullListener listener) {
        this.source = source;
        this.bodies = bodies;
        this.context = context;
        this.response = request.response();
        this.head = request.method().equals(HttpMethod.HEAD);
        this.wanted = wanted;
        this.listener = listener;
    }

    void answer() {
        guarded(() -> answer(MAX_WAITS));
    }

    private void answer(int waitsLeft) {
        Optional<Served> served = source.served();
        if (served.isEmpty()) {
            Problems.sendRetryable(
                    response, "no-catalog", "There is no catalog yet", "This node has never had a catalog");
            return;
        }
        Optional<Position> beyond =
                wanted.beyond(served.get().history().catalog().position());
        if (beyond.isPresent()) {
            reach(beyond.get(), waitsLeft);
            return;
        }
        describe(served.get());
        if (wanted.since().isPresent()) {
            changes(served.get(), wanted.since().get());
        } else {
            snapshot(served.get().history().catalog());
        }
    }

    private void reach(Position position, int waitsLeft) {
        if (waitsLeft == 0) {
            late("This node cannot reach position " + position);
            return;
        }
        // Composed, so that a source that throws is a failed future like any other.
        Future<Reach> reach = Future.succeededFuture(position).compose(source::reach);
        here(reach, result -> {
            switch (result.succeeded() ? result.result() : failed(result.cause())) {
                case Reach.Reached() -> answer(waitsLeft - 1);
                case Reach.Unknown(String why) -> unknown(why);
                case Reach.Late(String why) -> late(why);
            }
        });
    }

    private Reach failed(Throwable cause) {
        LOG.atWarn().setCause(cause).log("looking upstream failed");
        return new Reach.Late("This node cannot look upstream at the moment");
    }

    private void snapshot(Catalog catalog) {
        if (IfNoneMatch.matches(wanted.ifNoneMatch(), entityTag(catalog))) {
            notModified(catalog);
            return;
        }
        response.putHeader(HttpHeaders.ETAG, entityTag(catalog));
        send(bodies.of(catalog).snapshot(), catalog, true);
    }

    private void changes(Served served, Position since) {
        Catalog catalog = served.history().catalog();
        switch (served.history().since(since)) {
            case Since.UpToDate() -> notModified(catalog);
            case Since.Available(var delta) -> send(bodies.of(catalog).delta(delta), catalog, false);
            case Since.Gone(var why) -> resync(why);
            case Since.Ahead() -> throw new IllegalStateException("answered by waiting: " + since);
        }
    }

    private void describe(Served served) {
        response.putHeader(
                SyncHeaders.DIGEST, served.history().catalog().digest().toString());
        served.ageMillis().ifPresent(age -> response.putHeader(SyncHeaders.AGE_MILLIS, Long.toString(age)));
    }

    private void notModified(Catalog catalog) {
        cacheable()
                .putHeader(HttpHeaders.ETAG, entityTag(catalog))
                .setStatusCode(304)
                .end();
        tell(catalog, false);
    }

    private void tell(Catalog catalog, boolean whole) {
        if (!head) {
            listener.answered(catalog.position(), whole);
        }
    }

    private HttpServerResponse cacheable() {
        return response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private void send(SharedBody body, Catalog catalog, boolean whole) {
        here(body.in(wanted.encoding()), result -> {
            if (result.succeeded()) {
                write(result.result());
                tell(catalog, whole);
            } else {
                broken(result.cause());
            }
        });
    }

    private void write(SharedBody.Encoded body) {
        if (response.closed()) {
            return;
        }
        cacheable().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (body.encoding() != Encoding.IDENTITY) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, body.encoding().token());
        }
        response.putHeader(
                HttpHeaders.CONTENT_LENGTH, Integer.toString(body.bytes().length()));
        if (head) {
            response.end();
        } else {
            Pieces.end(response, body.bytes());
        }
    }

    private void unknown(String why) {
        Optional<Served> served = source.served();
        served.ifPresent(this::describe);
        // 410 sends the reader for a snapshot, so one that asks for just that is given the newest there is.
        if (served.isPresent() && wanted.since().isEmpty()) {
            snapshot(served.get().history().catalog());
        } else {
            resync(why);
        }
    }

    private void resync(String why) {
        Problems.send(response, Problem.resyncRequired(why));
    }

    private void late(String why) {
        source.served().ifPresent(this::describe);
        Problems.sendRetryable(response, "behind", "This node is behind", why);
    }

    /// Goes on, on this request's own context, when a future is done; at once when it is done already.
    private <T> void here(Future<T> future, Handler<AsyncResult<T>> next) {
        if (future.isComplete()) {
            next.handle(future);
        } else {
            future.onComplete(result -> context.runOnContext(_ -> guarded(() -> next.handle(result))));
        }
    }

    /// A defect must not leave the reader without an answer.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void broken(Throwable cause) {
        LOG.atError().setCause(cause).log("a request could not be answered");
        response.headers().clear();
        Problems.send(response, Problem.of(500, "internal", "Something broke here", "The server's log says what"));
    }

    private static String entityTag(Catalog catalog) {
        return "\"" + catalog.position() + "\"";
    }
}
