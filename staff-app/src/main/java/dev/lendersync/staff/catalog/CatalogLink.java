package dev.lendersync.staff.catalog;

import dev.lendersync.protocol.Epoch;
import dev.lendersync.staff.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mirror's own connection to PostgreSQL: it listens for notifications and reads on the same connection. When it
/// is lost, the next read opens another one. All on one event loop.
public final class CatalogLink {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogLink.class);
    /// A server that doesn't answer for so long is given up; the next look connects anew.
    private static final long READ_MILLIS = 10_000;

    private final Vertx vertx;
    private final PgConnectOptions options;

    // Only on the context.
    private @Nullable Future<PreparedStatement> statement;
    private @Nullable PgConnection connection;
    // Counts the connections begun, so that one that was given up is known when it comes, or goes, late.
    private int generation;
    private Runnable hint = () -> {};
    private boolean failing;
    private boolean closed;

    public CatalogLink(Vertx vertx, PgConnectOptions options) {
        this.vertx = vertx;
        this.options = Database.withLimits(options);
    }

    /// Calls `listener` when PostgreSQL says that the head moved. A hint: it may come late, twice or never.
    void onHint(Runnable listener) {
        hint = listener;
    }

    /// Reads what changed since a position; see [CatalogRows].
    Future<RowSet<Row>> read(Tuple since) {
        if (closed) {
            return Future.failedFuture("the link is closed");
        }
        Future<PreparedStatement> current = statement;
        if (current == null || current.failed()) {
            current = connect();
            statement = current;
        }
        return current.compose(prepared -> prepared.query().execute(since))
                .timeout(READ_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(rows -> recovered());
    }

    /// Begins a new epoch if `current` is still the one.
    Future<Void> beginEpoch(Epoch current) {
        PgConnection open = connection;
        if (open == null) {
            return Future.failedFuture("not connected");
        }
        return open.preparedQuery("SELECT sync.begin_epoch($1)")
                .execute(Tuple.of(current.value()))
                .mapEmpty();
    }

    /// The last read failed: drops the connection, for its state is unknown.
    void failed(Throwable cause) {
        if (!failing && !closed) {
            LOG.warn("event=postgres-unreachable reason=\"{}\"", cause.toString());
        }
        failing = true;
        drop();
    }

    /// Opens no connection any more. Completes when the one that there was is closed; one that is being opened is
    /// closed as soon as it is open.
    Future<Void> close() {
        closed = true;
        Future<?> opening = statement == null ? Future.succeededFuture() : statement;
        Future<Void> dropped = drop();
        return opening.transform(_ -> dropped);
    }

    private void recovered() {
        if (failing) {
            LOG.info("event=postgres-back");
        }
        failing = false;
    }

    private Future<Void> drop() {
        generation++;
        PgConnection old = connection;
        connection = null;
        statement = null;
        return old == null
                ? Future.succeededFuture()
                : old.closeHandler(gone -> {}).close();
    }

    private Future<PreparedStatement> connect() {
        generation++;
        int mine = generation;
        return PgConnection.connect(vertx, options).compose(opened -> {
            if (mine != generation) {
                return opened.close().compose(gone -> Future.failedFuture("given up before it was open"));
            }
            connection = opened;
            opened.notificationHandler(notification -> hint.run());
            opened.closeHandler(gone -> {
                if (mine == generation) {
                    connection = null;
                    statement = null;
                    hint.run();
                }
            });
            return opened.query("LISTEN lender_products")
                    .execute()
                    .compose(listening -> opened.prepare(CatalogRows.SQL));
        });
    }
}
