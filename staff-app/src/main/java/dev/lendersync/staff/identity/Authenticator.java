package dev.lendersync.staff.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lendersync.staff.database.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who a credential belongs to. An answer is good for 1 s, so a revoked one is cut off within that time.
/// While PostgreSQL cannot be asked, those who were known before stay known: the mirror serves on, so must this.
///
/// Never blocks; any thread.
public final class Authenticator {
    static final Duration FRESH = Duration.ofSeconds(1);
    static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    static final int MAX_REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final long ASK_MILLIS = 1_500;

    private static final String BEARER = """
            SELECT 'token' AS kind, t.id, t.name, t.role, t.user_id, u.email, u.role AS owner_role,
                   t.last_used_at AS seen_at, t.expires_at
            FROM staff_token t LEFT JOIN staff_user u ON u.id = t.user_id
            WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND u.active IS NOT FALSE
            UNION ALL
            SELECT CASE c.status WHEN 'ACTIVE' THEN 'client' ELSE 'paused' END, c.id, c.name, NULL, NULL, NULL, NULL,
                   NULL, NULL
            FROM client_api_key k JOIN client c ON c.id = k.client_id
            WHERE k.key_hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())
            """;

    private static final String SESSION = """
            SELECT 'session' AS kind, s.id, u.email AS name, u.role, u.id AS user_id, s.last_seen_at AS seen_at,
                   s.expires_at
            FROM staff_session s JOIN staff_user u ON u.id = s.user_id
            WHERE s.token_hash = $1 AND u.active
            """;

    private static final String SESSION_SEEN =
            "UPDATE staff_session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $3";

    private static final String TOKEN_SEEN =
            "UPDATE staff_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)";

    private static final String GOOD = """
            SELECT s.id FROM staff_session s JOIN staff_user u ON u.id = s.user_id
            WHERE s.id = ANY ($1) AND u.active AND s.expires_at > $2 AND s.last_seen_at > $3
            UNION ALL
            SELECT t.id FROM staff_token t LEFT JOIN staff_user u ON u.id = t.user_id
            WHERE t.id = ANY ($1) AND t.revoked_at IS NULL AND u.active IS NOT FALSE
              AND (t.expires_at IS NULL OR t.expires_at > $2)
            """;

    private record Known(Optional<Principal> principal, Instant endsAt, Asked asked) {}

    /// By both clocks: one stands still while the machine sleeps, the other may be set.
    private record Asked(long nanos, Instant at) {}

    private final Database database;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    // What was asked for before is not fresh, however new.
    private volatile long staleBeforeNanos;

    public Authenticator(Database database, InstantSource clock, LongSupplier nanos) {
        this.database = database;
        this.clock = clock;
        this.nanos = nanos;
        this.staleBeforeNanos = nanos.getAsLong();
    }

    /// Something about credentials or users changed on this node: it counts here from now on, not in a second.
    public void askAgain() {
        staleBeforeNanos = nanos.getAsLong();
    }

    /// The owner of a well-formed bearer credential, or nothing. Fails when PostgreSQL cannot be asked about an unknown
    /// one.
    public Future<Optional<Principal>> bearer(String credential) {
        return principal(BEARER, Credentials.hash(credential));
    }

    /// Whose session this is, alike.
    public Future<Optional<Principal>> session(SessionToken token) {
        return principal(SESSION, token.hash());
    }

