package dev.lendersync.staff.http;

import dev.lendersync.feed.Doorkeeper;
import dev.lendersync.feed.Pieces;
import dev.lendersync.feed.RequestRates;
import dev.lendersync.feed.StaticFiles;
import dev.lendersync.feed.listen.SecurityHeaders;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.LiveTickets;
import dev.lendersync.staff.identity.Means;
import dev.lendersync.staff.identity.Principal;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Serves the table of routes: those that are direct on the event loop, every other operation on a virtual thread of
/// its own. What is no operation may be one of the screens, which anybody may load: they know nothing by themselves.
public final class ApiServer implements Handler<HttpServerRequest> {
    /// The largest body, in bytes; 413 beyond it.
    public static final int MAX_BODY = 1 << 20;
    /// The same of whoever has not said yet who he is: what anybody may send waits in memory.
    public static final int MAX_PUBLIC_BODY = 16_384;
    /// Operations that run at once, and those of one client or user; 503 beyond them.
    public static final int MAX_RUNNING = 512;

    static final int MAX_RUNNING_OF_ONE = 128;

    /// The context's value under this is the most bytes that a body may have.
    private static final String LIMIT = "maxBody";

    private static final Response TOO_OFTEN =
            Response.problem(Doorkeeper.tooOften("of this key or user")).with("Retry-After", "1");

    private static final Response MALFORMED =
            Response.problem(Problem.of(400, "malformed", "Bad request", "The request is not well-formed."));

    private final Gate gate;
    private final Followers followers;
    private final Idempotency idempotency;
    private final Map<String, DirectRoute> direct;
    private final List<Route> routes;
    private final Router router;
    private final TrustedProxies proxies;
    private final Metrics metrics;
    private final RequestRates rates;
    private final Semaphore running = new Semaphore(MAX_RUNNING);
    private final Shares shares = new Shares(MAX_RUNNING_OF_ONE);

    public ApiServer(
            Vertx vertx,
            Authenticator authenticator,
            LiveTickets tickets,
            Followers followers,
            Idempotency idempotency,
            List<Route> routes,
            List<DirectRoute> direct,
            StaticFiles screens,
            TrustedProxies proxies,
            Metrics metrics,
            RequestRates rates) {
        this.rates = rates;
        this.gate = new Gate(authenticator, tickets, proxies);
        this.proxies = proxies;
        this.metrics = metrics;
        this.followers = followers;
        this.idempotency = idempotency;
        this.direct = direct.stream().collect(Collectors.toUnmodifiableMap(DirectRoute::path, route -> route));
        this.routes = routes;
        this.router = Router.router(vertx);
        Semaphore uploads = new Semaphore(UploadHandler.MAX_UPLOADS);
        Shares uploadsOfOne = new Shares(UploadHandler.MAX_UPLOADS_OF_ONE);
        for (Route route : routes) {
            var mapped = router.route(route.path().replaceAll("\\{(\\w+)}", ":$1"));
            methods(route).map(HttpMethod::valueOf).forEach(mapped::method);
            // A policy, since Vert.x insists on reading bodies before plain handlers run.
            mapped.handler((SecurityPolicyHandler) context -> {
                        metrics.time(context.request(), route.path());
                        context.put(LIMIT, route.maxBody());
                        admitted(context, route.access(), RoutingContext::next);
                    })
                    .handler(
                            route.maxUpload() > 0
                                    ? new UploadHandler(uploads, uploadsOfOne, route.maxUpload())
                                    : BodyHandler.create(false).setBodyLimit(route.maxBody()))
                    .handler(context -> run(context, route));
        }
        router.errorHandler(404, context -> {
            metrics.time(context.request(), "screens");
            if (!screens.answer(context.request())) {
                metrics.time(context.request(), Metrics.NO_ROUTE);
                admitted(context, Access.CLIENT, ApiServer::notFound);
            }
        });
        router.errorHandler(405, context -> admitted(context, Access.CLIENT, this::notAllowed));
        router.errorHandler(413, ApiServer::tooLarge);
        router.errorHandler(400, ApiServer::badRequest);
        router.errorHandler(500, ApiServer::failed);
    }

    /// What is read with GET may be asked for with HEAD.
    private static Stream<String> methods(Route route) {
        return route.method().equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(route.method());
    }

    @Override
    public void handle(HttpServerRequest request) {
        // Null for targets that are no paths, such as `OPTIONS *`.
        @Nullable String path = request.path();
        @Nullable DirectRoute route = path == null ? null : direct.get(path);
        SecurityHeaders.put(request.response(), proxies.sender(request));
        metrics.time(request, route == null ? Metrics.NO_ROUTE : route.path());
        if (route == null) {
            SecurityHeaders.putForPages(request.response());
            if (path == null || !path.startsWith("/")) {
                send(request, MALFORMED); // The router would answer in words of its own.
            } else {
                router.handle(request);
            }
            return;
        }
        request.pause();
        gate.admit(request, route.access(), route.ticket()).onComplete(asked -> {
            request.resume();
            if (hasLeft(request)) {
                return;
            }
            if (asked.succeeded() && isTooOften(request, asked.result())) {
                send(request, TOO_OFTEN);
            } else if (asked.succeeded()) {
                if (route.lasting() && asked.result() instanceof Principal.Staff staff) {
                    followers.add(request.connection(), staff.means());
                }
                route.operation().answer(request, asked.result());
            } else {
                send(request, refusal(asked.cause()));
            }
        });
    }

