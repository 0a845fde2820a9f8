package dev.lendersync.feed.listen;

import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Optional;

/// How an app listens.
///
/// @param tls over TLS by these; else over plain HTTP
/// @param insecure whether plain HTTP may leave the machine
/// @param proxies whose word on the sender of a request counts
/// @param metricsToken what lets others than this machine read `/metrics`
public record Listening(
        Optional<TlsFiles> tls, boolean insecure, TrustedProxies proxies, Optional<String> metricsToken) {
    /// Over plain HTTP, believing nobody.
    public static final Listening PLAIN = new Listening(Optional.empty(), false, TrustedProxies.NONE, Optional.empty());

    static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private static final int MAX_HTTP2_HEADERS = 16_384;
    private static final int MAX_HTTP2_STREAMS = 100;

    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /// A server that is yet to listen; over TLS it takes up renewed certificates by itself.
    ///
    /// @throws IllegalArgumentException when the files of TLS can't be used
    public HttpServer server(Vertx vertx, HttpServerOptions options) {
        return server(vertx, options, LOOK_EVERY);
    }

    HttpServer server(Vertx vertx, HttpServerOptions options, Duration lookEvery) {
        options.setInitialSettings(
                new Http2Settings().setMaxHeaderListSize(MAX_HTTP2_HEADERS).setMaxConcurrentStreams(MAX_HTTP2_STREAMS));
        if (tls.isEmpty()) {
            return vertx.createHttpServer(options);
        }
        TlsIdentity identity = tls.get().read();
        HttpServer server = vertx.createHttpServer(identity.applyTo(options));
        TlsRenewal.start(vertx, server, tls.get(), identity, lookEvery);
        return server;
    }
}
