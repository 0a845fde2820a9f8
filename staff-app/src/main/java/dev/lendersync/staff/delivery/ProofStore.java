package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The SQL of what clients prove. Never blocks.
final class ProofStore implements Proofs.Store {
    /// A live connection that nothing more is heard of counts as gone after this time; clients ping every 10 s.
    static final Duration LIVE = Duration.ofSeconds(30);

    static final Duration REARM_EVERY = Duration.ofMinutes(10);

    /// Where nodes tell each other that something about clients changed.
    static final String CHANNEL = "lender_sync_clients";

    // The join drops what was heard of clients that were removed meanwhile. Two nodes may have heard the same instance:
    // what was said last counts.
    private static final String HEARD = """
            WITH clock AS (SELECT now() + $1::bigint * interval '1 ms' AS at),
            heard AS (
                SELECT c.id, s.instance, clock.at AS seen_at,
                       CASE s.live WHEN true THEN clock.at + $2::bigint * interval '1 ms'
                                   WHEN false THEN clock.at END AS live_until,
                       s.fetched, CASE WHEN s.fetched IS NOT NULL THEN clock.at END AS fetched_at,
                       clock.at - s.snapshot_ago * interval '1 ms' AS snapshot_at,
                       s.applied, s.digest, s.verified,
                       clock.at - s.applied_ago * interval '1 ms' AS applied_at, s.lag_millis
                FROM clock, jsonb_to_recordset($3::text::jsonb) AS s (
                    client_id uuid, instance text, live boolean, fetched text, snapshot_ago bigint, applied text,
                    digest text, verified boolean, applied_ago bigint, lag_millis bigint)
                JOIN client c ON c.id = s.client_id
                ORDER BY c.id, s.instance
            )
            INSERT INTO client_instance AS kept (
                client_id, instance, seen_at, live_until, fetched, fetched_at, snapshot_at,
                applied, digest, verified, applied_at, lag_millis)
            SELECT id, instance, seen_at, coalesce(live_until, '-infinity'), fetched, fetched_at, snapshot_at,
                   applied, digest, verified, applied_at, lag_millis
            FROM heard
            ON CONFLICT (client_id, instance) DO UPDATE
            SET seen_at = greatest(kept.seen_at, excluded.seen_at),
                live_until = CASE excluded.live_until WHEN '-infinity' THEN kept.live_until
                                                      ELSE excluded.live_until END,
                fetched = coalesce(excluded.fetched, kept.fetched),
                fetched_at = coalesce(excluded.fetched_at, kept.fetched_at),
                snapshot_at = coalesce(excluded.snapshot_at, kept.snapshot_at),
                (applied, digest, verified, applied_at, lag_millis) = (
                    SELECT n.applied, n.digest, n.verified, n.applied_at, n.lag_millis
                    FROM (VALUES
                        -- Said again, it was known no later for that.
                        (excluded.applied, excluded.digest, excluded.verified, excluded.applied_at,
                         CASE WHEN kept.applied = excluded.applied THEN kept.lag_millis ELSE excluded.lag_millis END),
                        (kept.applied, kept.digest, kept.verified, kept.applied_at, kept.lag_millis)
                    ) AS n (applied, digest, verified, applied_at, lag_millis)
                    ORDER BY n.applied_at DESC NULLS LAST LIMIT 1)
            """;

