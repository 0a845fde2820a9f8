package dev.lendersync.staff.identity;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.database.Database;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The log of who did what, and from where. It is only ever added to. Blocks; for virtual threads.
public final class AuditLog {
    private static final String NOTE = """
            INSERT INTO audit_log (actor, address, action, subject, detail) VALUES ($1, $2, $3, $4, $5::text::jsonb)
            """;

    private static final String MATCHING = """
            FROM audit_log
            WHERE ($1::text IS NULL OR actor = $1) AND ($2::text IS NULL OR action = $2)
              AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
            """;

    private static final String PAGE = """
            SELECT jsonb_build_object(
                'id', id, 'at', sync.rfc3339(at), 'actor', actor, 'address', address, 'action', action,
                'subject', subject, 'detail', detail)::text AS entry
            """ + MATCHING + " ORDER BY at DESC, id DESC LIMIT $5 OFFSET $6";

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /// Notes what is done, in the transaction that does it.
    ///
    /// @param action lower-case words with `-` between them, e.g. `user-created`
    /// @param subject what it was done to, e.g. `user:<id>`; empty for nothing known
    /// @param detail never a secret
    public static void note(SqlClient sql, Actor actor, String action, String subject, Map<String, ?> detail) {
        sql.preparedQuery(NOTE)
                .execute(Tuple.of(
                        actor.name(),
                        actor.address(),
                        action,
                        subject,
                        new String(Json.write(detail), StandardCharsets.UTF_8)))
                .await();
    }

    /// Which entries are asked for: those that match all that is stated.
    ///
    /// @param from included
    /// @param to not included
    public record Filter(
            Optional<String> actor,
            Optional<String> action,
            Optional<OffsetDateTime> from,
            Optional<OffsetDateTime> to) {
        private Tuple tuple() {
            return Tuple.of(actor.orElse(null), action.orElse(null), from.orElse(null), to.orElse(null));
        }
    }

    /// Newest first.
    public List<ObjectNode> page(Filter filter, int limit, long offset) {
        return database.query(PAGE, filter.tuple().addValue(limit).addValue(offset)).stream()
                .map(row -> (ObjectNode) Json.read(row.getString("entry")))
                .toList();
    }

    public long count(Filter filter) {
        return database.query("SELECT count(*) AS total " + MATCHING, filter.tuple())
                .iterator()
                .next()
                .getLong("total");
    }
}
