package dev.lendersync.staff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    @Test
    void twoNodesThatStartAtOnceBothFindTheAdmin() throws Exception {
        try (Connection other = server.connect();
                Statement statement = other.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO staff_user (email, email_key, name, role)"
                    + " VALUES ('admin@localhost', 'admin@localhost', 'Admin', 'admin')");
            Future<Optional<String>> link = thread.submit(() -> first.ensure(Optional.empty(), Optional.empty()));
            Await.until(
                    () -> {
                        try {
                            return !server.texts("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND wait_event_type = 'Lock'")
                                    .isEmpty();
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    },
                    "the second waits for the first");
            other.commit();

            assertThat(link.get(20, TimeUnit.SECONDS)).isPresent();
        }
        assertThat(users.count()).isOne();
    }

    @Test
    void whoeverIsNamedBecomesTheAdminWhileThereIsNone() {
        UUID ada = database.write("operator", sql -> {
                    UUID id = users.insert(sql, "ada@example.com", "Ada", Role.VIEWER, Optional.empty())
                            .orElseThrow();
                    users.edit(sql, id, 1, "Ada", Role.VIEWER, false);
                    return id;
                })
                .value();

        String link = first.ensure(EMAIL, Optional.empty()).orElseThrow();

        assertThat(new Invites(database, random, InstantSource.system()).owner(link.replace("/welcome#", "")))
                .contains(ada);
        StaffUsers.Account admin = users.byId(ada).orElseThrow();
        assertThat(admin.role()).isEqualTo(Role.ADMIN);
        assertThat(admin.active()).isTrue();
        first.ensure(EMAIL, Optional.empty());
        AuditLog.Filter granted =
                new AuditLog.Filter(Optional.empty(), Optional.of("admin-granted"), Optional.empty(), Optional.empty());
        assertThat(new AuditLog(database).count(granted)).as("once").isOne();
    }
}