    // A client has proven what the slowest of its live instances has; when none is live, what the last one said. A
    // sign of life brings the next attempt of a failing client forward, but rarely: one that pulls and can't be
    // reached must not draw a request with each of its pulls.
    private static final String SETTLE = """
            WITH clock AS (SELECT now() + $1::bigint * interval '1 ms' AS at),
            place AS (
                SELECT DISTINCT ON (i.client_id) i.client_id, i.applied, i.applied_at, i.snapshot_at, i.lag_millis,
                       coalesce(i.verified, false) AS verified, i.verified IS FALSE AS differs,
                       i.live_until > clock.at AS live,
                       max(i.live_until) OVER (PARTITION BY i.client_id) AS live_until
                FROM clock, client_instance i
                WHERE i.client_id = ANY ($2::uuid[])
                ORDER BY i.client_id, i.live_until > clock.at DESC,
                    CASE WHEN i.live_until > clock.at
                        THEN coalesce(i.verified, false) AND sync.reached(i.applied, $3, 0) END,
                    CASE WHEN i.live_until > clock.at THEN split_part(i.applied, ':', 2)::bigint END,
                    i.applied_at DESC NULLS LAST
            ),
            state AS (
                SELECT place.*, d.accepted, d.proven AS before,
                       -- A copy that is known to differ takes back what was proven before.
                       CASE WHEN place.verified THEN place.applied WHEN NOT place.differs THEN d.proven END AS proven,
                       push.started_at AS pushed_at
                FROM place JOIN client_delivery d ON d.client_id = place.client_id
                LEFT JOIN catalog_push push ON push.id = d.push_id
            ),
            settled AS (
                UPDATE client_delivery d
                SET proven = s.proven, live_until = s.live_until,
                    (asked, push_id) = (
                        SELECT d.asked, d.push_id
                        WHERE s.pushed_at IS NULL OR NOT coalesce(s.live AND s.verified
                            AND s.snapshot_at >= s.pushed_at AND s.applied_at >= s.pushed_at, false)),
                    (failures, next_attempt_at, suspended_at, rearmed_at) = (
                        SELECT r.failures, r.next_attempt_at, r.suspended_at, r.rearmed_at FROM (VALUES
                            (true, 1, clock.at, NULL::timestamptz, clock.at),
                            (false, d.failures, d.next_attempt_at, d.suspended_at, d.rearmed_at)
                        ) AS r (rearmed, failures, next_attempt_at, suspended_at, rearmed_at)
                        WHERE r.rearmed = ((d.suspended_at IS NOT NULL OR d.next_attempt_at > clock.at)
                            AND NOT sync.reached(s.proven, $3, $4)
                            AND (d.rearmed_at IS NULL
                                 OR d.rearmed_at < clock.at - $5::bigint * interval '1 ms')))
                FROM clock, state s
                WHERE d.client_id = s.client_id
                RETURNING d.client_id, s.applied, s.lag_millis,
                    s.live AND s.verified AND s.applied IS DISTINCT FROM s.before
                        AND s.applied IS DISTINCT FROM s.accepted AS by_feed
            )
            INSERT INTO delivery_attempt (client_id, position, request_id, outcome, millis, attempt, ended_at)
            SELECT client_id, applied, 'msg_' || client_id || '_' || applied, 'SATISFIED_BY_FEED', lag_millis, 0, clock.at
            FROM clock, settled WHERE by_feed
            """;

    private static final String FORGET_SILENT = """
            DELETE FROM client_instance r
            USING (
                SELECT client_id, instance,
                       row_number() OVER (PARTITION BY client_id ORDER BY seen_at DESC, instance) AS place
                FROM client_instance WHERE client_id = ANY ($1::uuid[])
            ) p
            WHERE p.client_id = r.client_id AND p.instance = r.instance AND p.place > $2
            """;

    private final Pool pool;
    private final RecentHeads heads;
    private final DatabaseClock clock;
    private final LongSupplier nanos;

    ProofStore(Pool pool, RecentHeads heads, DatabaseClock clock, LongSupplier nanos) {
        this.pool = pool;
        this.heads = heads;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public Future<Void> write(Map<UUID, Map<String, Signs>> signs) {
        UUID[] clients = signs.keySet().toArray(UUID[]::new);
        return pool.withTransaction(sql -> sql.preparedQuery(HEARD)
                        .execute(Tuple.of(clock.aheadMillis(), LIVE.toMillis(), heard(signs)))
                        .compose(_ -> settle(sql, clients))
                        .compose(_ -> sql.preparedQuery(FORGET_SILENT).execute(Tuple.of(clients, Proofs.MAX_INSTANCES)))
                        .compose(_ -> sql.query("NOTIFY " + CHANNEL).execute()))
                .mapEmpty();
    }

    private Future<?> settle(SqlConnection sql, UUID[] clients) {
        Optional<CatalogHistory> head = heads.newest();
        if (head.isEmpty()) {
            return Future.succeededFuture();
        }
        Position position = head.get().catalog().position();
        return sql.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        clock.aheadMillis(),
                        clients,
                        position.epoch().value(),
                        position.version(),
                        REARM_EVERY.toMillis()));
    }

    /// As a JSON array; what is not known is not said.
    private String heard(Map<UUID, Map<String, Signs>> signs) {
        long now = nanos.getAsLong();
        ArrayNode all = Json.MAPPER.createArrayNode();
        signs.forEach((client, instances) -> instances.forEach((instance, heard) -> {
            ObjectNode one = all.addObject().put("client_id", client.toString()).put("instance", instance);
            heard.live().ifPresent(live -> one.put("live", live));
            heard.fetched().ifPresent(position -> one.put("fetched", position.toString()));
            heard.snapshotNanos().ifPresent(at -> one.put("snapshot_ago", millis(now - at)));
            heard.proof()
                    // It may have come from a node that was ahead of this one then.
                    .map(proof -> proof.known() ? proof : heads.judge(proof.applied()))
                    .ifPresent(proof -> put(one, proof, millis(now - heard.proofNanos())));
        }));
        return new String(Json.write(all), StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode one, Proof proof, long ago) {
        one.put("applied", proof.applied().position().toString());
        one.put("digest", proof.applied().digest().toString());
        one.put("applied_ago", ago);
        proof.lagMillis().ifPresent(lag -> one.put("verified", proof.verified()).put("lag_millis", lag));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
