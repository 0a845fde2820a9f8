package dev.lendersync.staff.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request and its answer, ended by its deadline at the latest. For one event loop.
final class Exchange {
    private final Vertx vertx;
    private final Destination to;
    private final Promise<Answer> answer = Promise.promise();
    private final long deadline;
    private @Nullable HttpClientRequest request;

    /// Its time runs from here.
    Exchange(Vertx vertx, Destination to, Duration limit) {
        this.vertx = vertx;
        this.to = to;
        this.deadline = vertx.setTimer(limit.toMillis(), late -> abort("no complete answer within " + words(limit)));
    }

    Future<Answer> answer() {
        return answer.future();
    }

    boolean isOver() {
        return answer.future().isComplete();
    }

    void run(HttpClientRequest connected, Buffer body) {
        request = connected;
        if (isOver()) {
            connected.reset();
            return;
        }
        connected.send(body).onComplete(this::read, this::fail);
    }

    private static String words(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(this::fail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > Outbound.MAX_ANSWER) {
                abort("the answer is longer than " + Outbound.MAX_ANSWER + " bytes");
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> {
            vertx.cancelTimer(deadline);
            answer.tryComplete(new Answer(response.statusCode(), response.headers(), body));
        });
    }

    private void abort(String why) {
        fail(new OutboundException(why));
        if (request != null) {
            request.reset();
        }
    }

    void fail(Throwable failure) {
        vertx.cancelTimer(deadline);
        answer.tryFail(Explanation.of(to, failure));
    }
}
