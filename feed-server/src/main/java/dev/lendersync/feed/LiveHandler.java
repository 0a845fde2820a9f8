package dev.lendersync.feed;

import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/lender-products/live` (SPEC.md, section *Live*): `101`, or a problem: `400` bad parameter or subprotocol,
/// `403` origin, `405` other methods, `426` no WebSocket, `429` too many connections, `503` not now.
///
/// The caller has checked path and credentials. Never blocks its thread.
public final class LiveHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHandler.class);
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final int LONGEST_RETRY_SECONDS = 5;

    private final LiveFeed feed;
    private final Set<String> allowedOrigins;
    private final TrustedProxies proxies;

    /// @param allowedOrigins from which browsers may come beside our own, e.g. `https://portal.example.com`
    /// @param proxies whose word on where a connection is from counts
    public LiveHandler(LiveFeed feed, Set<String> allowedOrigins, TrustedProxies proxies) {
        this.feed = feed;
        this.allowedOrigins = Set.copyOf(allowedOrigins);
        this.proxies = proxies;
    }

    /// What a server must be set to for this handler.
    public static HttpServerOptions prepare(HttpServerOptions options) {
        return options.addWebSocketSubProtocol(FrameCodec.SUBPROTOCOL)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(FrameCodec.MAX_CLIENT_BYTES)
                .setMaxWebSocketMessageSize(FrameCodec.MAX_CLIENT_BYTES)
                .setWebSocketClosingTimeout(1) // s
                .setTcpNoDelay(true);
    }

    /// The instance that a request names, if it is one.
    public static Optional<String> instance(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("instance")).filter(SyncHeaders::isInstance);
    }

    /// On the feed's event loop.
    public void handle(HttpServerRequest request, LiveCaller caller) {
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        Optional<Position> since =
                Optional.ofNullable(request.getParam("since")).map(Position::parse);
        Optional<Served> served = feed.source().served();
        if (served.isEmpty()) {
            retryLater(request, "no-catalog", "There is no catalog yet", "This node has never had a catalog");
            return;
        }
        Position head = served.get().history().catalog().position();
        if (since.isPresent() && since.get().sameEpoch(head) && !head.hasReached(since.get())) {
            request.pause();
            Future.succeededFuture(since.get())
                    .compose(feed.source()::reach)
                    .otherwise(failure -> new Reach.Late("This node cannot look upstream at the moment"))
                    .onSuccess(reach -> feed.context().runOnContext(_ -> {
                        request.resume();
                        reached(request, caller, since, reach);
                    }));
        } else {
            upgrade(request, caller, since);
        }
    }

    private void reached(HttpServerRequest request, LiveCaller caller, Optional<Position> since, Reach reach) {
        switch (reach) {
            case Reach.Reached() -> upgrade(request, caller, since);
            // The cursor finds nothing known ahead of the head, and sends the client to pull.
            case Reach.Unknown(String why) -> upgrade(request, caller, since);
            case Reach.Late(String why) -> retryLater(request, "behind", "This node is behind", why);
        }
    }

    private void upgrade(HttpServerRequest request, LiveCaller caller, Optional<Position> since) {
        String address = SourceNetwork.of(proxies.sender(request).address());
        LiveFeed.Admission admission = feed.admit(caller, address);
        switch (admission) {
            case GRANTED ->
                request.toWebSocket()
                        .onSuccess(socket -> open(socket, caller, address, since))
                        .onFailure(failure -> LOG.debug("event=upgrade-failed reason=\"{}\"", failure.toString()));
            case STOPPING -> retryLater(request, "stopping", "The server stops", "Come back in a moment");
            case FULL, TOO_FAST ->
                retryLater(request, "busy", "Too many connections", "Too many connections are open, or come at once");
            case TOO_MANY_OF_KEY -> tooMany(request, "of this API key or token");
            case TOO_MANY_OF_ADDRESS -> tooMany(request, "from this address");
        }
    }

    private void open(ServerWebSocket socket, LiveCaller caller, String address, Optional<Position> since) {
        if (feed.source().served().isPresent()) {
            feed.add(caller, address, Cursor.from(since), socket);
        } else {
            socket.close((short) 1011, "there is no catalog any more");
        }
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET");
            return Optional.of(Problem.of(405, "method-not-allowed", "The method is not allowed", "Follow with GET"));
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            // HTTP/2 knows no such headers, and its clients refuse answers that have them.
            if (request.version() == HttpVersion.HTTP_1_1) {
                request.response()
                        .putHeader(HttpHeaders.UPGRADE, "websocket")
                        .putHeader(HttpHeaders.CONNECTION, "Upgrade");
            }
            return Optional.of(Problem.of(
                    426, "upgrade-required", "A WebSocket is needed", "Open a WebSocket; or pull from /sync"));
        }
        if (!offers(request)) {
            return Optional.of(Problem.invalidParameter(
                    "Sec-WebSocket-Protocol", "offer the subprotocol " + FrameCodec.SUBPROTOCOL));
        }
        Optional<Problem> malformed = malformed(request);
        if (malformed.isPresent()) {
            return malformed;
        }
        if (!originIsOurs(request)) {
            return Optional.of(Problem.of(
                    403, "foreign-origin", "Not from this page", "Pages of this origin may not follow the catalog"));
        }
        return parameters(request);
    }

    /// What Vert.x would answer without a problem, after the place was taken.
    private static Optional<Problem> malformed(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (tokens(request, "Connection").noneMatch("upgrade"::equalsIgnoreCase)) {
            return Optional.of(Problem.invalidParameter("Connection", "must be Upgrade"));
        }
        if (!"13".equals(headers.get("Sec-WebSocket-Version"))) {
            return Optional.of(Problem.invalidParameter("Sec-WebSocket-Version", "must be 13"));
        }
        if (!KEY.matcher(String.valueOf(headers.get("Sec-WebSocket-Key"))).matches()) {
            return Optional.of(Problem.invalidParameter("Sec-WebSocket-Key", "must be 16 bytes in base64"));
        }
        boolean hasBody = headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || !"0".equals(Objects.requireNonNullElse(headers.get(HttpHeaders.CONTENT_LENGTH), "0"));
        return hasBody
                ? Optional.of(Problem.invalidParameter("Content-Length", "must be 0: a handshake has no body"))
                : Optional.empty();
    }

    private static Optional<Problem> parameters(HttpServerRequest request) {
        if (request.getParam("instance") != null && instance(request).isEmpty()) {
            return Optional.of(Problem.invalidParameter("instance", "must be 1 to 64 of [A-Za-z0-9._-]"));
        }
        try {
            since(request);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Problem.invalidParameter("since", String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Position> since(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("since")).map(Position::parse);
    }

    private static boolean offers(HttpServerRequest request) {
        return tokens(request, "Sec-WebSocket-Protocol").anyMatch(FrameCodec.SUBPROTOCOL::equals);
    }

    private static Stream<String> tokens(HttpServerRequest request, String header) {
        return request.headers().getAll(header).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip);
    }

    /// Other programs send no origin. Browsers do, and only pages of our own or of allowed hosts may follow.
    private boolean originIsOurs(HttpServerRequest request) {
        return PageOrigin.isOwnOrNone(request, proxies.sender(request))
                || allowedOrigins.contains(request.getHeader(HttpHeaders.ORIGIN));
    }

    private void tooMany(HttpServerRequest request, String whose) {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, retryAfter());
        refuse(
                request,
                Problem.of(
                        429,
                        "too-many-connections",
                        "Too many connections",
                        "Too many connections " + whose + " are open"));
    }

    private void retryLater(HttpServerRequest request, String code, String title, String detail) {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, retryAfter());
        refuse(request, Problem.of(503, code, title, detail));
    }

    private String retryAfter() {
        return Integer.toString(feed.random().nextInt(1, LONGEST_RETRY_SECONDS + 1));
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        Problems.send(request.response(), problem);
    }
}
