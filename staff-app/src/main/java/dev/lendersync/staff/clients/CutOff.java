package dev.lendersync.staff.clients;

import dev.lendersync.feed.LiveFeed;
import dev.lendersync.staff.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/// Ends the live connections of clients whose API key is no longer good, on whichever node, within a second: because
/// the client was paused or removed, or the overlap of a rotation ended.
public final class CutOff {
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final String GOOD = """
            SELECT k.key_hash FROM client_api_key k JOIN client c ON c.id = k.client_id
            WHERE k.key_hash = ANY ($1::bytea[]) AND c.status = 'ACTIVE' AND (k.expires_at IS NULL OR k.expires_at > now())
            """;

    private final Database database;
    private final ClientSigns signs;
    private final LiveFeed feed;

    public CutOff(Database database, ClientSigns signs, LiveFeed feed) {
        this.database = database;
        this.signs = signs;
        this.feed = feed;
    }

    public void start(Vertx vertx) {
        vertx.setPeriodic(LOOK_EVERY_MILLIS, _ -> look());
    }

    /// Does not block.
    public void look() {
        Set<String> connected = signs.connected();
        if (!connected.isEmpty()) {
            Buffer[] hashes = connected.stream()
                    .map(hash -> Buffer.buffer(HexFormat.of().parseHex(hash)))
                    .toArray(Buffer[]::new);
            // When PostgreSQL can't be asked, those who were let in stay, as with every credential.
            database.pool()
                    .preparedQuery(GOOD)
                    .execute(Tuple.tuple().addArrayOfBuffer(hashes))
                    .onSuccess(good -> close(connected, good));
        }
    }

    private void close(Set<String> connected, RowSet<Row> good) {
        Set<String> ended = new HashSet<>(connected);
        good.forEach(row ->
                ended.remove(HexFormat.of().formatHex(row.getBuffer("key_hash").getBytes())));
        if (!ended.isEmpty()) {
            feed.close(
                    caller -> ended.contains(caller.credential()),
                    "the API key ended, or the client was paused or removed");
        }
    }
}
