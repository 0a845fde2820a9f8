package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a change of password ends, and what it overtakes.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordChangeTest {
    private static final String SESSION = "/api/session";
    private static final String EMAIL = RunningStaff.ADMIN_EMAIL;
    private static final String PASSWORD = RunningStaff.ADMIN_PASSWORD;

    private RunningStaff staff;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder, Instant::now, System::nanoTime);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() throws Exception {
        Browser here = Browser.loggedIn(staff);
        Browser there = Browser.loggedIn(staff);
        Map<String, String> wrong = Map.of("current", "not it", "next", "another one");
        assertThat(here.call("PUT", SESSION + "/password", wrong)
                        .body()
                        .path("errors")
                        .findValuesAsString("pointer"))
                .isEqualTo(List.of("/current"));
        assertThat(staff.database().text("SELECT count(*) FROM audit_log WHERE action = 'password-change-failed'"))
                .isEqualTo("1");
        Map<String, String> shorter = Map.of("current", PASSWORD, "next", "short");
        assertThat(here.call("PUT", SESSION + "/password", shorter).status()).isEqualTo(422);
        String next = "something new entirely";
        assertThat(here.call("PUT", SESSION + "/password", Map.of("current", PASSWORD, "next", next))
                        .status())
                .isEqualTo(204);
        assertThat(here.get(SESSION).status()).isEqualTo(200);
        assertThat(there.get(SESSION).status()).isEqualTo(401);
        assertThat(there.login(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(there.login(EMAIL, next).status()).isEqualTo(200);
        assertThat(here.call("PUT", SESSION + "/password", Map.of("current", next, "next", PASSWORD))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aLoginThatAChangeOfPasswordOvertakesIsRefused() throws Exception {
        Browser browser = new Browser(staff);
        assertThat(overtaken(() -> browser.login(EMAIL, PASSWORD)).status()).isEqualTo(401);
        assertThat(browser.login(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aChangeOfPasswordThatAnotherOvertakesIsRefused() throws Exception {
        Browser thief = Browser.loggedIn(staff);
        Map<String, String> change = Map.of("current", PASSWORD, "next", "three cows, one bridge");
        assertThat(overtaken(() -> thief.call("PUT", SESSION + "/password", change))
                        .status())
                .isEqualTo(401);
        assertThat(new Browser(staff).login(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    /// What an attempt with the right password is answered, when the password is changed between the look at it and
    /// what follows; afterwards it is the old one again.
    private Reply overtaken(Callable<Reply> attempt) throws Exception {
        String password = "UPDATE staff_user SET password_hash = '%s' WHERE email = '" + EMAIL + "'";
        String hash = staff.database().text("SELECT password_hash FROM staff_user WHERE email = '" + EMAIL + "'");
        Reply answered = Meanwhile.overtaken(staff.database(), password.formatted("another"), attempt);
        staff.database().run(password.formatted(hash));
        return answered;
    }
}
