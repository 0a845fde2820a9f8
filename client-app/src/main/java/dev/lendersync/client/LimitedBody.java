package dev.lendersync.client;

import dev.lendersync.feed.Problems;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/// Reads the body of a request, up to a size and within a time.
final class LimitedBody {
    static final int SECONDS = 10;
    // What is too large is read on this far, unkept: a sender that is cut off in mid-body never sees the answer.
    private static final long MOST_DISCARDED_BYTES = 1L << 20;

    private final HttpServerRequest request;
    private final int maxBytes;
    private final Promise<Buffer> promise = Promise.promise();
    private final Buffer kept = Buffer.buffer();
    private long received;

    /// Signals a body of more bytes than allowed.
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        private TooLargeException() {
            super("the body is too large", null, false, false);
        }
    }

    private LimitedBody(HttpServerRequest request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /// @return fails with [TooLargeException], with [java.util.concurrent.TimeoutException] when it does not come in
    ///     time, or with another exception when it breaks off
    static Future<Buffer> read(HttpServerRequest request, int maxBytes) {
        LimitedBody body = new LimitedBody(request, maxBytes);
        request.exceptionHandler(body.promise::tryFail);
        request.endHandler(_ -> body.promise.tryComplete(body.kept));
        request.handler(body::take);
        return body.promise.future().timeout(SECONDS, TimeUnit.SECONDS);
    }

    private void take(Buffer chunk) {
        received += chunk.length();
        if (received <= maxBytes) {
            kept.appendBuffer(chunk);
        } else {
            promise.tryFail(new TooLargeException());
            if (received > MOST_DISCARDED_BYTES) {
                Problems.breakOff(request);
            }
        }
    }
}
