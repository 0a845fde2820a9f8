package dev.lendersync.staff.identity;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// The stored staff tokens. Blocks; for virtual threads.
public final class StaffTokens {
    /// Good ones.
    public static final int MAX_OF_OWNER = 100;

    private static final String SHOWN = """
            SELECT jsonb_build_object(
                'id', t.id, 'name', t.name, 'role', t.role, 'prefix', t.shown, 'owner', u.email,
                'createdAt', sync.rfc3339(t.created_at), 'expiresAt', sync.rfc3339(t.expires_at),
                'lastUsedAt', sync.rfc3339(t.last_used_at))::text AS shown
            FROM staff_token t LEFT JOIN staff_user u ON u.id = t.user_id
            WHERE t.revoked_at IS NULL
            """;

    private static final String NEWEST_FIRST = " ORDER BY t.created_at DESC, t.id DESC";

    private static final String ENSURE = """
            INSERT INTO staff_token (name, role, token_hash, shown, created_by) VALUES ($1, 'admin', $2, $3, $4)
            ON CONFLICT (token_hash) DO NOTHING RETURNING id
            """;

    private static final String INSERT = """
            INSERT INTO staff_token (user_id, name, role, token_hash, shown, expires_at)
            SELECT $1, $2, $3, $4, $5, $6
            WHERE (SELECT count(*) FROM staff_token WHERE user_id IS NOT DISTINCT FROM $1 AND revoked_at IS NULL) < $7
            RETURNING id
            """;

    private static final String REVOKE = """
            UPDATE staff_token SET revoked_at = now()
            WHERE id = $1 AND revoked_at IS NULL AND ($3 OR user_id IS NOT DISTINCT FROM $2) AND role = ANY ($4)
            """;

    private final Database database;
    private final Credentials credentials;

    /// @param random cryptographically strong
    public StaffTokens(Database database, RandomGenerator random) {
        this.database = database;
        this.credentials = new Credentials(random);
    }

    /// @param what is to be the token, for the message
    /// @throws IllegalArgumentException when it is not `lst_` and 40 letters or digits; it is not repeated
    public static void requireValid(String what, String token) {
        if (!Credentials.wellFormed(token) || !token.startsWith(Credentials.STAFF_PREFIX)) {
            throw new IllegalArgumentException(what + " must be " + Credentials.STAFF_PREFIX + " and "
                    + Credentials.LENGTH + " letters or digits");
        }
    }

    /// Stores the hash of a token of the operator's, which may do everything, if it is not stored yet, and notes that.
    ///
    /// @throws IllegalArgumentException when it has not the form of one
    public void ensure(String name, String token) {
        requireValid("a staff token", token);
        Tuple parameters = Tuple.of(name, hash(token), Credentials.shown(token), Actor.SERVER.name());
        database.write(Actor.SERVER.name(), sql -> {
            RowSet<Row> stored = sql.preparedQuery(ENSURE).execute(parameters).await();
            for (Row row : stored) {
                AuditLog.note(
                        sql,
                        Actor.SERVER,
                        "token-created",
                        "token:" + row.getUUID("id"),
                        Map.of("name", name, "role", Role.ADMIN.text()));
            }
            return stored;
        });
    }

    /// Revoked ones too: what was taken away does not come back by itself.
    boolean hasAny() {
        return database.query("SELECT 1 FROM staff_token LIMIT 1", Tuple.tuple())
                        .rowCount()
                > 0;
    }

    public String newToken() {
        return credentials.staffToken();
    }

    /// Stores the hash of a new token; nothing when its owner has [#MAX_OF_OWNER].
    ///
    /// @param owner empty for the operator
    public Optional<UUID> insert(
            SqlClient sql, Optional<UUID> owner, String name, Role role, String token, Optional<Instant> expiresAt) {
        // Those who make tokens wait for each other, so that the count is right.
        sql.query("SELECT pg_advisory_xact_lock(hashtext('staff_token'))")
                .execute()
                .await();
        Tuple parameters = Tuple.of(owner.orElse(null), name, role.text(), hash(token), Credentials.shown(token))
                .addValue(expiresAt.map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null))
                .addValue(MAX_OF_OWNER);
        return sql.preparedQuery(INSERT).execute(parameters).await().stream()
                .map(row -> row.getUUID("id"))
                .findFirst();
    }

    /// Those that were not revoked, of one owner, newest first.
    public List<ObjectNode> of(Optional<UUID> owner) {
        return shown(database.query(
                SHOWN + " AND t.user_id IS NOT DISTINCT FROM $1::uuid" + NEWEST_FIRST, Tuple.of(owner.orElse(null))));
    }

    /// Those of everybody.
    public List<ObjectNode> all() {
        return shown(database.query(SHOWN + NEWEST_FIRST, Tuple.tuple()));
    }

    public Optional<ObjectNode> find(UUID id) {
        return shown(database.query(SHOWN + " AND t.id = $1", Tuple.of(id))).stream()
                .findFirst();
    }

    /// False when there is none of this id that is the owner's, or anybody's if `anybodys`, and may no more than
    /// `most`.
    public boolean revoke(SqlClient sql, UUID id, Optional<UUID> owner, boolean anybodys, Role most) {
        String[] roles = Arrays.stream(Role.values())
                .filter(most::includes)
                .map(Role::text)
                .toArray(String[]::new);
        return sql.preparedQuery(REVOKE)
                        .execute(Tuple.of(id, owner.orElse(null), anybodys, roles))
                        .await()
                        .rowCount()
                > 0;
    }

    private static List<ObjectNode> shown(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> (ObjectNode) Json.read(row.getString("shown")))
                .toList();
    }

    private static Buffer hash(String token) {
        return Buffer.buffer(Credentials.hash(token));
    }
}
