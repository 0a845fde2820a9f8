package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.SyncHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P8: bytes that are no request get an error or a closed connection, and harm no other reader.
class GarbageTest {
    private final FakeSource source = new FakeSource();
    private final SyncServer server;

    GarbageTest() throws Exception {
        server = new SyncServer(source);
        source.serve(Samples.catalog(1, 5));
    }

    @AfterEach
    void stillServes() throws Exception {
        assertThat(server.get("").statusCode()).isEqualTo(200);
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /sync?since=%zz HTTP/1.1                         | 400
            GET /sync?since=%ff%fe HTTP/1.1                      | 400
            GET /sync?%00=%00 HTTP/1.1                           | 400
            GET /sync?since HTTP/1.1                             | 400
            HELLO                                                | 400
            GET /sync HTTP/9.9                                   | 501
            """)
    void aBadRequestLine(String line, int status) throws Exception {
        String answer = exchange((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(answer).matches("(?s)HTTP/[0-9.]+ " + status + " .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?since=x"})
    void headSendsNoByteOfABody(String query) throws Exception {
        String answer = exchange(("HEAD " + SyncHeaders.SYNC_PATH + query + " HTTP/1.1\r\nHost: x\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(answer).startsWith("HTTP/1.1 ").endsWith("\r\n\r\n").doesNotContain("{");
    }

    @Test
    void anEndlessHeaderIsCutOff() throws Exception {
        String header = "GET " + SyncHeaders.SYNC_PATH + " HTTP/1.1\r\nX: " + "y".repeat(200_000);
        assertThat(exchange(header.getBytes(StandardCharsets.UTF_8))).matches("(?s)(HTTP/1.1 4.*)?");
    }

    @Test
    void noise() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(1, 2_000)];
            random.nextBytes(bytes);
            bytes[bytes.length - 1] = '\n';
            assertThat(exchange(bytes)).doesNotContain(" 200 ").doesNotContain(" 500 ");
        }
    }

    /// Sends bytes and reads until the server closes.
    private String exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                return read(socket.getInputStream());
            } catch (SocketTimeoutException e) {
                throw new AssertionError("neither answered nor closed", e);
            } catch (IOException closedWhileWeWrote) {
                return "";
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
