package dev.lendersync.staff.clients;

import dev.lendersync.feed.LiveFeed;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.identity.Principal;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Ends the live connections of clients that were paused or removed, on whichever node, within a second.
public final class CutOff {
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final String ACTIVE = "SELECT id FROM client WHERE status = 'ACTIVE' AND id = ANY ($1::uuid[])";

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
        Set<UUID> connected = signs.connected();
        if (!connected.isEmpty()) {
            // When PostgreSQL can't be asked, those who were let in stay, as with every credential.
            database.pool()
                    .preparedQuery(ACTIVE)
                    .execute(Tuple.of(connected.toArray(UUID[]::new)))
                    .onSuccess(active -> close(connected, active));
        }
    }

    private void close(Set<UUID> connected, RowSet<Row> active) {
        Set<UUID> ended = new HashSet<>(connected);
        active.forEach(row -> ended.remove(row.getUUID("id")));
        if (!ended.isEmpty()) {
            feed.close(
                    caller -> Principal.clientOf(caller.key())
                            .filter(ended::contains)
                            .isPresent(),
                    "the client was paused or removed");
        }
    }
}
