package dev.lendersync.staff.identity;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The stored users. Blocks; for virtual threads.
public final class StaffUsers {
    private static final String SHOWN = """
            SELECT jsonb_build_object(
                'id', u.id, 'email', u.email, 'name', u.name, 'role', u.role, 'active', u.active,
                'hasPassword', u.password_hash IS NOT NULL, 'inviteExpiresAt', sync.rfc3339(i.expires_at),
                'lastSeenAt', (SELECT sync.rfc3339(max(s.last_seen_at)) FROM staff_session s WHERE s.user_id = u.id),
                'revision', u.revision, 'createdAt', sync.rfc3339(u.created_at), 'createdBy', u.created_by,
                'updatedAt', sync.rfc3339(u.updated_at), 'updatedBy', u.updated_by)::text AS shown
            FROM staff_user u LEFT JOIN staff_invite i ON i.user_id = u.id
            """;

    private static final String INSERT = """
            INSERT INTO staff_user (email, email_key, name, role, password_hash) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (email_key) DO NOTHING RETURNING id
            """;

    private static final String EDIT = """
            UPDATE staff_user SET name = $3, role = $4, active = $5, revision = revision + 1, updated_at = now(),
                                  updated_by = sync.actor()
            WHERE id = $1 AND revision = $2
            """;

    private static final String SET_PASSWORD = """
            UPDATE staff_user SET password_hash = $2, revision = revision + 1, updated_at = now(),
                                  updated_by = sync.actor()
            WHERE id = $1
            """;

    private static final String GRANT = """
            INSERT INTO staff_user (email, email_key, name, role, password_hash, given_hash)
            VALUES ($1, $2, $3, 'admin', $4, $4)
            ON CONFLICT (email_key) DO UPDATE SET role = 'admin', active = true, password_hash = $4, given_hash = $4,
                revision = staff_user.revision + 1, updated_at = now(), updated_by = sync.actor()
            RETURNING id
            """;

    private static final String MAKE_ADMIN = """
            UPDATE staff_user SET role = 'admin', active = true, revision = revision + 1, updated_at = now(),
                                  updated_by = sync.actor()
            WHERE id = $1 AND (role <> 'admin' OR NOT active)
            """;

    // Whoever changes admins waits for others who do, so that two can't each remove the other.
    private static final String OTHER_ADMINS = """
            SELECT id FROM staff_user WHERE role = 'admin' AND active AND password_hash IS NOT NULL
            ORDER BY id FOR UPDATE
            """;

    private static final String HAS_PASSWORD =
            "SELECT id FROM staff_user WHERE id = $1 AND active AND password_hash = $2 FOR SHARE";

    private final Database database;

    public StaffUsers(Database database) {
        this.database = database;
    }

    /// A user with what proves that it is him.
    ///
    /// @param passwordHash empty until he has chosen one
    /// @param givenHash of the password that the operator gave last
    public record Account(
            UUID id,
            String email,
            String name,
            Role role,
            boolean active,
            Optional<String> passwordHash,
            Optional<String> givenHash) {
        @Override
        public String toString() {
            return "Account[" + id + "]";
        }
    }

    public Optional<Account> byEmail(String email) {
        return accounts(database.query("SELECT * FROM staff_user WHERE email_key = $1", Tuple.of(Email.key(email))));
    }

    public Optional<Account> byId(UUID id) {
        return accounts(database.query("SELECT * FROM staff_user WHERE id = $1", Tuple.of(id)));
    }

    /// As he is until the transaction ends, which somebody who changes or deletes him waits for.
    public Optional<Account> kept(SqlClient sql, UUID id) {
        return accounts(sql.preparedQuery("SELECT * FROM staff_user WHERE id = $1 FOR SHARE")
                .execute(Tuple.of(id))
                .await());
    }

    private static Optional<Account> accounts(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Account(
                        row.getUUID("id"),
                        row.getString("email"),
                        row.getString("name"),
                        Role.stored(row.getString("role")),
                        row.getBoolean("active"),
                        Optional.ofNullable(row.getString("password_hash")),
                        Optional.ofNullable(row.getString("given_hash"))))
                .findFirst();
    }

    /// Who has this address, as the transaction sees it.
    Optional<UUID> idOf(SqlClient sql, String email) {
        return ids(sql, "SELECT id FROM staff_user WHERE email_key = $1", Tuple.of(Email.key(email)))
                .findFirst();
    }

    /// Nothing when the address is taken.
    public Optional<UUID> insert(SqlClient sql, String email, String name, Role role, Optional<String> passwordHash) {
        return ids(sql, INSERT, Tuple.of(email, Email.key(email), name, role.text(), passwordHash.orElse(null)))
                .findFirst();
    }

    /// Makes the user with this address an active admin with this password, whoever he was.
    UUID grant(SqlClient sql, String email, String name, String passwordHash) {
        return ids(sql, GRANT, Tuple.of(email, Email.key(email), name, passwordHash))
                .findFirst()
                .orElseThrow();
    }

    /// False when the user was an active admin before.
    boolean makeAdmin(SqlClient sql, UUID id) {
        return execute(sql, MAKE_ADMIN, Tuple.of(id)) > 0;
    }

    /// False when the user is not at this revision any more.
    public boolean edit(SqlClient sql, UUID id, long revision, String name, Role role, boolean active) {
        return execute(sql, EDIT, Tuple.of(id, revision, name, role.text(), active)) > 0;
    }

    /// Whether this is an active user's password still; it stays so until the transaction ends.
    public boolean hasPassword(SqlClient sql, UUID id, String passwordHash) {
        return ids(sql, HAS_PASSWORD, Tuple.of(id, passwordHash)).findAny().isPresent();
    }

    public void setPassword(SqlClient sql, UUID id, String passwordHash) {
        execute(sql, SET_PASSWORD, Tuple.of(id, passwordHash));
    }

    public boolean delete(SqlClient sql, UUID id) {
        return execute(sql, "DELETE FROM staff_user WHERE id = $1", Tuple.of(id)) > 0;
    }

    /// Whether somebody but `id` can log in as an admin; it stays so until the transaction ends.
    public boolean hasAdminBeside(SqlClient sql, UUID id) {
        return ids(sql, OTHER_ADMINS, Tuple.tuple()).anyMatch(admin -> !admin.equals(id));
    }

    /// Whether anybody can log in as an admin.
    boolean hasAdmin() {
        return database.query(OTHER_ADMINS, Tuple.tuple()).rowCount() > 0;
    }

    public List<ObjectNode> page(int limit, long offset) {
        return shown(database.query(
                SHOWN + " ORDER BY u.name COLLATE \"C\", u.id LIMIT $1 OFFSET $2", Tuple.of(limit, offset)));
    }

    public long count() {
        return database.query("SELECT count(*) AS total FROM staff_user", Tuple.tuple())
                .iterator()
                .next()
                .getLong("total");
    }

    public Optional<ObjectNode> find(UUID id) {
        return shown(database.query(SHOWN + " WHERE u.id = $1", Tuple.of(id))).stream()
                .findFirst();
    }

    private static List<ObjectNode> shown(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> (ObjectNode) Json.read(row.getString("shown")))
                .toList();
    }

    private static Stream<UUID> ids(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await().stream().map(row -> row.getUUID("id"));
    }

    private static int execute(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await().rowCount();
    }
}
