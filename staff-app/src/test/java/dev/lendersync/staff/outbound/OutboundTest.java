package dev.lendersync.staff.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final AllowedNetworks LOOPBACK = AllowedNetworks.parse("127.0.0.0/8,::1/128");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private URI serve(Consumer<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .await();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/base/hook");
    }

    private Answer post(Outbound outbound, URI url) throws Exception {
        return Future.<Answer>future(promise -> vertx.runOnContext(
                        now -> outbound.post(url, Map.of("webhook-id", "msg_1"), Buffer.buffer("{\"a\":1}"))
                                .onComplete(promise)))
                .await(20, TimeUnit.SECONDS);
    }

    private Outbound outbound(AllowedNetworks networks, HostResolver resolver) {
        return new Outbound(vertx, networks, 4, resolver, Outbound.MAX_EXCHANGE);
    }

    private static HostResolver always(String... addresses) {
        return host -> List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    @Test
    void postsAndReadsTheAnswer() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        URI url = serve(request -> request.body().onSuccess(body -> {
            seen.addAll(List.of(
                    request.method() + " " + request.uri(),
                    request.getHeader("webhook-id"),
                    request.getHeader("content-type"),
                    body.toString()));
            request.response().setStatusCode(202).putHeader("Retry-After", "7").end("thanks");
        }));

        Answer answer = post(new Outbound(vertx, LOOPBACK, 4), url);

        assertThat(seen).containsExactly("POST /base/hook", "msg_1", "application/json", "{\"a\":1}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().get("retry-after")).isEqualTo("7");
        assertThat(answer.body().toString(UTF_8)).isEqualTo("thanks");
    }

    @Test
    void connectsToTheCheckedAddressUnderTheNameOfTheHost() throws Exception {
        List<String> hosts = new CopyOnWriteArrayList<>();
        AtomicInteger lookups = new AtomicInteger();
        URI url = serve(request -> {
            hosts.add(String.valueOf(request.getHeader("host")));
            request.response().end();
        });
        URI named = URI.create("http://client.example:" + url.getPort() + "/");
        // The second lookup would lead elsewhere: a name server under an attacker's control.
        HostResolver rebinding = host -> always(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")
                .resolve(host);

        assertThat(post(outbound(LOOPBACK, rebinding), named).status()).isEqualTo(200);
        assertThat(hosts).containsExactly("client.example:" + url.getPort());
        assertThat(lookups).hasValue(1);
    }

    @Test
    void refusesAddressesThatAreNotPublic() {
        AtomicInteger requests = new AtomicInteger();
        URI url = serve(request -> {
            requests.incrementAndGet();
            request.response().end();
        });

        assertThatThrownBy(() -> post(outbound(AllowedNetworks.none(), HostResolver.SYSTEM), url))
                .isInstanceOf(OutboundException.class)
                .hasMessageContaining("127.0.0.1 is not at a public address");
        assertThatThrownBy(() -> post(outbound(AllowedNetworks.none(), always("10.0.0.1", "fd00::1")), url))
                .isInstanceOf(OutboundException.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void takesTheAddressThatIsPermitted() throws Exception {
        URI url = serve(request -> request.response().end());

        assertThat(post(outbound(LOOPBACK, always("10.0.0.1", "127.0.0.1")), url)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void reachesIpv6Literals() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(request.getHeader("host")))
                .listen(0, "::1")
                .await();
        String authority = "[::1]:" + server.actualPort();

        Answer answer = post(outbound(LOOPBACK, HostResolver.SYSTEM), URI.create("http://" + authority + "/"));

        assertThat(answer.body().toString()).isEqualTo(authority);
    }

    @Test
    void followsNoRedirect() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        URI url = serve(request -> {
            requests.incrementAndGet();
            request.response()
                    .setStatusCode(301)
                    .putHeader("Location", "/elsewhere")
                    .end();
        });

        assertThat(post(outbound(LOOPBACK, HostResolver.SYSTEM), url).status()).isEqualTo(301);
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsNoMoreThanItsLimit() throws Exception {
        URI justFits = serve(request -> request.response().end("x".repeat(Outbound.MAX_ANSWER)));
        URI tooLong = serve(request -> request.response().end("x".repeat(Outbound.MAX_ANSWER + 1)));
        Outbound outbound = outbound(LOOPBACK, HostResolver.SYSTEM);

        assertThat(post(outbound, justFits).body().length()).isEqualTo(Outbound.MAX_ANSWER);
        assertThatThrownBy(() -> post(outbound, tooLong)).hasMessageContaining("longer than 16384 bytes");
    }

    @Test
    void givesUpOnServersThatHangOrTrickle() {
        URI hanging = serve(request -> {});
        URI trickling = serve(request -> {
            request.response().setChunked(true).write("{");
            vertx.setPeriodic(20, tick -> request.response().write(" "));
        });
        Outbound outbound = new Outbound(vertx, LOOPBACK, 4, HostResolver.SYSTEM, SHORT);

        assertThatThrownBy(() -> post(outbound, hanging)).hasMessageContaining("no complete answer within 300 ms");
        assertThatThrownBy(() -> post(outbound, trickling)).hasMessageContaining("no complete answer within 300 ms");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        URI closed = URI.create("http://127.0.0.1:1/");
        URI dropping = serve(request -> request.connection().close());
        HostResolver nobody = host -> {
            throw new UnknownHostException(host);
        };

        assertThatThrownBy(() -> post(outbound(LOOPBACK, HostResolver.SYSTEM), closed))
                .isInstanceOf(OutboundException.class)
                .hasMessageContaining("can't connect");
        assertThatThrownBy(() -> post(outbound(LOOPBACK, HostResolver.SYSTEM), dropping))
                .isInstanceOf(OutboundException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> post(outbound(LOOPBACK, nobody), closed))
                .isInstanceOf(OutboundException.class)
                .hasMessageContaining("the host has no address");
    }
}
