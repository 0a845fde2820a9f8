package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.identity.LoginThrottle;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A Staff App behind a proxy on this machine, which speaks TLS to browsers.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiedTest {
    private static final String METRICS_TOKEN = "for-prometheus-only";
    private static final String HOST = "staff.example.com";

    private RunningStaff staff;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.listening(folder, "--trusted-proxies=127.0.0.0/8", "--metrics-token=" + METRICS_TOKEN);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    /// As the proxy passes it on.
    ///
    /// @param addresses what X-Forwarded-For then holds
    private HttpRequest.Builder proxied(String method, String path, String addresses, Object body) {
        HttpRequest.Builder request =
                staff.request(method, path, "", method.equals("GET") ? new byte[0] : Json.write(body));
        return request.header("X-Forwarded-For", addresses)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", HOST);
    }

    private HttpRequest.Builder login(String addresses, String password) {
        return proxied(
                "POST", "/api/session", addresses, Map.of("email", RunningStaff.ADMIN_EMAIL, "password", password));
    }

    @Test
    void aBrowserIsSpokenToAsOverTls() throws Exception {
        Reply reply =
                staff.send(login("203.0.113.9", RunningStaff.ADMIN_PASSWORD).header("Origin", "https://" + HOST));
        assertThat(reply.status()).isEqualTo(200);
        String cookie = reply.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("__Host-lender_sync=lss_").contains("; Secure", "; Path=/", "; HttpOnly");
        assertThat(reply.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");

        String pair = cookie.replaceFirst(";.*", "");
        assertThat(staff.send(proxied("GET", "/api/session", "203.0.113.9", "").header("Cookie", pair))
                        .status())
                .isEqualTo(200);
        assertThat(staff.send(staff.request("GET", "/api/session", "", new byte[0])
                                .header("Cookie", pair))
                        .status())
                .as("over plain HTTP it is another cookie")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "https://staff.example.com, 200",
        "https://staff.example.com:443, 200",
        "http://staff.example.com, 403",
        "https://staff.example.com:8443, 403",
        "https://example.com, 403",
        "https://127.0.0.1, 403"
    })
    void onlyPagesOfTheHostThatBrowsersKnowMayLogIn(String origin, int status) throws Exception {
        Reply reply =
                staff.send(login("203.0.113.9", RunningStaff.ADMIN_PASSWORD).header("Origin", origin));
        assertThat(reply.status()).isEqualTo(status);
    }

    /// What the sender wrote himself, before the proxy added from where he came, is not believed.
    @Test
    void theAuditLogNamesWhoIsBehindTheProxy() throws Exception {
        String password = RunningStaff.ADMIN_PASSWORD;
        assertThat(staff.send(login("198.51.100.1, 203.0.113.77", password)).status())
                .isEqualTo(200);
        JsonNode noted =
                staff.call("GET", "/api/audit?action=login&pageSize=500").body();
        assertThat(noted.toString()).contains("203.0.113.77").doesNotContain("198.51.100.1");
    }

    @Test
    void guessingIsThrottledForTheOneBehindTheProxy() throws Exception {
        for (int i = 0; i < LoginThrottle.MAX_OF_PAIR; i++) {
            assertThat(staff.send(login("10.9.9." + i + ", 203.0.113.50", "a wrong one " + i))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(staff.send(login("203.0.113.50", "one more")).status()).isEqualTo(429);
        assertThat(staff.send(login("203.0.113.51", "one more")).status()).isEqualTo(401);
    }

    @Test
    void metricsAreReadFromThisMachineOrWithTheToken() throws Exception {
        Reply local = staff.send(staff.request("GET", "/metrics", "", new byte[0]));
        assertThat(local.status()).isEqualTo(200);
        assertThat(local.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(staff.send(proxied("GET", "/metrics", "127.0.0.1", "")).status())
                .isEqualTo(401);
        assertThat(staff.send(proxied("GET", "/metrics", "203.0.113.9", "")
                                .header("Authorization", "Bearer " + METRICS_TOKEN))
                        .status())
                .isEqualTo(200);
        Reply elsewhere = staff.send(staff.request("GET", "/api/lenders", METRICS_TOKEN, new byte[0]));
        assertThat(elsewhere.status()).as("it is good for nothing else").isEqualTo(401);
    }
}
