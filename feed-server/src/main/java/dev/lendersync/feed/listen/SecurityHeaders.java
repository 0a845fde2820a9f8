package dev.lendersync.feed.listen;

import dev.lendersync.protocol.Hosts;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// What answers tell browsers, so that these do no more with them than is meant. Handlers that serve pages replace the
/// policy by the pages' own.
public final class SecurityHeaders {
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

    private SecurityHeaders() {}

    /// For every answer, be it read a hundred thousand times a second.
    public static void put(HttpServerResponse response, Sender sender) {
        response.putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF);
        // Of localhost a browser would remember it for every port, and so for whatever else is developed there.
        if (sender.tls()
                && sender.host().filter(host -> !Hosts.isLoopback(host.host())).isPresent()) {
            response.putHeader(TRANSPORT, ONE_YEAR);
        }
    }

    /// For answers that somebody might open as a page.
    public static void putForPages(HttpServerResponse response) {
        response.putHeader(POLICY, NOTHING).putHeader(REFERRER, NO_REFERRER);
    }
}
