package dev.lendersync.client;

import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/// Lets pages of allowed hosts read what this app serves (CORS), so that a portal need not be served by it. They send
/// plain GETs only, so there is nothing to ask beforehand.
///
/// @param allowed e.g. `https://portal.example.com`
record Origins(Set<String> allowed) {
    // A browser hides every other header from the page, also the one in which a cache admits that it answered.
    private static final String EXPOSED = SyncHeaders.DIGEST + ", " + SyncHeaders.AGE_MILLIS + ", Age";

    Origins {
        allowed = Set.copyOf(allowed);
    }

    void allow(HttpServerRequest request) {
        if (allowed.isEmpty()) {
            return;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        HttpServerResponse response = request.response();
        // At the end, since handlers set a Vary of their own.
        response.headersEndHandler(_ -> {
            MultiMap headers = response.headers().add(HttpHeaders.VARY, "Origin");
            if (origin != null && allowed.contains(origin)) {
                headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                        .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            }
        });
    }
}
