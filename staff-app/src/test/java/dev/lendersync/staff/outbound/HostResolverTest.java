package dev.lendersync.staff.outbound;

import static dev.lendersync.staff.outbound.Poster.LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The machine's own resolver, with a name server that changes its mind or hangs.
class HostResolverTest {
    private final NameServer names = new NameServer();
    private final Poster poster = new Poster(
            new VertxOptions().setAddressResolverOptions(new AddressResolverOptions().addServer(names.hostAndPort())));
    private final AtomicInteger requests = new AtomicInteger();
    private URI url = URI.create("http://unset.example/");

    HostResolverTest() throws SocketException {}

    @BeforeEach
    void serve() {
        int port = poster.serve(request -> {
                    requests.incrementAndGet();
                    request.response().end();
                })
                .getPort();
        url = URI.create("http://client.example:" + port + "/");
    }

    @AfterEach
    void stop() {
        poster.close();
        names.close();
    }

    @Test
    void aNameThatMovesBetweenTwoRequestsIsCheckedAgain() throws Exception {
        Outbound outbound = poster.to(LOOPBACK, HostResolver.system(poster.vertx));

        names.answer("127.0.0.1");
        assertThat(poster.post(outbound, url).status()).isEqualTo(200);
        names.answer("169.254.169.254");

        assertThat(poster.refusal(outbound, url)).startsWith("client.example is not at a public address");
        assertThat(requests).hasValue(1);
    }

    @Test
    void p8AHangingNameServerCostsNoThreadsAndNoMoreThanTheWholeTime() throws Exception {
        Outbound hasty = poster.within(Duration.ofSeconds(2), LOOPBACK, HostResolver.system(poster.vertx));
        // Whatever is started once, is started.
        poster.refusal(poster.within(Duration.ofMillis(300), LOOPBACK, HostResolver.system(poster.vertx)), url);
        int threads = Thread.activeCount();

        List<Future<Answer>> lost = IntStream.range(0, Poster.MAX_REQUESTS)
                .mapToObj(number -> poster.begin(hasty, URI.create("http://lost-" + number + ".example/")))
                .toList();

        assertThat(poster.post(hasty, URI.create("http://127.0.0.1:" + url.getPort() + "/"))
                        .status())
                .isEqualTo(200);
        assertThat(Thread.activeCount()).isLessThan(threads + 10);
        Future.join(lost).otherwiseEmpty().await(20, TimeUnit.SECONDS);
        assertThat(lost).allSatisfy(future -> assertThat(future.cause()).hasMessage("no complete answer within 2 s"));
    }
}
