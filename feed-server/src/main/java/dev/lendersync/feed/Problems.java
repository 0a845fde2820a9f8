package dev.lendersync.feed;

import dev.lendersync.protocol.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/// Error answers, all of one form: see [Problem].
public final class Problems {
    /// RFC 9113: what was answered stands.
    private static final long HTTP2_NO_ERROR = 0;

    private Problems() {}

    /// Ends the response with a problem, which no cache may keep. Does nothing when it has been ended already.
    public static void send(HttpServerResponse response, Problem problem) {
        if (!response.ended() && !response.closed()) {
            end(response, problem);
        }
    }

    private static Future<Void> end(HttpServerResponse response, Problem problem) {
        Buffer body = Buffer.buffer(problem.encode());
        return response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Stated here, since Vert.x would leave it out of the answer to HEAD.
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .end(body);
    }

    /// Ends the response with a `503` that is worth asking again for in a second.
    public static void sendRetryable(HttpServerResponse response, String code, String title, String detail) {
        response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        send(response, Problem.of(503, code, title, detail));
    }

    /// Ends the response with `405`.
    ///
    /// @param allow the methods that the path knows, separated by commas
    public static void sendMethodNotAllowed(HttpServerResponse response, String allow, String detail) {
        response.putHeader(HttpHeaders.ALLOW, allow);
        send(response, Problem.of(405, "method-not-allowed", "The method is not allowed", detail));
    }

    /// Answers `408`, unless an answer has begun, and ends what the body came on: the connection, or over HTTP/2, where
    /// others go on beside it, the stream.
    public static void sendTooSlow(HttpServerRequest request, String detail) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            breakOff(request);
        } else {
            end(response, Problem.of(408, "too-slow", "The body came too slowly", detail))
                    .onComplete(_ -> breakOff(request));
        }
    }

    /// Ends what a request comes on, answered or not: the connection, or over HTTP/2 the stream.
    public static void breakOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(HTTP2_NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    /// Answers what is no HTTP request at all; for `HttpServer.invalidRequestHandler`.
    public static void sendInvalidRequest(HttpServerRequest request) {
        send(request.response(), invalid(request.decoderResult().cause()));
        request.connection().close();
    }

    private static Problem invalid(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                Problem.of(
                        414,
                        "too-long",
                        "The address is too long",
                        "The request line may have at most " + HttpLimits.MAX_URL + " bytes.");
            case TooLongHttpHeaderException _ ->
                Problem.of(
                        431,
                        "headers-too-large",
                        "The headers are too large",
                        "All headers together may have at most " + HttpLimits.MAX_HEADERS + " bytes.");
            case null, default ->
                Problem.of(
                        400,
                        "invalid-request",
                        "This is not a valid HTTP request",
                        "The request line or a header is malformed");
        };
    }
}
