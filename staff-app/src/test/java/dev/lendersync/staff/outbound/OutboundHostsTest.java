package dev.lendersync.staff.outbound;

import static dev.lendersync.staff.outbound.Poster.LOOPBACK;
import static dev.lendersync.staff.outbound.Poster.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Names: what they resolve to is checked, and exactly that is connected to.
class OutboundHostsTest {
    private final Poster poster = new Poster();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        poster.close();
    }

    private URI serve(String address, int port) {
        return poster.serve(address, port, request -> {
            seen.add(request.localAddress().hostAddress() + " as " + request.getHeader("host"));
            request.response().end();
        });
    }

    private static URI named(URI url) {
        return URI.create("http://client.example:" + url.getPort() + "/");
    }

    /// One address after the other, as a resolver gives them: the name is part of each.
    private static HostResolver oneAfterTheOther(AtomicInteger lookups, String... addresses) {
        return host -> {
            String address = addresses[Math.min(lookups.getAndIncrement(), addresses.length - 1)];
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return Future.future(found -> {
                try {
                    found.complete(List.of(InetAddress.getByAddress(host, bytes)));
                } catch (UnknownHostException e) {
                    found.fail(e);
                }
            });
        };
    }

    @Test
    void connectsToTheCheckedAddressUnderTheNameOfTheHost() throws Exception {
        URI url = serve("127.0.0.1", 0);
        AtomicInteger lookups = new AtomicInteger();
        // The second lookup would lead elsewhere: a name server under an attacker's control.
        HostResolver rebinding = oneAfterTheOther(lookups, "127.0.0.1", "10.0.0.1");

        assertThat(poster.post(poster.to(LOOPBACK, rebinding), named(url)).status())
                .isEqualTo(200);
        assertThat(seen).containsExactly("127.0.0.1 as client.example:" + url.getPort());
        assertThat(lookups).hasValue(1);
    }

    @Test
    void aNameThatMovedIsNotReachedByAConnectionToItsEarlierAddress() throws Exception {
        URI url = serve("127.0.0.1", 0);
        serve("127.0.0.2", url.getPort());
        Outbound outbound =
                poster.to(LOOPBACK, oneAfterTheOther(new AtomicInteger(), "127.0.0.1", "127.0.0.2", "127.0.0.1"));

        for (int post = 1; post <= 3; post++) {
            poster.post(outbound, named(url));
        }

        assertThat(seen)
                .extracting(entry -> entry.substring(0, entry.indexOf(' ')))
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.1");
    }

    @Test
    void aNameThatMovedToAPrivateAddressIsRefusedThoughAConnectionToItIsOpen() throws Exception {
        URI url = serve("127.0.0.1", 0);
        Outbound outbound = poster.to(LOOPBACK, oneAfterTheOther(new AtomicInteger(), "127.0.0.1", "10.0.0.1"));

        assertThat(poster.post(outbound, named(url)).status()).isEqualTo(200);
        assertThat(poster.refusal(outbound, named(url)))
                .isEqualTo("client.example is not at a public address"
                        + " (WEBHOOK_ALLOWED_NETWORKS can allow private networks)");
        assertThat(seen).hasSize(1);
    }

    @Test
    void refusesAddressesThatAreNotPublic() {
        URI url = serve("127.0.0.1", 0);

        assertThat(poster.refusal(poster.to(AllowedNetworks.none(), always("8.8.8.8")), url))
                .contains("127.0.0.1 is not at a public address");
        assertThat(poster.refusal(poster.to(AllowedNetworks.none(), always("127.0.0.1", "::1")), named(url)))
                .contains("client.example is not at a public address");
        assertThat(poster.refusal(
                        poster.to(AllowedNetworks.none(), HostResolver.system(poster.vertx)),
                        URI.create("http://localhost:" + url.getPort())))
                .contains("localhost is not at a public address");
        assertThat(seen).isEmpty();
    }

    @Test
    void ofSeveralAddressesOnlyAPermittedOneIsConnectedTo() throws Exception {
        URI url = serve("127.0.0.1", 0);
        serve("127.0.0.2", url.getPort());
        AllowedNetworks second = AllowedNetworks.parse("127.0.0.2/32");

        assertThat(poster.post(poster.to(second, always("127.0.0.1", "127.0.0.2")), named(url))
                        .status())
                .isEqualTo(200);
        assertThat(seen).containsExactly("127.0.0.2 as client.example:" + url.getPort());
    }

    @Test
    void theNextAddressIsTriedWhenOneRefuses() throws Exception {
        URI url = serve("127.0.0.3", 0);
        Outbound outbound = poster.to(LOOPBACK, always("127.0.0.1", "127.0.0.2", "127.0.0.3"));

        assertThat(poster.post(outbound, named(url)).status()).isEqualTo(200);
        assertThat(seen).containsExactly("127.0.0.3 as client.example:" + url.getPort());
        assertThat(poster.refusal(poster.to(LOOPBACK, always("127.0.0.1", "127.0.0.2")), named(url)))
                .contains("can't be connected to: nothing listens there");
    }

    @Test
    void theNextAddressIsTriedOnlyIfItIsPermitted() throws Exception {
        URI url = serve("127.0.0.2", 0);
        Outbound outbound = poster.to(AllowedNetworks.parse("127.0.0.1/32"), always("127.0.0.1", "127.0.0.2"));

        assertThat(poster.refusal(outbound, named(url))).contains("can't be connected to");
        assertThat(seen).isEmpty();
    }

    @Test
    void asksTheMachineItself() throws Exception {
        URI url = serve("127.0.0.1", 0);
        Outbound outbound = poster.to(LOOPBACK, HostResolver.system(poster.vertx));

        assertThat(poster.post(outbound, URI.create("http://localhost:" + url.getPort()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysThatANameIsUnknown() {
        HostResolver nobody = host -> Future.failedFuture(new UnknownHostException(host));

        assertThat(poster.refusal(poster.to(LOOPBACK, nobody), URI.create("http://client.example/")))
                .isEqualTo("client.example has no address: no name server knows it");
    }

    /// P8: a name server that hangs costs no thread, and delays nobody whose name is known.
    @Test
    void p8NamesThatAreNeverAnsweredDelayNobody() throws Exception {
        URI url = serve("127.0.0.1", 0);
        int threads = Thread.activeCount();
        HostResolver partly = host -> host.startsWith("lost")
                ? Promise.<List<InetAddress>>promise().future()
                : always("127.0.0.1").resolve(host);
        Outbound outbound = poster.to(LOOPBACK, partly);
        List<Future<Answer>> lost = IntStream.range(1, Poster.MAX_REQUESTS)
                .mapToObj(number -> poster.begin(outbound, URI.create("http://lost-" + number + ".example/")))
                .toList();

        assertThat(poster.post(outbound, named(url)).status()).isEqualTo(200);
        assertThat(lost).noneMatch(Future::isComplete);
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
    }

    @Test
    void theLookupCountsToTheWholeTime() {
        HostResolver hanging = host -> Promise.<List<InetAddress>>promise().future();
        Outbound hasty = poster.within(Duration.ofMillis(300), LOOPBACK, hanging);

        assertThat(poster.refusal(hasty, URI.create("http://client.example/")))
                .isEqualTo("no complete answer within 300 ms");
    }

    @Test
    void anAddressThatIsFoundTooLateIsNotConnectedTo() throws Exception {
        try (RawServer server = new RawServer(connection -> connection
                .getOutputStream()
                .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            URI url = named(server.url("http"));
            Promise<List<InetAddress>> found = Promise.promise();
            Outbound hasty = poster.within(Duration.ofMillis(300), LOOPBACK, host -> found.future());

            assertThat(poster.refusal(hasty, url)).contains("no complete answer");
            found.complete(List.of(InetAddress.ofLiteral("127.0.0.1")));

            // What the late address led to would have been accepted before this one.
            assertThat(poster.post(poster.to(LOOPBACK, always("127.0.0.1")), url)
                            .status())
                    .isEqualTo(204);
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