    /// Checks the credentials before a byte of the body is read.
    private void admitted(RoutingContext context, Access access, Handler<RoutingContext> next) {
        HttpServerRequest request = context.request();
        request.pause();
        gate.admit(request, access, false).onComplete(asked -> {
            request.resume();
            if (hasLeft(request)) {
                return;
            }
            if (asked.succeeded() && isTooOften(request, asked.result())) {
                send(request, TOO_OFTEN);
            } else if (asked.succeeded()) {
                context.put("principal", asked.result());
                next.handle(context);
            } else {
                send(request, refusal(asked.cause()));
            }
        });
    }

    /// Whether its sender went while it was asked who he is. Nothing would tell of his end any more, by which places
    /// that he takes are given back.
    private static boolean hasLeft(HttpServerRequest request) {
        return request.response().closed();
    }

    /// Anybody is limited by his address alone, before the gate.
    private boolean isTooOften(HttpServerRequest request, Principal principal) {
        String key = principal.key();
        return !key.isEmpty() && !rates.take(key, request);
    }

    private static Response refusal(Throwable cause) {
        return Response.problem(Failures.problem(cause));
    }

    private void run(RoutingContext context, Route route) {
        Principal caller = context.get("principal", new Principal.Anonymous());
        String key = caller.key();
        if (!shares.take(key)) {
            sendBusy(context);
            return;
        }
        if (!running.tryAcquire()) {
            shares.giveBack(key);
            sendBusy(context);
            return;
        }
        Optional<Upload> upload = Optional.ofNullable(context.get(UploadHandler.KEY));
        Buffer body = upload.isPresent() ? null : context.body().buffer();
        Request request = new Request(
                caller,
                Peer.of(context.request(), proxies.sender(context.request())),
                context.pathParams(),
                context.queryParams(),
                context.request().headers(),
                body == null ? Buffer.buffer() : body,
                upload);
        Context loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().name(route.method() + " " + route.path()).start(() -> {
            Response response = answer(route, context.request().path(), request);
            running.release();
            shares.giveBack(key);
            loop.runOnContext(back -> send(context.request(), response));
        });
    }

    private static void sendBusy(RoutingContext context) {
        Response busy =
                Response.problem(Problem.of(503, "busy", "Too many requests are running", "Try again in a moment."));
        send(context.request(), busy.with("Retry-After", "1"));
    }

    private Response answer(Route route, @Nullable String path, Request request) {
        try {
            return ScopedValue.where(Database.SOURCE, source(request.principal()))
                    .call(() -> idempotency.answer(
                            route.method(),
                            path == null ? route.path() : path,
                            request,
                            () -> route.operation().answer(request)));
        } catch (Throwable e) {
            // An Error too: whoever waits is answered, and it is logged.
            return refusal(e);
        }
    }

    private static String source(Principal principal) {
        return principal instanceof Principal.Staff staff && staff.means() instanceof Means.Session ? "screen" : "api";
    }

    private static void send(HttpServerRequest request, Response answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        if (!answer.contentType().isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.headers().forEach(response::putHeader);
        boolean hasBody = answer.status() != 204 && answer.status() != 304;
        if (hasBody) {
            response.putHeader(
                    HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
        }
        if (request.method().equals(HttpMethod.HEAD) || !hasBody) {
            response.end();
        } else {
            Pieces.end(response, answer.body());
        }
    }

    private static void notFound(RoutingContext context) {
        send(
                context.request(),
                Response.problem(Problem.of(404, "not-found", "Not found", "There is nothing at this path.")));
    }

    private void notAllowed(RoutingContext context) {
        // As the router reads it: of two slashes it makes one.
        String path = context.normalizedPath();
        String allow = routes.stream()
                .filter(route -> path.matches(route.path().replaceAll("\\{\\w+}", "[^/]+")))
                .flatMap(ApiServer::methods)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Problem problem = Problem.of(
                405, "method-not-allowed", "The method is not allowed", "This path takes " + allow + " only.");
        send(context.request(), Response.problem(problem).with("Allow", allow));
    }

    private static void tooLarge(RoutingContext context) {
        long limit = context.get(LIMIT, (long) MAX_BODY);
        Response answer = Response.problem(
                Problem.of(413, "too-large", "The body is too large", "A body may have at most " + limit + " bytes."));
        // HTTP/2 ends the stream by itself, and knows no such header.
        boolean ownConnection = context.request().version() != HttpVersion.HTTP_2;
        send(context.request(), ownConnection ? answer.with("Connection", "close") : answer);
    }

    private static void badRequest(RoutingContext context) {
        send(context.request(), MALFORMED);
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        send(
                context.request(),
                Response.problem(Failures.problem(failure == null ? new IllegalStateException("no cause") : failure)));
    }
}
