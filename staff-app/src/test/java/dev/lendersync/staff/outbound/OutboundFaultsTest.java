package dev.lendersync.staff.outbound;

import static dev.lendersync.staff.outbound.Poster.LOOPBACK;
import static dev.lendersync.staff.outbound.Poster.always;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Endpoints that break: each ends in one line that says what is wrong there.
class OutboundFaultsTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Poster poster = new Poster();
    private final Outbound outbound = poster.to(LOOPBACK, always("127.0.0.1"));

    @AfterEach
    void stop() {
        poster.close();
    }

    private static void say(Socket connection, String text) throws Exception {
        OutputStream out = connection.getOutputStream();
        out.write(text.translateEscapes().getBytes(ISO_8859_1));
        out.flush();
    }

    @ParameterizedTest
    @CsvSource({
        "'', the connection was closed before the answer was complete",
        "HTTP/1.1 200, the connection was closed before the answer was complete",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nshort, the connection was closed before the answer was complete",
        "'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nshort', the connection was closed before the answer was complete",
        "SSH-2.0-OpenSSH_9.2p1 Debian-2\\r\\n, the answer is not HTTP",
        "220 mail.example ESMTP\\r\\n\\r\\n, the answer is not HTTP",
        "HTTP/1.1 abc OK\\r\\n\\r\\n, the answer is not HTTP",
        "HTTP/1.1 200 OK\\r\\nContent-Length: many\\r\\n\\r\\n, the answer is not HTTP",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n, the answer is not HTTP",
    })
    void saysWhatIsWrongWithAnAnswer(String answer, String words) throws Exception {
        try (RawServer server = new RawServer(connection -> say(connection, answer))) {
            assertThat(poster.refusal(outbound, server.url("http"))).isEqualTo(words);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noGarbageIsAnAnswer(long seed) throws Exception {
        byte[] garbage = new byte[40_000];
        new Random(seed).nextBytes(garbage);
        try (RawServer server =
                new RawServer(connection -> connection.getOutputStream().write(garbage))) {
            assertThat(poster.refusal(outbound, server.url("http")))
                    .isNotBlank()
                    .doesNotContain("Exception");
        }
    }

    @Test
    void saysThatAConnectionWasReset() throws Exception {
        try (RawServer server = new RawServer(connection -> connection.setSoLinger(true, 0))) {
            assertThat(poster.refusal(outbound, server.url("http")))
                    .isIn(
                            "the connection broke: Connection reset",
                            "the connection was closed before the answer was complete");
        }
    }

    @Test
    void readsHeadersUpToTheirLimit() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            say(connection, "HTTP/1.1 200 OK\\r\\n");
            while (true) {
                say(connection, "X-More: " + "x".repeat(1_000) + "\\r\\n");
            }
        })) {
            assertThat(poster.refusal(outbound, server.url("http")))
                    .isEqualTo("the answer's headers are longer than 16384 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "\\r\\n", "HTTP/1.1 100 Continue\\r\\n\\r\\n", "HTTP/1.1 103 Early Hints\\r\\n\\r\\n"})
    void givesUpOnWhatNeverBecomesAnAnswer(String again) throws Exception {
        try (RawServer server = new RawServer(connection -> {
            while (connection.getInputStream().available() == 0) {
                say(connection, again);
                Thread.onSpinWait();
            }
        })) {
            String words = poster.refusal(poster.within(SHORT, LOOPBACK, always("127.0.0.1")), server.url("http"));
            assertThat(words)
                    .isIn(
                            "no complete answer within 300 ms",
                            "the answer is not HTTP",
                            "the answer's headers are longer than 16384 bytes");
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        URI free;
        try (RawServer server = new RawServer(connection -> {})) {
            free = server.url("http");
        }

        assertThat(poster.refusal(outbound, free))
                .isEqualTo("127.0.0.1, port " + free.getPort()
                        + ", can't be connected to: nothing listens there, or a firewall refuses");
    }

    @Test
    void saysThatNothingReacts() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<Socket> waiting = fillBacklog(silent);
            Outbound hasty = new Outbound(
                    poster.vertx,
                    LOOPBACK,
                    4,
                    always("127.0.0.1"),
                    Outbound.MAX_EXCHANGE,
                    Outbound.httpOptions().setConnectTimeout(300));

            assertThat(poster.refusal(hasty, URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/")))
                    .endsWith("can't be connected to: nothing there reacts");
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /// Connects until the kernel is silent, which it is as soon as too many wait to be accepted.
    private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException full) {
                return waiting;
            }
        }
    }

    @Test
    void connectsForThreeSecondsAtMost() {
        assertThat(Outbound.httpOptions().getConnectTimeout()).isEqualTo(3_000);
        assertThat(Outbound.MAX_EXCHANGE).isEqualTo(Duration.ofSeconds(10));
    }
}
