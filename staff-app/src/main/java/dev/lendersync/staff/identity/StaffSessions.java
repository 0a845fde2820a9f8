package dev.lendersync.staff.identity;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The stored sessions of users. A session ends when it was not used for [#IDLE], and after [#LONGEST] in any case.
/// Blocks; for virtual threads.
public final class StaffSessions {
    public static final Duration IDLE = Duration.ofHours(12);
    public static final Duration LONGEST = Duration.ofDays(7);
    /// Of one user; the one that was used longest ago makes room.
    public static final int MAX_OF_USER = 50;

    private static final int MAX_USER_AGENT = 300;

    private static final String SWEEP = "DELETE FROM staff_session WHERE expires_at <= $1 OR last_seen_at <= $2";

    private static final String TRIM = """
            DELETE FROM staff_session WHERE id IN (
                SELECT id FROM staff_session WHERE user_id = $1 ORDER BY last_seen_at DESC, id DESC OFFSET $2)
            """;

    private static final String INSERT = """
            INSERT INTO staff_session (user_id, token_hash, created_at, last_seen_at, expires_at, address, user_agent)
            VALUES ($1, $2, $3, $3, $4, $5, $6)
            """;

    private static final String OF_USER = """
            SELECT jsonb_build_object(
                'id', id, 'createdAt', sync.rfc3339(created_at), 'lastSeenAt', sync.rfc3339(last_seen_at),
                'expiresAt', sync.rfc3339(expires_at), 'address', address, 'userAgent', user_agent,
                'current', id = $2)::text AS session
            FROM staff_session WHERE user_id = $1 AND expires_at > $3 AND last_seen_at > $4
            ORDER BY last_seen_at DESC, id DESC
            """;

    private final Database database;
    private final Credentials credentials;
    private final InstantSource clock;

    public StaffSessions(Database database, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.credentials = new Credentials(random);
        this.clock = clock;
    }

    /// Begins a session.
    public SessionToken begin(SqlClient sql, UUID user, String address, String userAgent) {
        SessionToken token = SessionToken.create(credentials);
        OffsetDateTime now = now();
        execute(sql, SWEEP, Tuple.of(now, now.minus(IDLE)));
        execute(sql, TRIM, Tuple.of(user, MAX_OF_USER - 1));
        String agent = userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT));
        execute(
                sql,
                INSERT,
                Tuple.of(user, Buffer.buffer(token.hash()), now, now.plus(LONGEST), address, printable(agent)));
        return token;
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }

    /// Ends the session of a cookie, if there is one.
    public void end(SqlClient sql, SessionToken token) {
        execute(sql, "DELETE FROM staff_session WHERE token_hash = $1", Tuple.of(Buffer.buffer(token.hash())));
    }

    /// Ends a session of a user; false when he has none of this id.
    public boolean end(SqlClient sql, UUID user, UUID session) {
        return execute(sql, "DELETE FROM staff_session WHERE user_id = $1 AND id = $2", Tuple.of(user, session)) > 0;
    }

    /// Ends all sessions of a user, but maybe one.
    public void endAll(SqlClient sql, UUID user, Optional<UUID> butOne) {
        execute(
                sql,
                "DELETE FROM staff_session WHERE user_id = $1 AND id IS DISTINCT FROM $2",
                Tuple.of(user, butOne.orElse(null)));
    }

    /// The sessions of a user, the one used last first.
    public List<ObjectNode> of(UUID user, UUID current) {
        OffsetDateTime now = now();
        return database.query(OF_USER, Tuple.of(user, current, now, now.minus(IDLE))).stream()
                .map(StaffSessions::json)
                .toList();
    }

    /// When this session ends at the latest.
    public Optional<String> expiresAt(UUID session) {
        return database
                .query("SELECT sync.rfc3339(expires_at) AS at FROM staff_session WHERE id = $1", Tuple.of(session))
                .stream()
                .map(row -> row.getString("at"))
                .findFirst();
    }

    private static ObjectNode json(Row row) {
        return (ObjectNode) Json.read(row.getString("session"));
    }

    private static int execute(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await().rowCount();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
