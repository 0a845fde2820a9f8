package dev.lendersync.client;

import dev.lendersync.feed.Pieces;
import dev.lendersync.protocol.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/// Short answers that no cache may keep.
final class Replies {
    private Replies() {}

    static void json(HttpServerResponse response, int status, Map<String, ?> members) {
        send(response, status, "application/json", Buffer.buffer(Json.write(members)));
    }

    /// @return completes when it has left, or cannot any more
    static Future<Void> send(HttpServerResponse response, int status, String contentType, Buffer body) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        return Pieces.end(response, body);
    }
}
