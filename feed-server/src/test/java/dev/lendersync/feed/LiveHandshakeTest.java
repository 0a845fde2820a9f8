package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is let in, and what the others are told.
@Timeout(60)
class LiveHandshakeTest {
    private static final Catalog FIRST = Samples.catalog(5, 3);
    private static final String PATH = "/api/lender-products/live";

    private final FakeSource source = new FakeSource();
    private Optional<LiveServer> server = Optional.empty();

    private LiveServer server(LiveLimits limits) throws Exception {
        source.serve(FIRST);
        LiveServer started = new LiveServer(source, limits);
        server = Optional.of(started);
        return started;
    }

    @AfterEach
    void stop() {
        server.ifPresent(LiveServer::close);
    }

    private static String answer(LiveServer server, String query, String... headers) throws IOException {
        try (RawFollower follower = new RawFollower(server.port, PATH + query, headers)) {
            return follower.head();
        }
    }

    private static void refused(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }

    @Test
    void badParametersAndForeignPagesAreRefused() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        refused(answer(it, "?since=nonsense"), 400);
        refused(answer(it, "?instance=a%20b"), 400);
        refused(answer(it, "", "Origin: https://evil.example.com"), 403);
        refused(answer(it, "", "Origin: null"), 403);
        assertThat(answer(it, "", "Origin: http://127.0.0.1:" + it.port)).startsWith("HTTP/1.1 101");
        assertThat(answer(it, "", "Origin: https://friend.example.com")).startsWith("HTTP/1.1 101");
        assertThat(answer(it, "")).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");
        assertThat(answer(it, "", "Sec-WebSocket-Extensions: permessage-deflate"))
                .startsWith("HTTP/1.1 101")
                .doesNotContain("permessage-deflate");
    }

    @Test
    void whoLeftBeforeHeWasLetInTakesNoPlace() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        Promise<Reach> looking = Promise.promise();
        source.reach = _ -> looking.future();
        try (RawFollower leaves = new RawFollower(it.port, PATH + "?since=" + Samples.at(9))) {
            while (source.reached.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(leaves).isNotNull();
        }
        refused(answer(it, "?since=nonsense"), 400); // By now the event loop knows that he went.
        looking.complete(new Reach.Unknown("no such position"));
        refused(answer(it, "?since=nonsense"), 400);
        assertThat(it.counts().open()).isZero();
        assertThat(it.open).hasValue(0);
    }

    @Test
    void whatIsNoWebSocketIsToldSo() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + it.port + PATH);
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpRequest request =
                        HttpRequest.newBuilder(uri).version(version).build();
                HttpResponse<String> plain = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(plain.statusCode()).isEqualTo(426);
            }
            HttpResponse<String> post = client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(post.statusCode()).isEqualTo(405);
            assertThat(post.headers().firstValue("allow")).contains("GET");
        }
    }

    @Test
    void whatIsNoHandshakeTakesNobodysPlace() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        String good =
                "GET " + PATH + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: lender-products.v1\r\n\r\n";
        String[][] faults = {
            {"Connection: keep-alive, Upgrade", "Connection: keep-alive", "Connection"},
            {"Version: 13", "Version: 12", "Sec-WebSocket-Version"},
            {"Key: dGhl", "Key: d", "Sec-WebSocket-Key"},
            {"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", "Sec-WebSocket-Key"},
            {"Host: x", "Host: x\r\nContent-Length: 8000", "Content-Length"},
            {"Host: x", "Host: x\r\nTransfer-Encoding: chunked", "Content-Length"}
        };
        for (int i = 0; i < 2 * LiveLimits.DEFAULT.acceptsPerSecond(); i++) {
            String[] fault = faults[i % faults.length];
            String answer = sent(it, good.replace(fault[0], fault[1]));
            refused(answer, 400);
        }
        assertThat(sent(it, good)).startsWith("HTTP/1.1 101");
    }

    private static String sent(LiveServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] head = new byte[4_096];
            return new String(head, 0, socket.getInputStream().read(head), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void whoeverIsCutOffAndStaysIsNotHeardAndPutOut() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        try (RawFollower follower = new RawFollower(it.port, PATH)) {
            assertThat(follower.head()).startsWith("HTTP/1.1 101");
            it.feed.close(_ -> true, "the key ended");
            String applied = "{\"type\":\"applied\",\"position\":\"" + FIRST.position() + "\",\"digest\":\""
                    + FIRST.digest() + "\"}";
            // Hello, and the end; only then is it said that it was applied.
            String told = "";
            while (!told.contains("the key ended")) {
                told += follower.text();
            }
            follower.write(masked(applied));
            while (follower.read(1_000) >= 0) {
                it.pass(Duration.ofSeconds(1));
            }
            assertThat(it.applied).isEmpty();
        }
    }

    /// A text frame with a mask of zeros.
    private static byte[] masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(
                new byte[] {(byte) 0x81, (byte) (0x80 | 126), (byte) (bytes.length >> 8), (byte) bytes.length});
        frame.writeBytes(new byte[4]);
        frame.writeBytes(bytes);
        return frame.toByteArray();
    }

    @Test
    void withoutTheSubprotocolThereIsNoFeed() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.newWebSocketBuilder()
                            .buildAsync(it.uri(""), new Follower())
                            .handle((_, failure) -> String.valueOf(failure))
                            .join())
                    .contains("WebSocketHandshakeException");
        }
    }

    @Test
    @DisplayName("P10 so many connections in all, of one key and from one address")
    void counted() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT.withConnections(4, 2, 3));
        Follower one = it.follow("", "Key", "a");
        one.next(Frame.Hello.class);
        it.follow("", "Key", "a").next(Frame.Hello.class);
        String third = answer(it, "", "Key: a");
        refused(third, 429);
        assertThat(third).contains("retry-after: ");
        it.follow("", "Key", "b").next(Frame.Hello.class);
        refused(answer(it, "", "Key: b"), 429);
        one.socket().abort();
        try (RawFollower again = eventually(it)) {
            assertThat(again).isNotNull();
        }
    }

    /// Its place is free as soon as the server has noticed.
    private static RawFollower eventually(LiveServer it) throws IOException {
        while (true) {
            RawFollower follower = new RawFollower(it.port, PATH, "Key: a");
            if (follower.head().startsWith("HTTP/1.1 101")) {
                return follower;
            }
            follower.close();
        }
    }

    @Test
    @DisplayName("P8 P10 a rush is held off, so that those connected are served")
    void rush() throws Exception {
        LiveLimits usual = LiveLimits.DEFAULT;
        LiveServer it = server(new LiveLimits(
                usual.connections(),
                usual.perKey(),
                usual.perAddress(),
                5,
                usual.framesPerSecond(),
                usual.stall(),
                usual.heartbeat(),
                usual.silence(),
                usual.lifetime(),
                usual.reconnect()));
        int accepted = 0;
        String refusal = "";
        for (int i = 0; i < 30; i++) {
            String answer = answer(it, "");
            accepted += answer.startsWith("HTTP/1.1 101") ? 1 : 0;
            refusal = answer.startsWith("HTTP/1.1 503") ? answer : refusal;
        }
        assertThat(accepted).isBetween(5, 20);
        assertThat(refusal).contains("retry-after: ");
        assertThat(it.feed.admit(new LiveCaller("", "", Optional.empty()), "192.0.2.7"))
                .as("who comes from elsewhere")
                .isEqualTo(LiveFeed.Admission.GRANTED);
    }

    @Test
    void aheadOfUs() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        String ahead = "?since=" + Samples.at(9);
        source.reach = _ -> Future.succeededFuture(new Reach.Late("behind"));
        refused(answer(it, ahead), 503);
        source.reach = _ -> Future.failedFuture("broken");
        refused(answer(it, ahead), 503);
        source.reach = _ -> Future.succeededFuture(new Reach.Unknown("never"));
        Follower lost = it.follow(ahead);
        lost.next(Frame.Hello.class);
        assertThat(lost.next(Frame.Resync.class).full()).isFalse();
    }

    @Test
    void withoutACatalogThereIsNothingToFollow() throws Exception {
        LiveServer it = server(LiveLimits.DEFAULT);
        source.served = Optional.empty();
        refused(answer(it, ""), 503);
    }
}
