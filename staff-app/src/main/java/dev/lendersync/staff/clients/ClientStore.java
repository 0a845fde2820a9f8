package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.identity.Credentials;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL of clients. Blocks, unless it answers with a [Future].
public final class ClientStore {
    private static final String INSERT = """
            INSERT INTO client (name, base_url)
            SELECT $1, $2 WHERE (SELECT count(*) FROM client) < $3
            RETURNING id, created_at
            """;
    private static final String FIND = """
            SELECT c.id, c.name, c.base_url, c.created_at, r.instance, r.position, r.digest, r.reported_at
            FROM client c LEFT JOIN client_report r ON r.client_id = c.id
            WHERE $1::uuid IS NULL OR c.id = $1
            ORDER BY c.created_at, c.id, r.instance
            """;
    private static final String ENDPOINTS = """
            SELECT DISTINCT ON (c.id) c.id, c.base_url, s.encrypted
            FROM client c JOIN client_webhook_secret s ON s.client_id = c.id
            WHERE s.expires_at IS NULL OR s.expires_at > now()
            ORDER BY c.id, s.created_at DESC
            """;
    // The join drops reports of clients that were removed meanwhile.
    private static final String WRITE_REPORTS = """
            INSERT INTO client_report AS kept (client_id, instance, position, digest, reported_at)
            SELECT c.id, r.instance, r.position, r.digest, r.reported_at
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
                AS r (client_id, instance, position, digest, reported_at)
            JOIN client c ON c.id = r.client_id
            ORDER BY c.id, r.instance
            ON CONFLICT (client_id, instance) DO UPDATE
            SET position = excluded.position, digest = excluded.digest, reported_at = excluded.reported_at
            WHERE kept.reported_at <= excluded.reported_at
            """;
    private static final String FORGET_SILENT = """
            DELETE FROM client_report r
            USING (
                SELECT client_id, instance,
                       row_number() OVER (PARTITION BY client_id ORDER BY reported_at DESC, instance) AS place
                FROM client_report WHERE client_id = ANY ($1::uuid[])
            ) p
            WHERE p.client_id = r.client_id AND p.instance = r.instance AND p.place > $2
            """;

    private final Database database;

    public ClientStore(Database database) {
        this.database = database;
    }

    /// What is stored of a new client beside its draft.
    record Stored(UUID id, OffsetDateTime createdAt) {}

    /// Stores a client with its key and its secret, unless there are `most` already.
    ///
    /// @param encrypted makes what is stored of the secret from the client's id
    Optional<Stored> insert(
            String actor, ClientDraft draft, String apiKey, Function<UUID, byte[]> encrypted, int most) {
        return database.write(actor, sql -> {
                    // Registrations wait for each other, so that the count is right.
                    query(sql, "SELECT pg_advisory_xact_lock(hashtext('client'))", Tuple.tuple());
                    Optional<Stored> stored = query(sql, INSERT, Tuple.of(draft.name(), draft.baseUrl(), most)).stream()
                            .map(row -> new Stored(row.getUUID("id"), row.getOffsetDateTime("created_at")))
                            .findFirst();
                    stored.ifPresent(client -> {
                        query(
                                sql,
                                "INSERT INTO client_api_key (client_id, key_hash) VALUES ($1, $2)",
                                Tuple.of(client.id(), Buffer.buffer(Credentials.hash(apiKey))));
                        query(
                                sql,
                                "INSERT INTO client_webhook_secret (client_id, encrypted) VALUES ($1, $2)",
                                Tuple.of(client.id(), Buffer.buffer(encrypted.apply(client.id()))));
                    });
                    return stored;
                })
                .value();
    }

    /// Removes a client with its keys, secrets and reports; false when there is none.
    boolean delete(String actor, UUID id) {
        return database.write(
                        actor,
                        sql -> query(sql, "DELETE FROM client WHERE id = $1", Tuple.of(id))
                                        .rowCount()
                                > 0)
                .value();
    }

    /// All clients, oldest first.
    List<Client> all() {
        return clients(database.query(FIND, Tuple.of((UUID) null)));
    }

    Optional<Client> find(UUID id) {
        return clients(database.query(FIND, Tuple.of(id))).stream().findFirst();
    }

    /// A client's webhook as stored.
    record StoredEndpoint(UUID clientId, String baseUrl, Buffer encrypted) {}

    List<StoredEndpoint> endpoints() {
        return database.query(ENDPOINTS, Tuple.tuple()).stream()
                .map(row ->
                        new StoredEndpoint(row.getUUID("id"), row.getString("base_url"), row.getBuffer("encrypted")))
                .toList();
    }

    /// Writes reports, where no later one is known, and forgets the instances of a client that are too many.
    public Future<Void> write(List<Report> reports) {
        Tuple columns = Tuple.of(
                reports.stream().map(Report::clientId).toArray(UUID[]::new),
                reports.stream().map(Report::instance).toArray(String[]::new),
                reports.stream()
                        .map(report -> report.applied().position().toString())
                        .toArray(String[]::new),
                reports.stream()
                        .map(report -> report.applied().digest().toString())
                        .toArray(String[]::new),
                reports.stream()
                        .map(report -> report.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        Tuple clients = Tuple.of(
                reports.stream().map(Report::clientId).distinct().toArray(UUID[]::new), ClientReports.MAX_INSTANCES);
        return database.pool()
                .preparedQuery(WRITE_REPORTS)
                .execute(columns)
                .compose(written -> database.pool().preparedQuery(FORGET_SILENT).execute(clients))
                .mapEmpty();
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }

    private static List<Client> clients(RowSet<Row> rows) {
        Map<UUID, List<Row>> byId = new LinkedHashMap<>();
        rows.forEach(row ->
                byId.computeIfAbsent(row.getUUID("id"), id -> new ArrayList<>()).add(row));
        return byId.values().stream().map(ClientStore::client).toList();
    }

    private static Client client(List<Row> rows) {
        Row first = rows.getFirst();
        return new Client(
                first.getUUID("id"),
                first.getString("name"),
                first.getString("base_url"),
                first.getOffsetDateTime("created_at").toInstant(),
                rows.stream()
                        .filter(row -> row.getString("instance") != null)
                        .map(ClientStore::report)
                        .toList());
    }

    private static Report report(Row row) {
        return new Report(
                row.getUUID("id"),
                row.getString("instance"),
                new Applied(Position.parse(row.getString("position")), Digest.parse(row.getString("digest"))),
                row.getOffsetDateTime("reported_at").toInstant());
    }
}
