package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How many clients are where. Blocks, for a second at most.
public final class FleetCounts {
    private static final String SQL = """
            SELECT count(*) FILTER (WHERE c.status <> 'PAUSED' AND sync.reached(d.proven, $1, $2)) AS proven,
                   count(*) FILTER (WHERE c.status <> 'PAUSED' AND NOT sync.reached(d.proven, $1, $2)) AS behind,
                   count(*) FILTER (WHERE c.status = 'PAUSED') AS paused,
                   count(*) FILTER (WHERE c.status <> 'PAUSED' AND d.failures > 0) AS refusing
            FROM client c JOIN client_delivery d ON d.client_id = c.id
            """;

    private final Database database;

    public FleetCounts(Database database) {
        this.database = database;
    }

    /// @param proven those that hold the head, applied and verified
    /// @param behind those that don't, as far as is known
    /// @param refusing those of either kind whose endpoint took no webhook the last time
    public record Counts(long proven, long behind, long paused, long refusing) {}

    /// Nothing when the database doesn't say.
    public Optional<Counts> at(Position head) {
        return database.pool()
                .preparedQuery(SQL)
                .execute(Tuple.of(head.epoch().value(), head.version()))
                .timeout(1, TimeUnit.SECONDS)
                .map(rows -> Optional.of(counts(rows.iterator().next())))
                .otherwise(Optional.empty())
                .await();
    }

    private static Counts counts(Row row) {
        return new Counts(row.getLong("proven"), row.getLong("behind"), row.getLong("paused"), row.getLong("refusing"));
    }
}
