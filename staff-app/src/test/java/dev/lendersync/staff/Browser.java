package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Map;

/// Somebody at a screen: keeps the cookie that he was given, and sends the CSRF token with each write.
final class Browser {
    private final RunningStaff staff;
    private String cookie = "";
    private String csrf = "";

    Browser(RunningStaff staff) {
        this.staff = staff;
    }

    static Browser loggedIn(RunningStaff staff) throws IOException, InterruptedException {
        Browser browser = new Browser(staff);
        assertThat(browser.login(RunningStaff.ADMIN_EMAIL, RunningStaff.ADMIN_PASSWORD)
                        .status())
                .isEqualTo(200);
        return browser;
    }

    Reply login(String email, String password) throws IOException, InterruptedException {
        return entered(call("POST", "/api/session", Map.of("email", email, "password", password)));
    }

    /// Keeps the session that an answer begins.
    Reply entered(Reply reply) {
        reply.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.replaceFirst(";.*", ""));
        csrf = reply.body().path("csrfToken").asString("");
        return reply;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return call("GET", path, Map.of());
    }

    /// @param headers names and values in turn
    Reply call(String method, String path, Object body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = bare(method, path, body);
        if (!csrf.isEmpty()) {
            request.header("X-CSRF-Token", csrf);
        }
        return staff.send(headers.length == 0 ? request : request.headers(headers));
    }

    /// With the cookie, without the CSRF token: what a page of somebody else's can make a browser send.
    HttpRequest.Builder bare(String method, String path, Object body) {
        HttpRequest.Builder request =
                staff.request(method, path, "", method.equals("GET") ? new byte[0] : Json.write(body));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    String cookie() {
        return cookie;
    }
}
