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
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who a bearer credential belongs to. An answer is good for 1 s, so a revoked key is cut off within that
/// time. While PostgreSQL cannot be asked, those who were known before stay known: the mirror serves on, so must this.
///
/// Never blocks; any thread.
public final class Authenticator {
    static final Duration FRESH = Duration.ofSeconds(1);
    static final int MAX_REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final long ASK_MILLIS = 1_500;
    private static final String SQL = """
            SELECT 'staff' AS kind, id, name FROM staff_token WHERE token_hash = $1 AND revoked_at IS NULL
            UNION ALL
            SELECT CASE c.status WHEN 'ACTIVE' THEN 'client' ELSE 'paused' END, c.id, c.name FROM client_api_key k JOIN client c ON c.id = k.client_id
            WHERE k.key_hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())
            """;

    private record Known(Optional<Principal> principal, long askedNanos) {}

    private final Database database;
    private final LongSupplier nanos;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    public Authenticator(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    /// The owner of a well-formed credential, or nothing. Fails when PostgreSQL cannot be asked about an unknown one.
    public Future<Optional<Principal>> principal(String credential) {
        byte[] hash = Credentials.hash(credential);
        String key = HexFormat.of().formatHex(hash);
        Known before = known.getIfPresent(key);
        long now = nanos.getAsLong();
        if (before != null && now - before.askedNanos < FRESH.toNanos()) {
            return Future.succeededFuture(before.principal);
        }
        return database.pool()
                .preparedQuery(SQL)
                .execute(Tuple.of(Buffer.buffer(hash)))
                .timeout(ASK_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> principal(rows, key))
                .onSuccess(principal -> known.put(key, new Known(principal, now)))
                .recover(failure -> {
                    if (before == null) {
                        return Future.failedFuture(failure);
                    }
                    LOG.debug("event=credentials-from-memory reason=\"{}\"", failure.toString());
                    known.put(key, new Known(before.principal, now));
                    return Future.succeededFuture(before.principal);
                });
    }

    private static Optional<Principal> principal(RowSet<Row> rows, String credential) {
        if (!rows.iterator().hasNext()) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        UUID id = row.getUUID("id");
        String name = row.getString("name");
        return Optional.of(
                switch (row.getString("kind")) {
                    case "staff" -> new Principal.Staff(id, name);
                    case "client" -> new Principal.Client(id, name, credential);
                    default -> new Principal.PausedClient(id, name);
                });
    }
}
