package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookSecret;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The webhook endpoint: who is believed, and what is answered.
class WebhookTest {
    private static final Path VECTORS = Path.of("../protocol/src/test/resources/vectors/standard-webhooks.json");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final TestStaffApp staff = new TestStaffApp();

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        client = TestClient.start(staff.url, folder).ready();
    }

    @AfterEach
    void stop() {
        client.close();
        staff.close();
    }

    @Test
    void aNoticeLeadsToTheNewCatalogAndItsProof() {
        Catalog edited = staff.edit(2);
        HttpResponse<byte[]> answer = client.notify(edited.position(), false);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Applied.decode(answer.body())).isEqualTo(Applied.of(edited));
        assertThat(SyncCodec.decodeSnapshot(client.get(SyncHeaders.SYNC_PATH).body())
                        .catalog())
                .isEqualTo(edited);
    }

    @Test
    void aReplayedNoticeIsHarmless() {
        Catalog edited = staff.edit(2);
        client.notify(edited.position(), false);
        HttpResponse<byte[]> again = client.notify(edited.position(), false);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Applied.decode(again.body())).isEqualTo(Applied.of(edited));
    }

    @Test
    void anOldNoticeIsAnsweredWithWhatIsAppliedNow() {
        Catalog edited = staff.edit(2);
        client.notify(edited.position(), false);
        HttpResponse<byte[]> old = client.notify(TestStaffApp.at(1), false);
        assertThat(Applied.decode(old.body())).isEqualTo(Applied.of(edited));
    }

    @Test
    void aForcedNoticeTakesTheWholeSnapshot() {
        int before = staff.pulls.size();
        HttpResponse<byte[]> answer = client.notify(TestStaffApp.at(1), true);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Applied.decode(answer.body())).isEqualTo(Applied.of(staff.catalog()));
        assertThat(staff.pulls.subList(before, staff.pulls.size())).contains("");
    }

    @Test
    void aReplayedForcedNoticeTakesNothingAgain() {
        client.notify(TestStaffApp.at(1), true);
        int before = staff.pulls.size();
        assertThat(client.notify(TestStaffApp.at(1), true).statusCode()).isEqualTo(200);
        assertThat(staff.pulls).hasSize(before);

        byte[] body =
                new WebhookNotice(TestClient.NOW, TestStaffApp.at(1), Digest.EMPTY, true, List.of(), false).encode();
        assertThat(post(body, TestClient.signature(TestClient.SECRET, "msg_2", TestClient.NOW, body)))
                .isEqualTo(200);
        assertThat(staff.pulls.subList(before, staff.pulls.size())).contains("");
    }

    @Test
    void aNoticeThatDripsInIsToldSoAndNotWaitedFor() throws Exception {
        try (Socket socket = new Socket(client.url().getHost(), client.url().getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + SyncHeaders.WEBHOOK_PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("problem:too-slow", "within 10 s");
        }
    }

    @Test
    void bothSecretsOfARotationAreGood() {
        byte[] body = notice();
        for (WebhookSecret secret : List.of(TestClient.SECRET, TestClient.NEXT_SECRET)) {
            assertThat(post(body, TestClient.signature(secret, "msg_2", TestClient.NOW, body)))
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNotSignedRightAndLatelyIs401() {
        byte[] body = notice();
        String[] good = TestClient.signature(TestClient.SECRET, "msg_1", TestClient.NOW, body);
        byte[] tampered = new String(body, StandardCharsets.UTF_8)
                .replace("\"force\":false", "\"force\":true ")
                .getBytes(StandardCharsets.UTF_8);
        WebhookSecret foreign = WebhookSecret.of(new byte[32]);
        staff.edit(1);
        int pulls = staff.pulls.size();

        assertThat(post(body)).isEqualTo(401);
        assertThat(post(tampered, good)).isEqualTo(401);
        assertThat(post(body, with(good, 1, "msg_2"))).isEqualTo(401);
        assertThat(post(body, with(good, 3, "1772600000"))).isEqualTo(401);
        assertThat(post(body, with(good, 5, good[5].replace("v1,", "v2,")))).isEqualTo(401);
        assertThat(post(body, TestClient.signature(foreign, "msg_1", TestClient.NOW, body)))
                .isEqualTo(401);
        for (int seconds : List.of(-301, 301)) {
            Instant away = TestClient.NOW.plusSeconds(seconds);
            assertThat(post(body, TestClient.signature(TestClient.SECRET, "msg_1", away, body)))
                    .isEqualTo(401);
        }
        for (int header = 0; header < 6; header += 2) {
            List<String> repeated = new ArrayList<>(List.of(good));
            repeated.addAll(List.of(good[header], good[header + 1]));
            assertThat(post(body, repeated.toArray(String[]::new))).isEqualTo(401);
        }
        assertThat(staff.pulls).hasSize(pulls);
    }

    @Test
    void ofManyThatAreRefusedInASecondOneIsInTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookEndpoint.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(post(notice())).isEqualTo(401);
            }
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).hasSize(1);
    }

    @Test
    void thePublishedVectorsAreBelievedAndNoByteOfThemMayDiffer() throws Exception {
        for (JsonNode vector : Json.read(Files.readAllBytes(VECTORS)).path("valid")) {
            WebhookSecret secret = WebhookSecret.parse(vector.path("secret").asString());
            Instant at = Instant.ofEpochSecond(vector.path("timestamp").asLong());
            byte[] body = vector.path("body").asString().getBytes(StandardCharsets.UTF_8);
            String[] headers = {
                SyncHeaders.WEBHOOK_ID, vector.path("id").asString(),
                SyncHeaders.WEBHOOK_TIMESTAMP, vector.path("timestamp").asString(),
                SyncHeaders.WEBHOOK_SIGNATURE, vector.path("signature").asString()
            };
            try (TestClient other = TestClient.start(staff.url, folder.resolve("other"), at, secret)) {
                // Signed well, but no notice of ours: what is wrong is the body.
                assertThat(other.send("POST", SyncHeaders.WEBHOOK_PATH, body, headers)
                                .statusCode())
                        .isEqualTo(400);
                for (int i = 0; i < body.length; i++) {
                    byte[] changed = body.clone();
                    changed[i] ^= 1;
                    assertThat(other.send("POST", SyncHeaders.WEBHOOK_PATH, changed, headers)
                                    .statusCode())
                            .isEqualTo(401);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"type\":\"something.else\",\"timestamp\":\"2026-03-04T05:06:07Z\",\"data\":{}}",
                "{\"type\":\"lender_products.updated\",\"timestamp\":\"2026-03-04T05:06:07Z\",\"data\":{\"position\":\"x\"}}"
            })
    void aMalformedNoticeIs400(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThat(post(body, TestClient.signature(TestClient.SECRET, "msg_1", TestClient.NOW, body)))
                .isEqualTo(400);
    }

    @Test
    void aBodyBeyondTheLimitIs413() {
        for (int size : List.of(WebhookNotice.MAX_BYTES + 1, 500_000)) {
            byte[] body = new byte[size];
            assertThat(post(body, TestClient.signature(TestClient.SECRET, "msg_1", TestClient.NOW, body)))
                    .isEqualTo(413);
        }
        byte[] largest = " ".repeat(WebhookNotice.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
        assertThat(post(largest, TestClient.signature(TestClient.SECRET, "msg_1", TestClient.NOW, largest)))
                .isEqualTo(400);
    }

    @Test
    void withoutASecretNothingIsBelieved() throws Exception {
        try (TestClient other = TestClient.start(staff.url, folder.resolve("other"), TestClient.NOW)) {
            HttpResponse<byte[]> answer = other.notify(TestStaffApp.at(1), false);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Json.read(answer.body()).path("type").asString())
                    .isEqualTo("urn:lender-sync:problem:webhooks-not-configured");
        }
    }

    @Test
    void otherMethodsAre405() {
        HttpResponse<byte[]> answer = client.get(SyncHeaders.WEBHOOK_PATH);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void aPositionThatDoesNotComeIs202AndADeadStaffAppIs503() throws Exception {
        try (TestStaffApp other = new TestStaffApp();
                TestClient waiting =
                        TestClient.start(other.url, folder.resolve("other")).ready()) {
            CompletableFuture<HttpResponse<byte[]>> late = waiting.notifyLater(TestStaffApp.at(9), false);
            staff.goDown();
            HttpResponse<byte[]> dead = client.notify(TestStaffApp.at(9), false);
            assertThat(dead.statusCode()).isEqualTo(503);
            assertThat(dead.headers().firstValue("Retry-After")).isPresent();
            assertThat(late.join().statusCode()).isEqualTo(202);
        }
    }

    private byte[] notice() {
        return new WebhookNotice(
                        TestClient.NOW, TestStaffApp.at(1), staff.catalog().digest(), false, List.of(), false)
                .encode();
    }

    private int post(byte[] body, String... headers) {
        return client.send("POST", SyncHeaders.WEBHOOK_PATH, body, headers).statusCode();
    }

    private static String[] with(String[] headers, int index, String value) {
        String[] changed = Arrays.copyOf(headers, headers.length);
        changed[index] = value;
        return changed;
    }
}
