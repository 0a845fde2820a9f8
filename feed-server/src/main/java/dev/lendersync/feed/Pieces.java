package dev.lendersync.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/// A body on its way, each piece of it when those before were taken. Netty copies whatever it is to write, so a body
/// that is made once for all would be in memory again for each reader who takes his time.
///
/// On the response's own event loop.
public final class Pieces {
    private static final int PIECE_BYTES = 65_536;

    private final HttpServerResponse response;
    private final Buffer body;
    private final Promise<Void> done = Promise.promise();
    private int sent;

    private Pieces(HttpServerResponse response, Buffer body) {
        this.response = response;
        this.body = body;
    }

    /// Ends a response, whose `Content-Length` is set, with a body.
    ///
    /// @return completes when it has left, or cannot any more
    public static Future<Void> end(HttpServerResponse response, Buffer body) {
        if (body.length() <= PIECE_BYTES) {
            return response.end(body);
        }
        Pieces pieces = new Pieces(response, body);
        response.drainHandler(_ -> pieces.send());
        pieces.send();
        return pieces.done.future();
    }

    private void send() {
        while (sent < body.length() && !response.closed() && !response.writeQueueFull()) {
            int from = sent;
            sent = Math.min(from + PIECE_BYTES, body.length());
            Buffer piece = body.slice(from, sent);
            if (sent < body.length()) {
                response.write(piece).onFailure(done::tryFail);
            } else {
                response.end(piece).onSuccess(done::tryComplete).onFailure(done::tryFail);
            }
        }
        if (sent < body.length() && response.closed()) {
            done.tryFail("its reader has left");
        }
    }
}
