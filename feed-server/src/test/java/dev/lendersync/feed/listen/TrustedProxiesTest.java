package dev.lendersync.feed.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is taken for the sender of a request that comes from 127.0.0.1.
class TrustedProxiesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = VERTX.createHttpServer()
                .requestHandler(TrustedProxiesTest::answer)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        HTTP.close();
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    private static void answer(HttpServerRequest request) {
        TrustedProxies proxies = TrustedProxies.parse(
                Objects.requireNonNull(request.getHeader("Trusted")),
                ForwardedBy.named(Objects.requireNonNull(request.getHeader("By"))));
        Sender sender = proxies.sender(request);
        request.response()
                .end(sender.address()
                        + (sender.tls() ? " tls " : " plain ")
                        + sender.host().orElseThrow().host());
    }

    /// @param headers separated by `;;`
    private static String sender(String trusted, String by, String headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20))
                .header("Trusted", trusted)
                .header("By", by);
        Arrays.stream(headers.split(";;"))
                .map(header -> header.split(":", 2))
                .forEach(header -> request.header(header[0].strip(), header[1].strip()));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # From nobody that is trusted: nothing of it counts.
            10.0.0.0/8               | X-Forwarded-For: 9.9.9.9;; X-Forwarded-Proto: https;; X-Forwarded-Host: evil.example | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: 9.9.9.9;; X-Forwarded-Proto: https;; X-Forwarded-Host: us.example   | 9.9.9.9 tls us.example
            127.0.0.0/8              | X-Forwarded-For: 9.9.9.9                                 | 9.9.9.9 plain 127.0.0.1
            # What the sender wrote before the proxies added theirs is the sender's word only.
            127.0.0.0/8              | X-Forwarded-For: 1.1.1.1, 9.9.9.9                        | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: 127.0.0.1, 9.9.9.9                      | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: 1.1.1.1;; X-Forwarded-For: 9.9.9.9      | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8, 10.0.0.0/8  | X-Forwarded-For: 1.1.1.1, 9.9.9.9, 10.0.0.7              | 9.9.9.9 plain 127.0.0.1
            # All of them trusted: the farthest.
            127.0.0.0/8, 10.0.0.0/8  | X-Forwarded-For: 10.0.0.8, 10.0.0.7                      | 10.0.0.8 plain 127.0.0.1
            127.0.0.1/32, fd00::/8   | X-Forwarded-For: 2001:db8::1, fd00::1                    | 2001:db8:0:0:0:0:0:1 plain 127.0.0.1
            # With ports, as some proxies write them.
            127.0.0.0/8              | X-Forwarded-For: 9.9.9.9:4711                            | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: [2001:db8::1]:4711                      | 2001:db8:0:0:0:0:0:1 plain 127.0.0.1
            # What is no address ends the walk.
            127.0.0.0/8              | X-Forwarded-For: 9.9.9.9, unknown                        | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: 9.9.9.9,                                | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: localhost                               | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-For: fe80::1%1                               | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8              | X-Forwarded-Proto: http;; X-Forwarded-Host: no host      | 127.0.0.1 plain 127.0.0.1
            # Proxies that write the other header pass this one on as it came.
            127.0.0.0/8              | Forwarded: for=9.9.9.9;proto=https                       | 127.0.0.1 plain 127.0.0.1
            """)
    void xForwarded(String trusted, String headers, String expected) throws Exception {
        assertThat(sender(trusted, "x-forwarded-for", headers)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8              | Forwarded: for=9.9.9.9;proto=https;host=evil.example              | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8             | Forwarded: for=9.9.9.9;proto=https;host=us.example                | 9.9.9.9 tls us.example
            127.0.0.0/8             | Forwarded: For="[2001:db8::1]:4711"; Proto=HTTPS                  | 2001:db8:0:0:0:0:0:1 tls 127.0.0.1
            127.0.0.0/8             | Forwarded: for=1.1.1.1;proto=https, for=9.9.9.9                   | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8             | Forwarded: for=1.1.1.1;; Forwarded: for=9.9.9.9                   | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8, 10.0.0.0/8 | Forwarded: for=9.9.9.9, for="10.0.0.7:80";by=_x                   | 9.9.9.9 plain 127.0.0.1
            127.0.0.0/8             | Forwarded: for=_hidden                                            | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8             | Forwarded: by=3.3.3.3                                             | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8             | Forwarded: for=9.9.9.9;proto=https, for="8.8.8.8                  | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8             | Forwarded: for = 9.9.9.9                                          | 127.0.0.1 plain 127.0.0.1
            127.0.0.0/8             | X-Forwarded-For: 9.9.9.9;; X-Forwarded-Proto: https               | 127.0.0.1 plain 127.0.0.1
            """)
    void forwarded(String trusted, String headers, String expected) throws Exception {
        assertThat(sender(trusted, "Forwarded", headers)).isEqualTo(expected);
    }

    @Test
    void aChainIsWalkedSoFarOnly() throws Exception {
        String endless = "X-Forwarded-For: 9.9.9.9" + ", 127.0.0.2".repeat(TrustedProxies.MAX_HOPS);
        assertThat(sender("127.0.0.0/8", "X-Forwarded-For", endless)).startsWith("127.0.0.2");
    }

    /// Anybody can send it, so it must cost nothing.
    @Test
    void aLongHeaderIsReadInNoTime() throws Exception {
        String evil = "Forwarded: " + "for=\"".repeat(500) + "a;".repeat(1_000) + " ".repeat(2_000) + "\"";
        assertThat(sender("127.0.0.0/8", "Forwarded", evil)).isEqualTo("127.0.0.1 plain 127.0.0.1");
    }

    @Test
    void whatCantBeReadIsNamed() {
        assertThatThrownBy(() -> TrustedProxies.parse("10.0.0.0", ForwardedBy.FORWARDED))
                .hasMessageContaining("\"10.0.0.0\" is not a network");
        assertThatThrownBy(() -> ForwardedBy.named("Via")).hasMessageContaining("X-Forwarded-For or Forwarded");
    }
}
