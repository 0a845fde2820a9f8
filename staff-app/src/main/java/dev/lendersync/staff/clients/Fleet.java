package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads clients, how far each one is, and what it was told, in the words of the API. Blocks.
final class Fleet {
    // Positions: accepted by its endpoint, fetched by an authenticated pull, applied and verified by a report. Its
    // state is the first that fits.
    private static final String CLIENTS = """
            WITH clock AS (SELECT now() AS at)
            SELECT json_build_object(
                'id', c.id, 'name', c.name, 'baseUrl', c.base_url, 'status', c.status, 'revision', c.revision,
                'createdAt', sync.rfc3339(c.created_at), 'createdBy', c.created_by,
                'updatedAt', sync.rfc3339(c.updated_at), 'updatedBy', c.updated_by,
                'state', CASE
                    WHEN c.status = 'PAUSED' THEN 'paused'
                    WHEN sync.reached(d.proven, $2, $3) THEN 'in-step'
                    WHEN d.suspended_at IS NOT NULL THEN 'suspended'
                    WHEN d.failing_since < clock.at - interval '3 days' THEN 'failing'
                    WHEN d.failures > 0 THEN 'retrying'
                    WHEN sync.reached(d.accepted, $2, $3) THEN 'accepted'
                    ELSE 'behind' END,
                'versionsBehind', CASE WHEN split_part(d.proven, ':', 1) = $2
                    THEN greatest(0, $3 - split_part(d.proven, ':', 2)::bigint) END,
                'live', d.live_until > clock.at,
                'accepted', CASE WHEN d.accepted IS NOT NULL THEN json_build_object(
                    'position', d.accepted, 'at', sync.rfc3339(d.accepted_at)) END,
                'fetched', (SELECT json_build_object(
                        'position', i.fetched, 'at', sync.rfc3339(i.fetched_at), 'instance', i.instance)
                    FROM client_instance i WHERE i.client_id = c.id AND i.fetched IS NOT NULL
                    ORDER BY i.fetched_at DESC LIMIT 1),
                'applied', (SELECT json_build_object(
                        'position', i.applied, 'digest', i.digest, 'at', sync.rfc3339(i.applied_at),
                        'lagMillis', i.lag_millis, 'instance', i.instance)
                    FROM client_instance i WHERE i.client_id = c.id AND i.verified AND i.applied = d.proven
                    ORDER BY i.applied_at DESC LIMIT 1),
                'delivery', json_build_object(
                    'failures', d.failures, 'failingSince', sync.rfc3339(d.failing_since),
                    'lastStatus', d.last_status, 'lastError', d.last_error,
                    'nextAttemptAt', CASE WHEN d.failures > 0 AND d.suspended_at IS NULL
                        THEN sync.rfc3339(d.next_attempt_at) END,
                    'suspendedAt', sync.rfc3339(d.suspended_at)),
                'apiKeys', (SELECT coalesce(json_agg(json_build_object(
                        'createdAt', sync.rfc3339(k.created_at), 'expiresAt', sync.rfc3339(k.expires_at))
                        ORDER BY k.created_at DESC), '[]')
                    FROM client_api_key k
                    WHERE k.client_id = c.id AND (k.expires_at IS NULL OR k.expires_at > clock.at)),
                'webhookSecrets', (SELECT coalesce(json_agg(json_build_object(
                        'createdAt', sync.rfc3339(s.created_at), 'expiresAt', sync.rfc3339(s.expires_at))
                        ORDER BY s.created_at DESC), '[]')
                    FROM client_webhook_secret s
                    WHERE s.client_id = c.id AND (s.expires_at IS NULL OR s.expires_at > clock.at)),
                'instances', (SELECT coalesce(json_agg(json_build_object(
                        'instance', i.instance, 'live', i.live_until > clock.at, 'seenAt', sync.rfc3339(i.seen_at),
                        'fetched', CASE WHEN i.fetched IS NOT NULL THEN json_build_object(
                            'position', i.fetched, 'at', sync.rfc3339(i.fetched_at)) END,
                        'applied', CASE WHEN i.applied IS NOT NULL THEN json_build_object(
                            'position', i.applied, 'digest', i.digest, 'verified', coalesce(i.verified, false),
                            'at', sync.rfc3339(i.applied_at), 'lagMillis', i.lag_millis) END)
                        ORDER BY i.instance), '[]')
                    FROM client_instance i WHERE i.client_id = c.id))::text AS client
            FROM clock, client c JOIN client_delivery d ON d.client_id = c.id
            WHERE $1::uuid IS NULL OR c.id = $1
            ORDER BY c.created_at, c.id
            """;

    // An attempt that failed is superseded when the next one told another position.
    private static final String DELIVERIES = """
            SELECT json_build_object(
                'id', a.id, 'requestId', a.request_id, 'position', a.position, 'attempt', a.attempt,
                'outcome', lower(replace(a.outcome, '_', '-')), 'status', a.status, 'millis', a.millis,
                'error', a.error, 'at', sync.rfc3339(a.ended_at), 'nextAttemptAt', sync.rfc3339(a.next_attempt_at),
                'supersededBy', CASE WHEN a.outcome = 'FAILED' THEN (
                    SELECT nullif(later.position, a.position) FROM delivery_attempt later
                    WHERE later.client_id = a.client_id AND (later.ended_at, later.id) > (a.ended_at, a.id)
                    ORDER BY later.ended_at, later.id LIMIT 1) END)::text AS delivery
            FROM delivery_attempt a
            WHERE a.client_id = $1 AND ($2::uuid IS NULL OR (a.ended_at, a.id) < (
                SELECT b.ended_at, b.id FROM delivery_attempt b WHERE b.client_id = $1 AND b.id = $2))
              AND a.ended_at > now() - interval '30 days'
            ORDER BY a.ended_at DESC, a.id DESC
            LIMIT $3
            """;

    private final Database database;

    Fleet(Database database) {
        this.database = database;
    }

    /// All clients, oldest first.
    ///
    /// @param head what they should have
    List<ObjectNode> all(Position head) {
        return clients(null, head);
    }

    Optional<ObjectNode> find(UUID id, Position head) {
        return clients(id, head).stream().findFirst();
    }

    private List<ObjectNode> clients(@Nullable UUID id, Position head) {
        return read(CLIENTS, Tuple.of(id, head.epoch().value(), head.version()), "client");
    }

    /// What a client was told in the last 30 days, newest first.
    ///
    /// @param before only what is older than this one
    List<ObjectNode> deliveries(UUID client, Optional<UUID> before, int most) {
        return read(DELIVERIES, Tuple.of(client, before.orElse(null), most), "delivery");
    }

    private List<ObjectNode> read(String sql, Tuple parameters, String column) {
        return database.query(sql, parameters).stream()
                .map((Row row) -> (ObjectNode) Json.read(row.getString(column)))
                .toList();
    }
}
