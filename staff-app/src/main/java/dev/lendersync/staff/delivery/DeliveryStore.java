package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// The SQL of telling clients. Never blocks.
///
/// Whom to tell is asked of the state, not of a queue: each client that neither accepted nor proved the head.
final class DeliveryStore {
    /// Longer than any exchange lasts; a node that died leaves its clients to the others after this time.
    static final Duration LEASE = Duration.ofSeconds(12);

    /// How long entries of the log are kept, and how many go at once.
    static final Duration KEPT = Duration.ofDays(30);

    private static final int PRUNED_AT_ONCE = 10_000;

    // A client that follows live is given a moment to prove by the feed ($5: what it should have by now), which is
    // faster and costs no request. Rows that another node claims at this moment are passed by.
    private static final String CLAIM = """
            WITH clock AS (SELECT now() + $1::bigint * interval '1 ms' AS at),
            due AS (
                SELECT d.client_id
                FROM clock, client_delivery d JOIN client c ON c.id = d.client_id
                WHERE c.status = 'ACTIVE' AND d.suspended_at IS NULL
                  AND d.leased_until <= clock.at AND d.next_attempt_at <= clock.at
                  AND (d.failures > 0) = $2
                  AND (d.asked IS NOT NULL OR NOT (
                      sync.reached(d.accepted, $3, $4) OR sync.reached(d.proven, $3, $4)
                      OR d.live_until > clock.at AND ($5::bigint IS NULL
                          OR sync.reached(d.accepted, $3, $5) OR sync.reached(d.proven, $3, $5))))
                ORDER BY d.next_attempt_at, d.client_id
                LIMIT $6
                FOR UPDATE OF d SKIP LOCKED
            )
            UPDATE client_delivery d SET lease = $7, leased_until = clock.at + $8::bigint * interval '1 ms'
            FROM clock, due, client c
            WHERE d.client_id = due.client_id AND c.id = due.client_id
            RETURNING d.client_id, c.base_url, d.accepted, d.failures, d.push_id, d.asked, d.asked_no, ARRAY(
                SELECT s.encrypted FROM client_webhook_secret s
                WHERE s.client_id = d.client_id AND (s.expires_at IS NULL OR s.expires_at > clock.at)
                ORDER BY s.created_at DESC LIMIT 2) AS secrets
            """;

    // Whoever lost the lease meanwhile changes nothing, but what it did is in the log.
    private static final String END = """
            WITH clock AS (SELECT now() + $1::bigint * interval '1 ms' AS at),
            ended AS (
                UPDATE client_delivery d
                SET lease = NULL, leased_until = '-infinity',
                    accepted = CASE WHEN $6 = 'FAILED' THEN d.accepted ELSE $4 END,
                    accepted_at = CASE WHEN $6 = 'FAILED' THEN d.accepted_at ELSE clock.at END,
                    asked = CASE WHEN $6 = 'FAILED' OR d.asked_no <> $12 THEN d.asked END,
                    push_id = CASE WHEN $6 = 'FAILED' OR d.asked_no <> $12 THEN d.push_id END,
                    failures = CASE WHEN $6 = 'FAILED' THEN least(d.failures + 1, 1000000) ELSE 0 END,
                    failing_since = CASE WHEN $6 = 'FAILED' THEN coalesce(d.failing_since, clock.at) END,
                    failed_at = CASE WHEN $6 = 'FAILED' AND d.asked_no = $12 THEN clock.at END,
                    last_status = $7, last_error = $9,
                    next_attempt_at = CASE WHEN $6 = 'FAILED' AND d.asked_no = $12
                        THEN clock.at + coalesce($10::bigint, 0) * interval '1 ms' ELSE '-infinity' END,
                    suspended_at = CASE WHEN $6 = 'FAILED' AND $10::bigint IS NULL AND d.asked_no = $12 THEN clock.at END,
                    rearmed_at = CASE WHEN $6 = 'FAILED' THEN d.rearmed_at END
                FROM clock
                WHERE d.client_id = $2 AND d.lease = $3
                RETURNING d.client_id
            )
            INSERT INTO delivery_attempt (
                client_id, position, request_id, outcome, status, millis, error, attempt, ended_at, next_attempt_at)
            SELECT c.id, $4, $5, $6, $7, $8, $9, $11, clock.at, clock.at + $10::bigint * interval '1 ms'
            FROM clock, client c WHERE c.id = $2
            RETURNING EXISTS (SELECT FROM ended) AS held
            """;

