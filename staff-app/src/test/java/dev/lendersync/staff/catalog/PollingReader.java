package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Follows the catalog with the mirror's own statement, and keeps every catalog that it saw.
final class PollingReader implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;
    private final List<Catalog> seen = new ArrayList<>();

    PollingReader(TestDatabase database) {
        connection = PgConnection.connect(vertx, database.options()).await();
        seen.add(fromScratch());
    }

    Void pollWhile(AtomicBoolean running) {
        while (running.get()) {
            poll();
        }
        return null;
    }

    void poll() {
        Catalog last = seen.getLast();
        CatalogRows rows = read(CatalogRows.since(last.position()));
        assertThat(rows.whole()).isFalse();
        assertThat(rows.head().version())
                .as("P3")
                .isGreaterThanOrEqualTo(last.position().version());
        if (rows.head().version() > last.position().version()) {
            seen.add(last.with(rows.head(), rows.upserts(), rows.gone().keySet()));
        }
    }

    private CatalogRows read(Tuple asked) {
        RowSet<Row> rows =
                connection.preparedQuery(CatalogRows.SQL).execute(asked).await();
        return CatalogRows.decode(rows, asked);
    }

    Catalog catalog() {
        return seen.getLast();
    }

    Catalog fromScratch() {
        CatalogRows rows = read(CatalogRows.everything());
        return Catalog.of(rows.head(), rows.upserts());
    }

    int polls() {
        return seen.size() - 1;
    }

    /// Each catalog held, for every product in it, the last mark that was committed up to its version: none earlier
    /// (a change was missed) and none later (a change was seen early).
    void assertEveryPollShowed(ChaosWriter.Log log) {
        for (Catalog catalog : seen) {
            Position position = catalog.position();
            for (LenderProduct product : catalog.unordered()) {
                log.markAt(product.id().toString(), position.version())
                        .ifPresent(mark -> assertThat(product.details().feesNote())
                                .as("product %s at %s", product.id(), position)
                                .isEqualTo(mark));
            }
        }
    }

    @Override
    public void close() {
        connection.close().await();
        vertx.close().await();
    }
}
