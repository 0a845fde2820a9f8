package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// No secret that is used is ever logged, at whatever level, nor repeated in an error.
@Tag("slow")
class SecretsTest {
    private static final String TYPED = "a password that was typed";

    /// Everything that is logged in this process.
    private static final class Everything extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final @Nullable Level before = root.getLevel();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        static Everything listen() {
            Everything everything = new Everything();
            everything.setContext(everything.root.getLoggerContext());
            everything.start();
            everything.root.addAppender(everything);
            everything.root.setLevel(Level.TRACE);
            return everything;
        }

        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(
                    event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + trace);
        }

        @Override
        public void close() {
            root.detachAppender(this);
            root.setLevel(before);
        }
    }

    private final List<String> secrets =
            new ArrayList<>(List.of(RunningStaff.TOKEN, RunningStaff.ADMIN_PASSWORD, TYPED));

    @Test
    void noSecretIsLogged(@TempDir Path folder) throws Exception {
        Queue<String> logged;
        try (Everything everything = Everything.listen();
                RunningStaff staff = RunningStaff.start(folder)) {
            use(staff);
            logged = everything.lines;
        }
        assertThat(logged.stream().filter(line -> line.startsWith("dev.lendersync")))
                .isNotEmpty();
        assertThat(secrets).hasSizeGreaterThan(8);
        for (String secret : secrets) {
            assertThat(logged.stream().filter(line -> line.contains(secret)))
                    .as(secret)
                    .isEmpty();
        }
    }

    private void use(RunningStaff staff) throws IOException, InterruptedException {
        Browser browser = Browser.loggedIn(staff);
        secrets.add(browser.cookie().replaceFirst(".*=", ""));
        secrets.add(browser.get("/api/session").text("csrfToken"));
        browser.login(RunningStaff.ADMIN_EMAIL, TYPED);
        browser.login(TYPED, TYPED);
        browser.login(RunningStaff.ADMIN_EMAIL, RunningStaff.ADMIN_PASSWORD);

        String token = browser.call("POST", "/api/tokens", Map.of("name", "t", "role", "admin"))
                .text("token");
        Reply client = staff.call("POST", "/api/clients", Map.of("name", "c", "baseUrl", "http://127.0.0.1:9"));
        Reply invited =
                staff.call("POST", "/api/users", Map.of("email", "i@example.com", "name", "i", "role", "viewer"));
        String invite = invited.text("inviteLink").replaceFirst(".*#", "");
        String ticket = staff.call("POST", "/api/lender-products/live/ticket").text("ticket");
        secrets.addAll(List.of(token, client.text("apiKey"), client.text("webhookSecret"), invite, ticket));
        staff.send(staff.request("GET", "/api/lender-products/live?ticket=" + ticket, "", new byte[0]));
        browser.call("POST", "/api/welcome", Map.of("token", invite, "password", TYPED));

        for (String credential : List.of(token, client.text("apiKey"), "lst_" + "f".repeat(40))) {
            secrets.add(credential);
            for (Route route : staff.routes()) {
                if (route.method().equals("DELETE") || !route.path().startsWith("/api/")) {
                    continue;
                }
                String path = route.path().replaceAll("\\{\\w+}", new UUID(0, 1).toString());
                Reply reply = staff.send(staff.request(
                        route.method(), path, credential, Json.write(Map.of("password", TYPED, "token", invite))));
                if (reply.status() >= 400) {
                    assertThat(reply.body().toString()).as(path).doesNotContain(TYPED, invite, credential);
                }
            }
        }
    }
}
