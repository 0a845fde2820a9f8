package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookSecret;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// No secret that a Client App has or is told is ever logged, at whatever level, nor answered.
class SecretsTest {
    private static final String REFUSED_KEY = "lsk_that-nobody-knows";
    private static final String GUESSED_TOKEN = "guessed-by-somebody";
    private static final String WEBHOOK_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> answers = new ArrayList<>();

    @Test
    void noSecretIsLoggedNorAnswered(@TempDir Path folder) throws Exception {
        ListAppender<ILoggingEvent> everything = new ListAppender<>();
        everything.setContext(root.getLoggerContext());
        everything.start();
        Level before = root.getLevel();
        root.addAppender(everything);
        root.setLevel(Level.TRACE);
        try {
            use(folder);
        } finally {
            root.setLevel(before);
            root.detachAppender(everything);
        }
        List<String> logged =
                List.copyOf(everything.list).stream().map(SecretsTest::line).toList();
        assertThat(logged).anyMatch(line -> line.contains("webhook applied"));
        assertThat(logged).anyMatch(line -> line.contains("webhook refused"));
        for (String secret :
                List.of(TestStaffApp.KEY, REFUSED_KEY, WEBHOOK_SECRET, TestClient.METRICS_TOKEN, GUESSED_TOKEN)) {
            assertThat(Stream.concat(logged.stream(), answers.stream()).filter(text -> text.contains(secret)))
                    .as(secret)
                    .isEmpty();
        }
    }

    private static String line(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + trace;
    }

    private void use(Path folder) throws Exception {
        try (TestStaffApp staff = new TestStaffApp();
                TestClient client = TestClient.behind("127.0.0.0/8", staff.url, folder.resolve("good"))
                        .ready();
                TestClient signed =
                        TestClient.start(staff.url, folder.resolve("signed")).ready();
                TestClient refused = TestClient.withKey(REFUSED_KEY, staff.url, folder.resolve("refused"))) {
            Position edited = staff.edit(2).position();
            keep(signed.notify(edited, false));
            byte[] body = "{".getBytes(StandardCharsets.UTF_8);
            WebhookSecret good = WebhookSecret.parse("whsec_" + WEBHOOK_SECRET);
            String[] headers = TestClient.signature(good, "msg_2", TestClient.NOW, body);
            keep(signed.send("POST", SyncHeaders.WEBHOOK_PATH, body, headers));
            headers[5] = WEBHOOK_SECRET;
            keep(signed.send("POST", SyncHeaders.WEBHOOK_PATH, body, headers));
            for (String token : List.of(TestClient.METRICS_TOKEN, GUESSED_TOKEN)) {
                keep(client.get("/metrics", "Authorization", "Bearer " + token, "X-Forwarded-For", "203.0.113.9"));
            }
            TestClient.await(
                    "the key is refused",
                    () -> refused.json("/api/freshness")
                            .path("reason")
                            .asString("")
                            .contains("the API key was refused"));
            keep(refused.get("/api/freshness"));
            keep(refused.get("/readyz"));
        }
    }

    private void keep(HttpResponse<byte[]> answer) {
        answers.add(answer.headers().map() + new String(answer.body(), StandardCharsets.UTF_8));
    }
}
