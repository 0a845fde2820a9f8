package dev.lendersync.staff.identity;

import dev.lendersync.staff.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// The one-time links by which users choose a password; one for each user, a new one ends the one before. Blocks; for
/// virtual threads.
public final class Invites {
    public static final Duration GOOD_FOR = Duration.ofDays(7);

    private static final String PUT = """
            INSERT INTO staff_invite (user_id, token_hash, expires_at) VALUES ($1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE SET token_hash = $2, expires_at = $3
            """;

    private static final String OWNER = """
            SELECT i.user_id FROM staff_invite i JOIN staff_user u ON u.id = i.user_id
            WHERE i.token_hash = $1 AND i.expires_at > $2 AND u.active
            """;

    private final Database database;
    private final Credentials credentials;
    private final InstantSource clock;

    public Invites(Database database, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.credentials = new Credentials(random);
        this.clock = clock;
    }

    public String newToken() {
        return credentials.inviteToken();
    }

    public void put(SqlClient sql, UUID user, String token) {
        execute(sql, PUT, Tuple.of(user, hash(token), now().plus(GOOD_FOR)));
    }

    /// Whose invite this is, if it is still good.
    public Optional<UUID> owner(String token) {
        return database.query(OWNER, Tuple.of(hash(token), now())).stream()
                .map(row -> row.getUUID("user_id"))
                .findFirst();
    }

    /// Uses an invite up; false when somebody was faster.
    public boolean redeem(SqlClient sql, String token) {
        return execute(sql, "DELETE FROM staff_invite WHERE token_hash = $1", Tuple.of(hash(token))) > 0;
    }

    /// Ends the invite of a user, if there is one.
    public void end(SqlClient sql, UUID user) {
        execute(sql, "DELETE FROM staff_invite WHERE user_id = $1", Tuple.of(user));
    }

    private static Buffer hash(String token) {
        return Buffer.buffer(Credentials.hash(token));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static int execute(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await().rowCount();
    }
}
