package dev.lendersync.client;

import dev.lendersync.feed.EntityTag;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// `GET /api/reference-data`: the code lists with their labels, out of the protocol's own file, so that they are there
/// whether or not the Staff App is. `304` for who has them.
final class ReferenceData {
    private static final String FILE = "dev/lendersync/protocol/reference-data.json";

    private final Buffer body;
    private final EntityTag tag;

    private ReferenceData(byte[] json) {
        body = Buffer.buffer(json);
        tag = EntityTag.of(json);
    }

    static ReferenceData read(ClassLoader classes) throws IOException {
        try (InputStream file = classes.getResourceAsStream(FILE)) {
            return new ReferenceData(
                    Objects.requireNonNull(file, "the jar lacks " + FILE).readAllBytes());
        }
    }

    void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.ETAG, tag.text())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (tag.isHeldBy(request.headers())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .end(body);
    }
}
