package dev.lendersync.staff.clients;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.Credentials;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL that changes clients. Blocks.
final class ClientStore {
    private static final String INSERT = """
            INSERT INTO client (name, base_url)
            SELECT $1, $2 WHERE (SELECT count(*) FROM client) < $3
            RETURNING id
            """;

    // A new address may be right where the old one was wrong: so it is tried at once. What a request to the old one
    // comes to says nothing of it: the lease is taken away.
    private static final String EDIT = """
            WITH edited AS (
                UPDATE client SET name = $3, base_url = $4, revision = revision + 1, updated_at = now(),
                                  updated_by = sync.actor()
                WHERE id = $1 AND revision = $2
                RETURNING id
            )
            UPDATE client_delivery d
            SET accepted = CASE WHEN c.base_url = $4 THEN d.accepted END,
                suspended_at = CASE WHEN c.base_url = $4 THEN d.suspended_at END,
                next_attempt_at = CASE WHEN c.base_url = $4 THEN d.next_attempt_at ELSE '-infinity' END,
                failures = CASE WHEN c.base_url = $4 THEN d.failures ELSE 0 END,
                failing_since = CASE WHEN c.base_url = $4 THEN d.failing_since END,
                lease = CASE WHEN c.base_url = $4 THEN d.lease END,
                leased_until = CASE WHEN c.base_url = $4 THEN d.leased_until ELSE '-infinity' END
            FROM edited JOIN client c ON c.id = edited.id
            WHERE d.client_id = edited.id
            """;

    private static final String SET_STATUS = """
            UPDATE client SET status = $2, revision = revision + 1, updated_at = now(), updated_by = sync.actor()
            WHERE id = $1 AND status <> $2
            """;

    private static final String RETRY_NOW = """
            UPDATE client_delivery SET suspended_at = NULL, next_attempt_at = '-infinity', asked_no = asked_no + 1
            WHERE client_id = $1
            """;

    private static final String RESEND = """
            UPDATE client_delivery
            SET asked = coalesce(asked, 'RESEND'), asked_no = asked_no + 1, suspended_at = NULL, next_attempt_at = '-infinity'
            WHERE client_id = $1 AND EXISTS (SELECT FROM delivery_attempt WHERE client_id = $1 AND id = $2)
            """;

    private final Database database;

    ClientStore(Database database) {
        this.database = database;
    }

    /// Stores a client with its key and its secret, unless there are `most` already.
    ///
    /// @param encrypted makes what is stored of the secret from the client's id
    Optional<UUID> insert(Actor actor, ClientDraft draft, String apiKey, Function<UUID, byte[]> encrypted, int most) {
        return database.writeIfAny(actor.name(), sql -> {
            // Registrations wait for each other, so that the count is right.
            query(sql, "SELECT pg_advisory_xact_lock(hashtext('client'))", Tuple.tuple());
            Optional<UUID> stored = query(sql, INSERT, Tuple.of(draft.name(), draft.baseUrl(), most)).stream()
                    .map(row -> row.getUUID("id"))
                    .findFirst();
            stored.ifPresent(id -> {
                query(sql, "INSERT INTO client_delivery (client_id) VALUES ($1)", Tuple.of(id));
                insert(sql, Kind.API_KEY, id, Credentials.hash(apiKey));
                insert(sql, Kind.WEBHOOK_SECRET, id, encrypted.apply(id));
                note(sql, actor, "client-registered", id, describe(draft));
            });
            return stored;
        });
    }

    boolean hasClientAt(String baseUrl) {
        return database.query("SELECT FROM client WHERE base_url = $1 LIMIT 1", Tuple.of(baseUrl))
                        .size()
                > 0;
    }

    /// False when the client is at another revision by now, or is gone.
    boolean edit(Actor actor, UUID id, long revision, ClientDraft draft) {
        Tuple parameters = Tuple.of(id, revision, draft.name(), draft.baseUrl());
        return changed(actor, "client-edited", id, describe(draft), EDIT, parameters);
    }

    /// Pauses or resumes a client; false when there is none.
    boolean setActive(Actor actor, UUID id, boolean active) {
        return database.writeIfAny(actor.name(), sql -> {
                    if (!isThere(sql, id)) {
                        return Optional.empty();
                    }
                    int changed = query(sql, SET_STATUS, Tuple.of(id, active ? "ACTIVE" : "PAUSED"))
                            .rowCount();
                    if (changed > 0) {
                        note(sql, actor, active ? "client-resumed" : "client-paused", id, Map.of());
                    }
                    if (active) {
                        query(sql, RETRY_NOW, Tuple.of(id));
                    }
                    return Optional.of(id);
                })
                .isPresent();
    }

