package dev.lendersync.feed;

import dev.lendersync.feed.listen.SecurityHeaders;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Stands before everything that a server serves: too many connections, requests that come too often or too slowly,
/// and bodies that would have to be unpacked are refused before anybody looks at what they ask for. One event loop.
public final class Doorkeeper {
    private static final long LOOK_EVERY_SECONDS = 5;

    private final Vertx vertx;
    private final Connections connections;
    private final RequestRates rates;
    private final TrustedProxies proxies;

    public Doorkeeper(Vertx vertx, HttpLimits limits, RequestRates rates, TrustedProxies proxies, LongSupplier nanos) {
        this.vertx = vertx;
        this.connections = new Connections(limits, proxies, nanos);
        this.rates = rates;
        this.proxies = proxies;
    }

    /// Sets a server up that does not listen yet. On the event loop that it will run on.
    ///
    /// @param next what is asked when nothing is to be said against a request
    public HttpServer guard(HttpServer server, Handler<HttpServerRequest> next) {
        vertx.setPeriodic(TimeUnit.SECONDS.toMillis(LOOK_EVERY_SECONDS), _ -> look());
        return server.connectionHandler(connections::opened)
                .requestHandler(request -> refusal(request)
                        .ifPresentOrElse(problem -> refuse(request, problem), () -> next.handle(request)))
                .invalidRequestHandler(request -> {
                    protect(request);
                    Problems.sendInvalidRequest(request);
                });
    }

    /// Closes the connections of those who take too long.
    void look() {
        connections.look();
    }

    /// Connections now.
    int connections() {
        return connections.count();
    }

    /// Streams of HTTP/2 whose bodies have not ended.
    int streams() {
        return connections.streams();
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        if (!connections.begun(request)) {
            if (request.version() != HttpVersion.HTTP_2) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            request.response().endHandler(_ -> request.connection().close());
            return Optional.of(Problem.of(
                    429,
                    "too-many-connections",
                    "Too many connections",
                    "Too many connections are open, in all or from this address."));
        }
        if (!rates.take(SourceNetwork.of(proxies.sender(request).address()), request)) {
            return Optional.of(tooOften("from this address"));
        }
        if (!isReadable(request)) {
            return Optional.of(Problem.of(
                    400, "invalid-request", "This is not a valid HTTP request", "The query has an invalid escape"));
        }
        @Nullable String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !HttpHeaders.IDENTITY.toString().equalsIgnoreCase(encoding.strip())) {
            return Optional.of(Problem.of(
                    415, "unsupported-media-type", "Unsupported media type", "Bodies are taken uncompressed only."));
        }
        return Optional.empty();
    }

    /// What reads a parameter of such a query throws.
    private static boolean isReadable(HttpServerRequest request) {
        try {
            return request.query() == null || request.params() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// @param whose such as `of this key`
    public static Problem tooOften(String whose) {
        return Problem.of(
                429, "too-many-requests", "Too many requests", "More requests " + whose + " come than are allowed.");
    }

    private void protect(HttpServerRequest request) {
        SecurityHeaders.put(request.response(), proxies.sender(request));
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        protect(request);
        if (problem.status() == 429) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        Problems.send(request.response(), problem);
    }
}
