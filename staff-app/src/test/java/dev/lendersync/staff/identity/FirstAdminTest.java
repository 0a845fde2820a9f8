package dev.lendersync.staff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class FirstAdminTest {
    private static final Optional<String> EMAIL = Optional.of("ada@example.com");

    private final Vertx vertx = Vertx.vertx();
    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords(random);
    private TestDatabase server;
    private Database database;
    private StaffUsers users;
    private FirstAdmin first;

    @BeforeEach
    void start() throws SQLException {
        server = TestDatabase.on(TestServers.embedded());
        database = new Database(vertx, server.options());
        users = new StaffUsers(database);
        first = new FirstAdmin(database, passwords, random, InstantSource.system());
    }

    @AfterEach
    void stop() throws SQLException {
        database.close().await();
        vertx.close().await();
        passwords.close();
        server.close();
    }

    private boolean canLogIn(String email, String password) {
        return passwords.matches(password, users.byEmail(email).orElseThrow().passwordHash());
    }

    @Test
    void theGivenPasswordIsSetOnceAndAnotherOneIsAWayBackIn() {
        assertThat(first.ensure(EMAIL, Optional.of("given first"))).isEmpty();
        assertThat(canLogIn("ada@example.com", "given first")).isTrue();

        StaffUsers.Account ada = users.byEmail("ada@example.com").orElseThrow();
        database.write("ada", sql -> {
            users.setPassword(sql, ada.id(), passwords.hash("her own"));
            return ada;
        });
        first.ensure(EMAIL, Optional.of("given first"));
        assertThat(canLogIn("ada@example.com", "her own")).as("after a restart").isTrue();

        first.ensure(EMAIL, Optional.of("given later"));
        assertThat(canLogIn("ada@example.com", "given later")).isTrue();
        assertThat(canLogIn("ada@example.com", "her own")).isFalse();
    }

    @Test
    void withoutAPasswordThereIsALinkUntilAnAdminCanLogIn() {
        String link = first.ensure(Optional.empty(), Optional.empty()).orElseThrow();
        assertThat(link).startsWith("/welcome#lsi_");
        String next = first.ensure(Optional.empty(), Optional.empty()).orElseThrow();
        Invites invites = new Invites(database, random, InstantSource.system());
        assertThat(invites.owner(link.replace("/welcome#", ""))).isEmpty();
        assertThat(invites.owner(next.replace("/welcome#", "")))
                .contains(users.byEmail(FirstAdmin.EMAIL).orElseThrow().id());

        first.ensure(EMAIL, Optional.of("somebody's password"));
        assertThat(first.ensure(Optional.empty(), Optional.empty())).isEmpty();
    }
}
