package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Users, what their roles let them do, their tokens, and the log of it all.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersTest {
    private static final String USERS = "/api/users";
    private static final String TOKENS = "/api/tokens";

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

    private Reply create(String name, Role role) throws IOException, InterruptedException {
        Reply created =
                staff.call("POST", USERS, Map.of("email", name + "@example.com", "name", name, "role", role.text()));
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created;
    }

    /// A new user who chose his password and is at his screen.
    private Browser welcomed(String name, Role role) throws IOException, InterruptedException {
        return welcomed(create(name, role));
    }

    private Browser welcomed(Reply invited) throws IOException, InterruptedException {
        Browser browser = new Browser(staff);
        assertThat(browser.entered(browser.call("POST", "/api/welcome", welcome(invited)))
                        .status())
                .isEqualTo(200);
        return browser;
    }

    private static Map<String, String> welcome(Reply invited) {
        return Map.of("token", invited.text("inviteLink").replace("/welcome#", ""), "password", "chosen by himself");
    }

    @Test
    void nothingIsMadeOfAUserWhoIsDeletedMeanwhile() throws Exception {
        Reply invited = create("going", Role.EDITOR);
        String delete = "DELETE FROM staff_user WHERE id = '%s'";
        assertThat(Meanwhile.overtaken(
                                staff.database(),
                                delete.formatted(invited.text("id")),
                                () -> staff.call("POST", one(invited) + "/invite"))
                        .status())
                .isEqualTo(404);

        Reply other = create("going.too", Role.EDITOR);
        Browser browser = welcomed(other);
        Reply token = Meanwhile.overtaken(
                staff.database(),
                delete.formatted(other.text("id")),
                () -> browser.call("POST", TOKENS, Map.of("name", "late", "role", "viewer")));
        assertThat(token.status()).isEqualTo(409);
        assertThat(token.text("detail")).isEqualTo("What it belongs to was removed meanwhile. Nothing was changed.");
    }

    /// By whichever of the three ways a password is chosen.
    @Test
    void aPasswordThatIsTriedFirstIsRefusedNamingTheRule() throws Exception {
        Map<String, Object> user = Map.of("email", "well.known@example.com", "name", "W", "role", "viewer");
        Map<String, Object> withPassword = new HashMap<>(user);
        withPassword.put("password", "well.known!1");
        refusedFor("the name in the e-mail address", staff.call("POST", "/api/users", withPassword));

        Reply invited = staff.call("POST", "/api/users", user);
        Map<String, String> welcome = new HashMap<>(welcome(invited));
        welcome.put("password", "WellKnown 77");
        Browser browser = new Browser(staff);
        refusedFor("the name in the e-mail address", browser.call("POST", "/api/welcome", welcome));
        welcome.put("password", "chosen by himself");
        assertThat(browser.entered(browser.call("POST", "/api/welcome", welcome))
                        .status())
                .as("the link is still good")
                .isEqualTo(200);

        Map<String, String> change = Map.of("current", "chosen by himself", "next", "Password123!");
        refusedFor("among the first", browser.call("PUT", "/api/session/password", change));
    }

    private static void refusedFor(String rule, Reply reply) {
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors").toString()).contains(rule);
    }

    private static String one(Reply user) {
        return USERS + "/" + user.text("id");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleMayDoWhatTheTableSaysAndNoMore(Role role) throws Exception {
        Browser browser = welcomed("role-" + role.text(), role);
        for (Route route : staff.routes()) {
            boolean allowed = switch (route.access()) {
                case PUBLIC, CLIENT, VIEWER -> true;
                case EDITOR -> role != Role.VIEWER;
                case ADMIN -> role == Role.ADMIN;
            };
            if (allowed) {
                continue;
            }
            String path = route.path().replaceAll("\\{\\w+}", new UUID(0, 1).toString());
            assertThat(browser.call(route.method(), path, Map.of()).code())
                    .as("%s %s", route.method(), path)
                    .isEqualTo("forbidden");
        }
        assertThat(browser.get("/api/lenders").status()).isEqualTo(200);
        assertThat(browser.call("POST", "/api/lenders", Map.of("name", "Bank of " + role))
                        .status())
                .isEqualTo(role == Role.VIEWER ? 403 : 201);
        assertThat(browser.get(USERS).status()).isEqualTo(role == Role.ADMIN ? 200 : 403);
        assertThat(staff.routes().stream().filter(route -> route.access() == Access.ADMIN))
                .hasSizeGreaterThan(10);
    }

    @Test
    void anInviteIsGoodOnceAndForSevenDays() throws Exception {
        Reply invited = create("invited", Role.EDITOR);
        assertThat(invited.text("inviteLink")).startsWith("/welcome#lsi_");
        assertThat(invited.body().path("hasPassword").asBoolean()).isFalse();
        Reply renewed = staff.call("POST", one(invited) + "/invite");
        Browser browser = new Browser(staff);
        assertThat(browser.call("POST", "/api/welcome", welcome(invited)).code())
                .as("the link before")
                .isEqualTo("wrong-credentials");
        assertThat(browser.call(
                                "POST",
                                "/api/welcome",
                                Map.of("token", welcome(renewed).get("token"), "password", "short"))
                        .status())
                .isEqualTo(422);
        assertThat(welcomed(renewed)
                        .get("/api/session")
                        .body()
                        .path("user")
                        .path("role")
                        .asString())
                .isEqualTo("editor");
        assertThat(browser.call("POST", "/api/welcome", welcome(renewed)).status())
                .as("a second time")
                .isEqualTo(401);
        Reply late = create("late", Role.VIEWER);
        ahead.updateAndGet(before -> before.plus(Duration.ofDays(7)));
        assertThat(browser.call("POST", "/api/welcome", welcome(late)).status()).isEqualTo(401);
    }

    @Test
    void whoIsNotActiveIsOut() throws Exception {
        Reply user = create("leaver", Role.EDITOR);
        Browser browser = welcomed(user);
        String token = browser.call("POST", TOKENS, Map.of("name", "script", "role", "editor"))
                .text("token");
        assertThat(status(token)).isEqualTo(200);
        Reply read = staff.call("GET", one(user));
        Reply out = staff.call("PUT", one(user), read.object().put("active", false), "If-Match", read.revision());
        assertThat(out.status()).isEqualTo(200);
        assertThat(browser.get("/api/lenders").status()).isEqualTo(401);
        assertThat(status(token)).isEqualTo(401);
        assertThat(browser.login("leaver@example.com", "chosen by himself").status())
                .isEqualTo(401);
        assertThat(staff.call("PUT", one(user), read.object(), "If-Match", read.revision())
                        .status())
                .isEqualTo(412);
        assertThat(staff.call("DELETE", one(user)).status()).isEqualTo(204);
        assertThat(staff.call("GET", one(user)).status()).isEqualTo(404);
    }

    private int status(String token) throws IOException, InterruptedException {
        return staff.send(staff.request("GET", "/api/lenders", token, new byte[0]))
                .status();
    }

    @Test
    void anAddressIsTakenOnce() throws Exception {
        create("twin", Role.VIEWER);
        Reply twice = staff.call("POST", USERS, Map.of("email", "TWIN@example.com", "name", "Other", "role", "viewer"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body().path("conflictsWith").path("name").asString()).isEqualTo("twin");
        Reply invalid = staff.call(
                "POST",
                USERS,
                Map.of("email", "no address", "name", "", "role", "owner", "password", "short", "admin", true));
        assertThat(invalid.body().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/email", "/name", "/role", "/password", "/admin");
    }

    @Test
    void theLastAdminStays() throws Exception {
        String last = "";
        for (var user : staff.call("GET", USERS + "?pageSize=500").body().path("items")) {
            String path = USERS + "/" + user.path("id").asString();
            if (user.path("email").asString().equals(RunningStaff.ADMIN_EMAIL)) {
                last = path;
            } else {
                assertThat(staff.call("DELETE", path).status()).isEqualTo(204);
            }
        }
        create("not-yet", Role.ADMIN);
        Reply read = staff.call("GET", last);
        assertThat(staff.call("DELETE", last).code())
                .as("an admin who can't log in yet is none")
                .isEqualTo("refused");
        assertThat(staff.call("PUT", last, read.object().put("role", "editor"), "If-Match", read.revision())
                        .code())
                .isEqualTo("refused");
        assertThat(staff.call("PUT", last, read.object().put("role", "admin"), "If-Match", read.revision())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenDoesWhatItsRoleAndItsOwnerAllow() throws Exception {
        Reply owner = create("owner", Role.EDITOR);
        Browser browser = welcomed(owner);
        assertThat(browser.call("POST", TOKENS, Map.of("name", "too much", "role", "admin"))
                        .status())
                .isEqualTo(422);
        Reply made = browser.call("POST", TOKENS, Map.of("name", "nightly", "role", "editor", "expiresInDays", 2));
        String token = made.text("token");
        assertThat(made.text("prefix")).isEqualTo(token.substring(4, 8));
        assertThat(staff.send(staff.request("POST", "/api/lenders", token, Json.write(Map.of("name", "Token Bank"))))
                        .body()
                        .path("createdBy")
                        .asString())
                .isEqualTo("staff:owner@example.com/nightly");
        assertThat(staff.send(staff.request("POST", TOKENS, token, Json.write(Map.of("name", "x", "role", "viewer"))))
                        .status())
                .as("a token that makes tokens")
                .isEqualTo(403);
        assertThat(browser.get(TOKENS).body().get(0).path("lastUsedAt").isString())
                .isTrue();
        assertThat(browser.get(TOKENS).body().toString()).doesNotContain(token);

        Reply read = staff.call("GET", one(owner));
        staff.call("PUT", one(owner), read.object().put("role", "viewer"), "If-Match", read.revision());
        assertThat(status(token)).isEqualTo(200);
        assertThat(staff.send(staff.request("POST", "/api/lenders", token, Json.write(Map.of("name", "No Bank"))))
                        .status())
                .as("the owner may only read by now")
                .isEqualTo(403);

        ahead.updateAndGet(before -> before.plus(Duration.ofDays(2)));
        assertThat(status(token)).as("expired").isEqualTo(401);
    }

    @Test
    void aTokenOfTheOperatorsIsNobodyElseAndDoesNoMoreThanItMay() throws Exception {
        Reply made = staff.call("POST", TOKENS, Map.of("name", "owner@example.com", "role", "viewer"));
        String viewer = made.text("token");
        Reply admin = staff.call("POST", TOKENS, Map.of("name", "owner@example.com", "role", "admin"));
        assertThat(staff.send(staff.request(
                                "POST", "/api/lenders", admin.text("token"), Json.write(Map.of("name", "Named Bank"))))
                        .text("createdBy"))
                .isEqualTo("token:owner@example.com");
        assertThat(staff.send(staff.request("DELETE", TOKENS + "/" + admin.text("id"), viewer, new byte[0]))
                        .status())
                .as("one that may more")
                .isEqualTo(404);
        assertThat(staff.send(staff.request("POST", TOKENS, viewer, Json.write(Map.of("name", "x", "role", "viewer"))))
                        .status())
                .isEqualTo(403);
        assertThat(staff.send(staff.request("DELETE", TOKENS + "/" + made.text("id"), viewer, new byte[0]))
                        .status())
                .as("itself")
                .isEqualTo(204);
        assertThat(staff.call("POST", "/api/users", Map.of("email", "a@b.example/t", "name", "A", "role", "viewer"))
                        .status())
                .as("an address that looks like somebody's token")
                .isEqualTo(422);
    }

    @Test
    void aRevokedTokenIsRefused() throws Exception {
        Browser browser = welcomed("revoker", Role.VIEWER);
        Reply made = browser.call("POST", TOKENS, Map.of("name", "gone", "role", "viewer"));
        Reply others = staff.call("POST", TOKENS, Map.of("name", "operator's", "role", "viewer"));
        assertThat(browser.call("DELETE", TOKENS + "/" + others.text("id"), Map.of())
                        .status())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(browser.get(TOKENS + "?all=true").status()).isEqualTo(403);
        assertThat(staff.call("GET", TOKENS + "?all=true").body().findValuesAsString("name"))
                .contains("gone", "operator's");
        assertThat(status(made.text("token"))).isEqualTo(200);
        assertThat(browser.call("DELETE", TOKENS + "/" + made.text("id"), Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(status(made.text("token"))).isEqualTo(401);
    }

    @Test
    void theLogSaysWhoDidWhatFromWhere() throws Exception {
        Reply user = create("noted", Role.ADMIN);
        Browser browser = welcomed(user);
        browser.login("noted@example.com", "wrong");
        browser.login("noted@example.com", "chosen by himself");
        browser.call("POST", "/api/clients", Map.of("name", "Noted", "baseUrl", "http://127.0.0.1:9"));
        browser.call("POST", "/api/lender-products/push", Map.of());
        browser.call("DELETE", "/api/session", Map.of());

        Reply own = staff.call("GET", "/api/audit?actor=staff:noted@example.com");
        assertThat(own.body().path("items").findValuesAsString("action"))
                .containsExactly("logout", "push", "client-registered", "login", "invite-accepted");
        assertThat(own.body().path("items").findValuesAsString("address")).containsOnly("127.0.0.1");
        Reply failed = staff.call("GET", "/api/audit?action=login-failed&pageSize=500");
        assertThat(failed.body().path("items").findValuesAsString("subject")).contains("user:" + user.text("id"));
        assertThat(staff.call("GET", "/api/audit?to=2020-01-01T00:00:00Z")
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(staff.call("GET", "/api/audit?from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void theLogIsOnlyAddedTo() throws Exception {
        create("kept", Role.VIEWER);
        for (String sql : List.of(
                "UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log", "TRUNCATE audit_log CASCADE")) {
            assertThatThrownBy(() -> staff.database().run(sql))
                    .as(sql)
                    .hasMessageContaining("audit_log is only added to");
        }
    }

    @Test
    void whatScreensWriteIsInTheHistoryAsSuch() throws Exception {
        Browser browser = Browser.loggedIn(staff);
        Reply lender = browser.call("POST", "/api/lenders", Map.of("name", "Screen Bank"));
        assertThat(staff.call("GET", "/api/lenders/" + lender.text("id") + "/history")
                        .body()
                        .path("items")
                        .findValuesAsString("source"))
                .containsExactly("screen");
    }

    @Test
    void oneOwnersTokensAreLimitedHoweverManyAreMadeAtOnce() throws Exception {
        Reply created = create("collector", Role.VIEWER);
        Browser browser = welcomed(created);
        staff.database()
                .run("INSERT INTO staff_token (user_id, name, role, token_hash) SELECT '" + created.text("id")
                        + "', 't', 'viewer', sha256(n::text::bytea) FROM generate_series(1, 99) AS n");
        Callable<Reply> make = () -> browser.call("POST", TOKENS, Map.of("name", "one more", "role", "viewer"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(Collections.nCopies(8, make)))
                    .filteredOn(reply -> reply.resultNow().status() == 201)
                    .hasSize(1);
        }
    }
}
