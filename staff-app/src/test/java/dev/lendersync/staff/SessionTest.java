package dev.lendersync.staff;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.identity.LoginThrottle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Logging in and out over HTTP, with a clock that the test moves.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private static final String SESSION = "/api/session";
    private static final String EMAIL = RunningStaff.ADMIN_EMAIL;
    private static final String PASSWORD = RunningStaff.ADMIN_PASSWORD;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private RunningStaff staff;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder, () -> Instant.now().plus(ahead.get()), System::nanoTime);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    private void pass(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
    }

    @Test
    void aSessionFromLoginToLogout() throws Exception {
        Browser browser = new Browser(staff);
        assertThat(browser.get(SESSION).status()).isEqualTo(401);

        Reply login = browser.login(" admin@EXAMPLE.com", PASSWORD);
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body().path("user").path("email").asString()).isEqualTo(EMAIL);
        assertThat(login.body().path("user").path("role").asString()).isEqualTo("admin");
        int port = URI.create(staff.url()).getPort();
        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("lender_sync_" + port + "=lss_")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=604800");
        assertThat(login.text("csrfToken")).doesNotContain(browser.cookie().replaceFirst(".*=", ""));

        Reply read = browser.get(SESSION);
        assertThat(read.text("csrfToken")).isEqualTo(login.text("csrfToken"));
        assertThat(read.body().path("user")).isEqualTo(login.body().path("user"));
        assertThat(Duration.between(Instant.parse(read.text("expiresAt")), Instant.parse(login.text("expiresAt"))))
                .isBetween(Duration.ofSeconds(-5), Duration.ofSeconds(5));
        assertThat(browser.get("/api/lenders").status()).isEqualTo(200);

        assertThat(browser.call("DELETE", SESSION, Map.of()).status()).isEqualTo(204);
        assertThat(browser.get(SESSION).status()).isEqualTo(401);
        assertThat(browser.get("/api/lenders").status()).isEqualTo(401);
    }

    /// There is no proxy here, so whoever writes such headers makes them up.
    @Test
    void whatASenderSaysOfItselfIsNotBelieved() throws Exception {
        Reply login = new Browser(staff)
                .call(
                        "POST",
                        SESSION,
                        Map.of("email", EMAIL, "password", PASSWORD),
                        "X-Forwarded-For",
                        "203.0.113.200",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "for=203.0.113.200;proto=https;host=evil.example");
        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("lender_sync_")
                .doesNotContain("Secure");
        assertThat(staff.call("GET", "/api/audit?action=login&pageSize=500")
                        .body()
                        .toString())
                .contains("127.0.0.1")
                .doesNotContain("203.0.113.200");
    }

    @Test
    void whateverIsWrongTheAnswerIsTheSame() throws Exception {
        Reply password = new Browser(staff).login(EMAIL, PASSWORD + "x");
        Reply nobody = new Browser(staff).login("nobody@example.com", PASSWORD);
        Reply long0 = new Browser(staff).login(EMAIL, PASSWORD.repeat(100));
        assertThat(password.status()).isEqualTo(401);
        assertThat(password.code()).isEqualTo("wrong-credentials");
        assertThat(nobody.body()).isEqualTo(password.body());
        assertThat(long0.body()).isEqualTo(password.body());
        assertThat(new Browser(staff).login(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    /// An answer without a hash takes a tenth of the time.
    @Test
    void unknownUsersAreAnsweredAsLateAsOthers() throws Exception {
        pass(LoginThrottle.WINDOW);
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < LoginThrottle.MAX_OF_PAIR - 1; i++) {
            known.add(nanosToRefuse(EMAIL));
            unknown.add(nanosToRefuse("nobody" + i + "@example.com"));
        }
        assertThat(median(unknown)).isGreaterThan(median(known) / 4);
        assertThat(new Browser(staff).login(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    private long nanosToRefuse(String email) throws Exception {
        long begin = System.nanoTime();
        assertThat(new Browser(staff).login(email, PASSWORD + "x").status()).isEqualTo(401);
        return System.nanoTime() - begin;
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void aBodyOfAnotherFormIsRefusedWithoutRepeatingIt() throws Exception {
        Reply reply = staff.send(staff.request(
                "POST", SESSION, "", Json.write(Map.of("email", EMAIL, "password", 12345678, "extra", 1))));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/password", "/extra");
        assertThat(reply.body().toString()).doesNotContain("12345678");
    }

    @Test
    void eachLoginBeginsASessionOfItsOwn() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        String first = browser.cookie();
        assertThat(browser.login(EMAIL, PASSWORD).status()).isEqualTo(200);
        assertThat(browser.cookie()).isNotEqualTo(first);
        assertThat(staff.send(staff.request("GET", SESSION, "", new byte[0]).header("Cookie", first))
                        .status())
                .as("the cookie from before the login")
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItIsNotUsed() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        pass(Duration.ofHours(11));
        assertThat(browser.get(SESSION).status()).isEqualTo(200);
        pass(Duration.ofHours(11));
        assertThat(browser.get(SESSION).status()).as("it was used").isEqualTo(200);
        pass(Duration.ofHours(12).plusSeconds(1));
        assertThat(browser.get(SESSION).status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsAfterSevenDaysHoweverMuchItIsUsed() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        for (int i = 0; i < 16; i++) {
            pass(Duration.ofHours(10));
            assertThat(browser.get(SESSION).status())
                    .as("after %s h", 10 * (i + 1))
                    .isEqualTo(200);
        }
        pass(Duration.ofHours(8).plusSeconds(10));
        assertThat(browser.get(SESSION).status()).isEqualTo(401);
    }

    @Test
    void aWriteNeedsTheCsrfTokenAndAnOwnPage() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        Map<String, String> lender = Map.of("name", "Forged Bank");
        assertThat(staff.send(browser.bare("POST", "/api/lenders", lender)).code())
                .isEqualTo("csrf");
        assertThat(staff.send(browser.bare("POST", "/api/lenders", lender).header("X-CSRF-Token", "x"))
                        .code())
                .isEqualTo("csrf");
        String port = ":" + URI.create(staff.url()).getPort();
        assertThat(browser.call("POST", "/api/lenders", lender, "Origin", "http://127.0.0.1:1")
                        .code())
                .as("another port is another page, though browsers send it the cookie")
                .isEqualTo("foreign-origin");
        assertThat(browser.call("POST", "/api/lenders", lender, "Origin", "http://127.0.0.1" + port)
                        .status())
                .isEqualTo(201);
        assertThat(staff.send(staff.request(
                                        "POST", SESSION, "", Json.write(Map.of("email", EMAIL, "password", PASSWORD)))
                                .header("Origin", "https://evil.example"))
                        .code())
                .as("a login that another page makes")
                .isEqualTo("foreign-origin");
    }

    @Test
    void screensFollowWithTheCookieFromOwnPagesOnly() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        assertThat(follow(browser, staff.url())).isEqualTo(101);
        assertThat(follow(browser, "http://127.0.0.1:1")).isEqualTo(403);
        assertThat(follow(browser, "")).isEqualTo(403);
        assertThat(staff.send(browser.bare("GET", "/api/staff/events", Map.of()).header("Origin", "http://evil"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatWasOpenedWithASessionEndsWithIt() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        try (HttpClient http = HttpClient.newHttpClient()) {
            var events = http.sendAsync(
                    browser.bare("GET", "/api/staff/events", Map.of())
                            .timeout(Duration.ofMinutes(1))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            var lines = events.join().body();
            CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
                try {
                    lines.forEach(line -> assertThat(line).doesNotContain("error"));
                } catch (UncheckedIOException e) {
                    // The connection was cut, which is what is waited for.
                    assertThat(e.getCause()).isInstanceOf(IOException.class);
                }
            });
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            http.newWebSocketBuilder()
                    .subprotocols("lender-products.v1")
                    .header("Cookie", browser.cookie())
                    .header("Origin", staff.url())
                    .buildAsync(liveUrl(), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                            closed.complete(status);
                            return CompletableFuture.completedStage(null);
                        }

                        @Override
                        public void onError(WebSocket socket, Throwable error) {
                            closed.complete(-1);
                        }
                    })
                    .join();
            assertThat(browser.get(SESSION).status()).isEqualTo(200);
            assertThat(ended.isDone() || closed.isDone()).isFalse();
            assertThat(browser.call("DELETE", SESSION, Map.of()).status()).isEqualTo(204);
            ended.get(30, TimeUnit.SECONDS);
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    private URI liveUrl() {
        return URI.create(staff.url().replace("http", "ws") + "/api/lender-products/live");
    }

    /// The status of an attempt to open the live feed.
    private int follow(Browser browser, String origin) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .subprotocols("lender-products.v1")
                    .header("Cookie", browser.cookie());
            if (!origin.isEmpty()) {
                socket.header("Origin", origin);
            }
            socket.buildAsync(liveUrl(), new WebSocket.Listener() {}).join().abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) requireNonNull(e.getCause()))
                    .getResponse()
                    .statusCode();
        }
    }

    @Test
    void guessingIsThrottledForThatAccountFromThatAddress() throws Exception {
        pass(LoginThrottle.WINDOW);
        Browser browser = new Browser(staff);
        int before = actions("login-throttled");
        for (int i = 0; i < LoginThrottle.MAX_OF_PAIR; i++) {
            assertThat(browser.login("victim@example.com", "guess " + i).status())
                    .isEqualTo(401);
        }
        Reply refused = browser.login("Victim@example.com ", "guess");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too-many-failures");
        browser.login("victim@example.com", "guess");
        assertThat(actions("login-throttled")).as("noted once").isEqualTo(before + 1);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(800, 900);
        assertThat(browser.login(EMAIL, PASSWORD).status()).as("others").isEqualTo(200);
        pass(LoginThrottle.WINDOW);
        assertThat(browser.login("victim@example.com", "guess").status()).isEqualTo(401);
    }

    private int actions(String action) throws Exception {
        return staff.call("GET", "/api/audit?action=" + action)
                .body()
                .path("total")
                .asInt();
    }

    @Test
    void invitationsThatAreNoGoodAreNotedButNotWithoutEnd() throws Exception {
        pass(LoginThrottle.WINDOW);
        Browser browser = new Browser(staff);
        Map<String, String> made = Map.of("token", "lsi_" + "x".repeat(40), "password", "something new entirely");
        int before = actions("invite-failed");
        for (int i = 0; i < 2 * LoginThrottle.MAX_OF_PAIR; i++) {
            assertThat(browser.call("POST", "/api/welcome", made).status()).isEqualTo(401);
        }
        assertThat(actions("invite-failed")).isEqualTo(before + LoginThrottle.MAX_OF_PAIR);
        assertThat(browser.login(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anAddressThatNobodyCanHaveIsRefusedBeforeItIsRemembered() throws Exception {
        Reply refused = new Browser(staff).login("\uFDFA".repeat(255), PASSWORD);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("must have at most 254 characters");
        assertThat(new Browser(staff)
                        .login("a\0@example.com", PASSWORD)
                        .body()
                        .path("errors")
                        .findValuesAsString("pointer"))
                .containsExactly("/email");
    }

    @Test
    void aUserSeesAndEndsHisSessions() throws Exception {
        Browser here = Browser.loggedIn(staff);
        Browser there = Browser.loggedIn(staff);
        List<String> others = here.get("/api/sessions")
                .body()
                .valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .map(session -> session.path("id").asString())
                .toList();
        assertThat(others).isNotEmpty();
        for (String id : others) {
            assertThat(here.call("DELETE", "/api/sessions/" + id, Map.of()).status())
                    .isEqualTo(204);
        }
        assertThat(there.get(SESSION).status()).isEqualTo(401);
        assertThat(here.get("/api/sessions").body()).hasSize(1);
    }

    @Test
    void nothingThatLogsInIsStored() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        String dump =
                staff.database().texts("SELECT s::text FROM staff_session s").toString()
                        + staff.database().texts("SELECT u::text FROM staff_user u")
                        + staff.database().texts("SELECT a::text FROM audit_log a");
        assertThat(dump)
                .contains("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(PASSWORD)
                .doesNotContain(browser.cookie().replaceFirst(".*=", ""));
    }
}