    /// Which of these sessions and tokens are good still. To ask is not to use them.
    public Future<Set<UUID>> good(Set<UUID> ids) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.pool()
                .preparedQuery(GOOD)
                .execute(Tuple.of(ids.toArray(UUID[]::new), now, now.minus(StaffSessions.IDLE)))
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet()));
    }

    private Future<Optional<Principal>> principal(String sql, byte[] hash) {
        String key = HexFormat.of().formatHex(hash);
        @Nullable Known before = known.getIfPresent(key);
        Asked now = new Asked(nanos.getAsLong(), clock.instant());
        if (before != null && isFresh(before, now)) {
            return Future.succeededFuture(before.principal);
        }
        return database.pool()
                .preparedQuery(sql)
                .execute(Tuple.of(Buffer.buffer(hash)))
                .compose(rows -> known(rows, key, now))
                .timeout(ASK_MILLIS, TimeUnit.MILLISECONDS)
                .map(found -> ifNotOver(remember(key, found)))
                .recover(failure -> {
                    if (before == null) {
                        return Future.failedFuture(failure);
                    }
                    LOG.debug("event=credentials-from-memory reason=\"{}\"", failure.toString());
                    return Future.succeededFuture(
                            ifNotOver(remember(key, new Known(before.principal, before.endsAt, now))));
                });
    }

    /// One that is over may go on by now, since its session was used.
    private boolean isFresh(Known found, Asked now) {
        return now.nanos - found.asked.nanos < FRESH.toNanos()
                && Duration.between(found.asked.at, now.at).abs().compareTo(FRESH) < 0
                && found.asked.nanos - staleBeforeNanos > 0
                && now.at.isBefore(found.endsAt);
    }

    private Known remember(String key, Known found) {
        known.put(key, found);
        return found;
    }

    private Optional<Principal> ifNotOver(Known found) {
        return clock.instant().isBefore(found.endsAt) ? found.principal : Optional.empty();
    }

    private Future<Known> known(RowSet<Row> rows, String credential, Asked asked) {
        if (!rows.iterator().hasNext()) {
            return Future.succeededFuture(new Known(Optional.empty(), Instant.MAX, asked));
        }
        Row row = rows.iterator().next();
        Optional<Principal> principal = Optional.of(principal(row, credential));
        @Nullable OffsetDateTime seen = row.getOffsetDateTime("seen_at");
        Instant end = endsAt(row, seen);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        boolean due = seen == null || seen.isBefore(now.minus(SEEN_EVERY));
        return due && now.toInstant().isBefore(end)
                ? noteSeen(row, now).map(new Known(principal, endsAt(row, now), asked))
                : Future.succeededFuture(new Known(principal, end, asked));
    }

    private static Principal principal(Row row, String credential) {
        UUID id = row.getUUID("id");
        String name = row.getString("name");
        return switch (row.getString("kind")) {
            case "session" ->
                new Principal.Staff(
                        Optional.of(row.getUUID("user_id")),
                        new Means.Session(id),
                        name,
                        Role.stored(row.getString("role")));
            case "token" -> token(row, id, name);
            case "client" -> new Principal.Client(id, name, credential);
            default -> new Principal.PausedClient(id, name);
        };
    }

    private static Principal token(Row row, UUID id, String name) {
        Role role = Role.stored(row.getString("role"));
        @Nullable UUID owner = row.getUUID("user_id");
        return owner == null
                ? new Principal.Staff(Optional.empty(), new Means.Token(id), name, role)
                : new Principal.Staff(
                        Optional.of(owner),
                        new Means.Token(id),
                        row.getString("email") + "/" + name,
                        role.lesser(Role.stored(row.getString("owner_role"))));
    }

    private static Instant endsAt(Row row, @Nullable OffsetDateTime seen) {
        @Nullable OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        Instant end = expiresAt == null ? Instant.MAX : expiresAt.toInstant();
        if (seen == null || !row.getString("kind").equals("session")) {
            return end;
        }
        Instant idle = seen.toInstant().plus(StaffSessions.IDLE);
        return idle.isBefore(end) ? idle : end;
    }

    /// At most once a minute for each session and token; lost when PostgreSQL is not there.
    private Future<Void> noteSeen(Row row, OffsetDateTime now) {
        String sql = switch (row.getString("kind")) {
            case "session" -> SESSION_SEEN;
            case "token" -> TOKEN_SEEN;
            default -> "";
        };
        if (sql.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.pool()
                .preparedQuery(sql)
                .execute(Tuple.of(row.getUUID("id"), now, now.minus(SEEN_EVERY)))
                .<Void>mapEmpty()
                .recover(failure -> {
                    LOG.debug("event=seen-not-noted reason=\"{}\"", failure.toString());
                    return Future.succeededFuture();
                });
    }
}