    /// It stays so until the transaction ends.
    private static boolean isThere(SqlClient sql, UUID id) {
        return query(sql, "SELECT FROM client WHERE id = $1 FOR NO KEY UPDATE", Tuple.of(id))
                        .size()
                > 0;
    }

    /// Asks for the head to be told again; false when there is no such delivery of this client.
    boolean resend(Actor actor, UUID id, UUID delivery) {
        return changed(actor, "delivery-resent", id, Map.of(), RESEND, Tuple.of(id, delivery));
    }

    /// Removes a client with all that belongs to it; false when there is none.
    boolean delete(Actor actor, UUID id) {
        return changed(actor, "client-removed", id, Map.of(), "DELETE FROM client WHERE id = $1", Tuple.of(id));
    }

    private boolean changed(
            Actor actor, String action, UUID id, Map<String, String> detail, String sql, Tuple parameters) {
        return database.writeIfAny(actor.name(), on -> {
                    if (query(on, sql, parameters).rowCount() == 0) {
                        return Optional.empty();
                    }
                    note(on, actor, action, id, detail);
                    return Optional.of(id);
                })
                .isPresent();
    }

    private static void note(SqlClient sql, Actor actor, String action, UUID id, Map<String, String> detail) {
        AuditLog.note(sql, actor, action, "client:" + id, detail);
    }

    private static Map<String, String> describe(ClientDraft draft) {
        return Map.of("name", draft.name(), "baseUrl", draft.baseUrl());
    }

    /// What a client may have several of while it is rotated.
    enum Kind {
        API_KEY("client_api_key", "key_hash", "API keys", "api-key-rotated", 5),
        /// Two: every notice is signed with all of them.
        WEBHOOK_SECRET("client_webhook_secret", "encrypted", "webhook secrets", "webhook-secret-rotated", 2);

        private final String table;
        private final String column;
        private final String words;
        private final String rotated;
        private final int most;

        /// @param words what people call them
        /// @param rotated what the audit log says
        Kind(String table, String column, String words, String rotated, int most) {
            this.table = table;
            this.column = column;
            this.words = words;
            this.rotated = rotated;
            this.most = most;
        }
    }

    /// Adds a credential, and lets those before it end after `overlap`, if they don't end earlier.
    ///
    /// @return until when those before are good
    /// @throws dev.lendersync.staff.http.ProblemException 404, or 409 when too many are good at once
    Instant rotate(Actor actor, UUID id, Kind kind, byte[] stored, Duration overlap) {
        return database.write(actor.name(), sql -> {
                    Instant until = rotate(sql, id, kind, stored, overlap);
                    note(sql, actor, kind.rotated, id, Map.of("overlap", overlap.toString()));
                    return until;
                })
                .value();
    }

    private static Instant rotate(SqlClient sql, UUID id, Kind kind, byte[] stored, Duration overlap) {
        if (query(sql, "SELECT FROM client WHERE id = $1 FOR UPDATE", Tuple.of(id))
                        .size()
                == 0) {
            throw Edits.notFound("client").get();
        }
        query(sql, "DELETE FROM " + kind.table + " WHERE client_id = $1 AND expires_at <= now()", Tuple.of(id));
        int good = query(sql, "SELECT FROM " + kind.table + " WHERE client_id = $1", Tuple.of(id))
                .size();
        if (good >= kind.most && overlap.isPositive()) {
            throw Edits.refused("The client has " + good + " " + kind.words
                    + " that are good already; wait until one ends, or rotate with \"overlapHours\": 0.");
        }
        Instant until = query(sql, """
                SELECT now() + $1::bigint * interval '1 ms' AS until
                """, Tuple.of(overlap.toMillis()))
                .iterator()
                .next()
                .getOffsetDateTime("until")
                .toInstant();
        query(
                sql,
                "UPDATE " + kind.table + " SET expires_at = least(expires_at, now() + $2::bigint * interval '1 ms')"
                        + " WHERE client_id = $1",
                Tuple.of(id, overlap.toMillis()));
        insert(sql, kind, id, stored);
        return until;
    }

    private static void insert(SqlClient sql, Kind kind, UUID id, byte[] stored) {
        query(
                sql,
                "INSERT INTO " + kind.table + " (client_id, " + kind.column + ") VALUES ($1, $2)",
                Tuple.of(id, Buffer.buffer(stored)));
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
