package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// The SQL of *Push All Products to Client*. Blocks.
final class PushStore {
    /// Where nodes hear of pushes.
    static final String CHANNEL = "lender_sync_push";

    private static final String RUNNING = """
            SELECT id FROM catalog_push
            WHERE ended_at IS NULL AND started_at > now() + $1::bigint * interval '1 ms' - $2::bigint * interval '1 ms'
            ORDER BY started_at DESC LIMIT 1
            """;

    // Whether it ended or not: those who follow another node live must take part all the same.
    private static final String LATEST = """
            SELECT id FROM catalog_push
            WHERE started_at > now() + $1::bigint * interval '1 ms' - $2::bigint * interval '1 ms'
            ORDER BY started_at DESC LIMIT 1
            """;

    private static final String START = """
            INSERT INTO catalog_push (position, started_at) VALUES ($2, now() + $1::bigint * interval '1 ms')
            RETURNING id
            """;

    private static final String ASK_ALL = """
            UPDATE client_delivery d
            SET asked = 'PUSH', asked_no = d.asked_no + 1, push_id = $1, next_attempt_at = '-infinity', suspended_at = NULL
            FROM client c WHERE c.id = d.client_id AND c.status = 'ACTIVE'
            """;

    // Verified is who took the whole catalog since the push began, and said after it that he holds at least its
    // position: each instance that follows live, or when there is none, each that was heard of since.
    private static final String OUTCOMES = """
            WITH clock AS (SELECT now() + $1::bigint * interval '1 ms' AS at)
            SELECT c.id, c.name, proof.position, proof.millis, coalesce(proof.verified AND EXISTS (
                       SELECT FROM client_instance s WHERE s.client_id = c.id AND s.snapshot_at >= push.started_at
                   ), false) AS verified,
                   CASE WHEN c.status = 'PAUSED' THEN 'the client is paused'
                        WHEN d.suspended_at IS NOT NULL OR d.failed_at >= push.started_at AND d.live_until <= clock.at
                            THEN coalesce(d.last_error, 'its endpoint wants to be told no more') END AS failure,
                   d.last_error
            FROM clock, catalog_push push, client c JOIN client_delivery d ON d.client_id = c.id
            LEFT JOIN LATERAL (
                SELECT bool_and(coalesce(i.verified AND i.applied_at >= push.started_at
                           AND (i.snapshot_at >= push.started_at OR i.live_until <= clock.at)
                           AND sync.reached(i.applied, split_part(push.position, ':', 1),
                                            split_part(push.position, ':', 2)::bigint), false)) AS verified,
                       (array_agg(i.applied ORDER BY i.applied_at DESC))[1] AS position,
                       ceil(extract(epoch FROM max(i.applied_at) - push.started_at) * 1000)::bigint AS millis
                FROM client_instance i
                WHERE i.client_id = c.id
                  AND CASE WHEN d.live_until > clock.at THEN i.live_until > clock.at
                           ELSE i.applied_at >= push.started_at END
            ) proof ON true
            WHERE push.id = $2 AND c.created_at <= push.started_at
            ORDER BY c.name, c.id
            """;

    private final Database database;
    private final DatabaseClock clock;

    PushStore(Database database, DatabaseClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Begins a push, or joins one that began less than `within` ago and runs.
    UUID begin(String actor, Position head, Duration within) {
        return database.write(actor, sql -> {
                    // Pushes wait for each other here, so that two clicks make one.
                    query(sql, "SELECT pg_advisory_xact_lock(hashtext('catalog_push'))", Tuple.tuple());
                    Optional<Row> running =
                            first(query(sql, RUNNING, Tuple.of(clock.aheadMillis(), within.toMillis())));
                    if (running.isPresent()) {
                        return running.get().getUUID("id");
                    }
                    UUID id = first(query(sql, START, Tuple.of(clock.aheadMillis(), head.toString())))
                            .orElseThrow()
                            .getUUID("id");
                    query(sql, ASK_ALL, Tuple.of(id));
                    query(sql, "NOTIFY " + CHANNEL, Tuple.tuple());
                    return id;
                })
                .value();
    }

    /// The push that began last, if that is less than `within` ago. Does not block.
    Future<Optional<UUID>> latest(Duration within) {
        return database.pool()
                .preparedQuery(LATEST)
                .execute(Tuple.of(clock.aheadMillis(), within.toMillis()))
                .map(rows -> first(rows).map(row -> row.getUUID("id")));
    }

    void end(UUID push) {
        database.query(
                "UPDATE catalog_push SET ended_at = now() + $1::bigint * interval '1 ms'"
                        + " WHERE id = $2 AND ended_at IS NULL",
                Tuple.of(clock.aheadMillis(), push));
    }

    List<PushOutcome> outcomes(UUID push) {
        return StreamSupport.stream(
                        database.query(OUTCOMES, Tuple.of(clock.aheadMillis(), push))
                                .spliterator(),
                        false)
                .map(PushStore::outcome)
                .toList();
    }

    private static PushOutcome outcome(Row row) {
        UUID id = row.getUUID("id");
        String name = row.getString("name");
        if (row.getBoolean("verified")) {
            return new PushOutcome(
                    id,
                    name,
                    PushOutcome.Kind.VERIFIED,
                    Optional.of(row.getString("position")),
                    OptionalLong.of(row.getLong("millis")),
                    Optional.empty());
        }
        Optional<String> failure = Optional.ofNullable(row.getString("failure"));
        return new PushOutcome(
                id,
                name,
                failure.isPresent() ? PushOutcome.Kind.FAILING : PushOutcome.Kind.IN_PROGRESS,
                Optional.empty(),
                OptionalLong.empty(),
                failure.or(() -> Optional.ofNullable(row.getString("last_error")))
                        .or(() -> Optional.of("not proven yet")));
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }
}
