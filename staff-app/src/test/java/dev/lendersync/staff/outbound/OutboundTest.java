package dev.lendersync.staff.outbound;

import static dev.lendersync.staff.outbound.Poster.LOOPBACK;
import static dev.lendersync.staff.outbound.Poster.always;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is posted, how much of the answer is read, and for how long.
class OutboundTest {
    /// Long enough for a request to arrive on a busy machine.
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Poster poster = new Poster();
    private final Vertx vertx = poster.vertx;
    private final Outbound outbound = poster.to(LOOPBACK, always("127.0.0.1"));

    @AfterEach
    void stop() {
        poster.close();
    }

    @Test
    void postsAndReadsTheAnswer() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        URI url = poster.serve(request -> request.body().onSuccess(body -> {
            seen.addAll(List.of(
                    request.method() + " " + request.uri(),
                    request.getHeader("webhook-id"),
                    request.getHeader("content-type"),
                    body.toString()));
            request.response().setStatusCode(202).putHeader("Retry-After", "7").end("thanks");
        }));

        Answer answer = poster.post(new Outbound(vertx, LOOPBACK, 4), url);

        assertThat(seen).containsExactly("POST /base/hook", "msg_1", "application/json", "{\"a\":1}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().get("retry-after")).isEqualTo("7");
        assertThat(answer.body().toString(UTF_8)).isEqualTo("thanks");
    }

    @Test
    void reachesIpv6Literals() throws Exception {
        URI url = poster.serve("::1", 0, request -> request.response().end(request.getHeader("host")));
        String authority = "[::1]:" + url.toString().replaceAll(".*:([0-9]+)/.*", "$1");

        Answer answer = poster.post(outbound, URI.create("http://" + authority + "/"));

        assertThat(answer.body().toString()).isEqualTo(authority);
    }

    @Test
    void refusesUrlsOfOtherFormsWithoutLookingThemUp() {
        HostResolver never = host -> {
            throw new AssertionError("looked up " + host);
        };

        assertThat(poster.refusal(poster.to(LOOPBACK, never), URI.create("http://2130706433/")))
                .contains("is no host name");
        assertThat(poster.refusal(poster.to(LOOPBACK, never), URI.create("ftp://portal.example/")))
                .contains("must begin with http:// or https://");
    }

    @Test
    void followsNoRedirect() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        URI url = poster.serve(request -> {
            requests.incrementAndGet();
            request.response()
                    .setStatusCode(301)
                    .putHeader("Location", "/elsewhere")
                    .end();
        });

        assertThat(poster.post(outbound, url).status()).isEqualTo(301);
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsNoMoreThanItsLimit() throws Exception {
        URI justFits = poster.serve(request -> request.response().end("x".repeat(Outbound.MAX_ANSWER)));
        URI tooLong = poster.serve(request -> request.response().end("x".repeat(Outbound.MAX_ANSWER + 1)));

        assertThat(poster.post(outbound, justFits).body().length()).isEqualTo(Outbound.MAX_ANSWER);
        assertThat(poster.refusal(outbound, tooLong)).isEqualTo("the answer is longer than 16384 bytes");
    }

    @Test
    void hangsUpOnAnEndlessBody() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        URI endless = poster.serve(request -> {
            request.connection().closeHandler(end -> hungUp.countDown());
            request.response().setChunked(true);
            vertx.setPeriodic(1, tick -> request.response().write("x".repeat(4_096)));
        });

        assertThat(poster.refusal(outbound, endless)).isEqualTo("the answer is longer than 16384 bytes");
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesUpOnServersThatHangOrTrickle() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(2);
        URI hanging = poster.serve(request -> request.connection().closeHandler(end -> hungUp.countDown()));
        URI trickling = poster.serve(request -> {
            request.connection().closeHandler(end -> hungUp.countDown());
            request.response().setChunked(true).write("{");
            vertx.setPeriodic(20, tick -> request.response().write(" "));
        });
        Outbound hasty = poster.within(SHORT, LOOPBACK, always("127.0.0.1"));

        assertThat(poster.refusal(hasty, hanging)).isEqualTo("no complete answer within 2 s");
        assertThat(poster.refusal(hasty, trickling)).isEqualTo("no complete answer within 2 s");
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