    // A client that only accepts but never proves is told once more, in case what it accepted was lost.
    private static final String BEGIN = """
            UPDATE client_delivery
            SET accepted = NULL, next_attempt_at = least(next_attempt_at, now() + $1::bigint * interval '1 ms')
            WHERE NOT sync.reached(proven, $2, $3)
              AND leased_until <= now() + $1::bigint * interval '1 ms'
            """;

    private static final String RELEASE = """
            UPDATE client_delivery SET lease = NULL, leased_until = '-infinity' WHERE lease = ANY ($1::uuid[])
            """;

    private static final String PRUNE = """
            DELETE FROM delivery_attempt WHERE id IN (
                SELECT id FROM delivery_attempt
                WHERE ended_at < now() + $1::bigint * interval '1 ms' - $2::bigint * interval '1 ms'
                ORDER BY ended_at LIMIT $3)
            """;

    private static final String PRUNE_PUSHES = """
            DELETE FROM catalog_push p
            WHERE p.started_at < now() + $1::bigint * interval '1 ms' - $2::bigint * interval '1 ms'
              AND NOT EXISTS (SELECT FROM client_delivery d WHERE d.push_id = p.id)
            """;

    private final Pool pool;
    private final DatabaseClock clock;

    DeliveryStore(Pool pool, DatabaseClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Takes clients that are to be told of this head, those that work or those that fail, for this node alone.
    ///
    /// @param provenLive the version that those who follow live should have by now
    Future<List<Claim>> claim(boolean failing, Position head, OptionalLong provenLive, int most, UUID lease) {
        Tuple parameters = Tuple.of(clock.aheadMillis(), failing, head.epoch().value(), head.version())
                .addLong(provenLive.isPresent() ? (Long) provenLive.getAsLong() : null)
                .addInteger(most)
                .addUUID(lease)
                .addLong(LEASE.toMillis());
        return pool.preparedQuery(CLAIM).execute(parameters).map(rows -> claims(rows, lease));
    }

    private static List<Claim> claims(RowSet<Row> rows, UUID lease) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Claim(
                        row.getUUID("client_id"),
                        lease,
                        row.getString("base_url"),
                        List.of(row.get(Buffer[].class, "secrets")),
                        Optional.ofNullable(row.getString("accepted")).map(Position::parse),
                        row.getInteger("failures"),
                        Optional.ofNullable(row.getUUID("push_id")),
                        row.getString("asked") != null,
                        row.getLong("asked_no")))
                .toList();
    }

    /// Stores how an attempt ended, and gives the lease back.
    ///
    /// @return whether it was this attempt's still
    Future<Boolean> end(Ended ended) {
        Claim claim = ended.claim();
        Tuple parameters = Tuple.of(clock.aheadMillis(), claim.clientId(), claim.lease())
                .addString(ended.position().toString())
                .addString(ended.requestId())
                .addString(ended.outcome().stored())
                .addInteger(
                        ended.status().isPresent() ? (Integer) ended.status().getAsInt() : null)
                .addLong(ended.millis())
                .addString(ended.error().orElse(null))
                .addLong(ended.retryIn().map(Duration::toMillis).orElse(null))
                .addInteger(claim.attempt())
                .addLong(claim.askedNo());
        return pool.preparedQuery(END)
                .execute(parameters)
                .map(rows -> rows.stream().anyMatch(row -> row.getBoolean("held")));
    }

    /// A node starts: whoever has not proven the head is told of it.
    Future<Void> begin(Position head) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(clock.aheadMillis(), head.epoch().value(), head.version()))
                .mapEmpty();
    }

    Future<Void> release(List<UUID> leases) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(leases.toArray(UUID[]::new)))
                .mapEmpty();
    }

    /// Forgets what is older than 30 days, some at a time until nothing is left.
    Future<Void> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(clock.aheadMillis(), KEPT.toMillis(), PRUNED_AT_ONCE))
                .compose(pruned -> pruned.rowCount() == PRUNED_AT_ONCE ? prune() : prunePushes());
    }

    private Future<Void> prunePushes() {
        return pool.preparedQuery(PRUNE_PUSHES)
                .execute(Tuple.of(clock.aheadMillis(), KEPT.toMillis()))
                .mapEmpty();
    }

    /// Tells the screens of all nodes that something about clients changed.
    Future<Void> tell() {
        return pool.query("NOTIFY " + ProofStore.CHANNEL).execute().mapEmpty();
    }
}
