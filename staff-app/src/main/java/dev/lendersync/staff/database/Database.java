package dev.lendersync.staff.database;

import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Reads and writes. All methods block and are called on virtual threads.
public final class Database {
    /// Connections to PostgreSQL; more work waits.
    public static final int MAX_CONNECTIONS = 16;

    /// Work that waits for a connection; more is refused.
    public static final int MAX_WAITING = 1_000;

    private static final int CONNECT_SECONDS = 5;
    private static final int MAX_TRIES = 4;
    private static final Set<String> WORTH_A_RETRY = Set.of("40001", "40P01");
    private static final String HEAD = "SELECT sync.epoch() AS epoch, version FROM catalog_head";

    /// From where this thread writes, for the history: `screen`, `api` or `import`. Bound while a request is answered.
    public static final ScopedValue<String> SOURCE = ScopedValue.newInstance();

    private final Pool pool;

    public Database(Vertx vertx, PgConnectOptions options) {
        this.pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setName("features")
                        .setMaxSize(MAX_CONNECTIONS)
                        .setMaxWaitQueueSize(MAX_WAITING)
                        .setConnectionTimeout(CONNECT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(withLimits(options))
                .using(vertx)
                .build();
    }

    /// Adds what every connection of the Staff App sets: no statement and no lock is waited for without end.
    public static PgConnectOptions withLimits(PgConnectOptions options) {
        return new PgConnectOptions(options)
                .setCachePreparedStatements(true)
                .addProperty("lock_timeout", "5s")
                .addProperty("statement_timeout", "60s")
                .addProperty("idle_in_transaction_session_timeout", "30s")
                .addProperty("application_name", "lender-sync-staff");
    }

    /// The pool itself, for code that lives on an event loop and must not block.
    public Pool pool() {
        return pool;
    }

    /// Runs one statement.
    public RowSet<Row> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).await();
    }

    /// Runs `work` in one transaction and commits it. Serialization failures and deadlocks are tried again, so `work`
    /// may run several times; it must not do anything but SQL.
    ///
    /// The version is read before the commit, under the head's lock when the work changed the catalog. Nothing but
    /// COMMIT follows: another write could deadlock with a transaction that waits for the head.
    ///
    /// @param actor who the history says did it
    public <T> Written<T> write(String actor, Function<SqlConnection, T> work) {
        return write(actor, SOURCE.orElse("api"), work);
    }

    /// As above.
    ///
    /// @param source from where, for the history: `screen`, `api` or `import`
    public <T> Written<T> write(String actor, String source, Function<SqlConnection, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(actor, source, work);
            } catch (PgException e) {
                if (attempt == MAX_TRIES || !WORTH_A_RETRY.contains(e.getSqlState())) {
                    throw e;
                }
            }
        }
    }

    /// As above. When the work comes to nothing, nothing is kept, nor that the request was here: it may come again with
    /// the same key.
    ///
    /// @param work what it wrote is taken back when it returns nothing
    public <T> Optional<T> writeIfAny(String actor, Function<SqlConnection, Optional<T>> work) {
        try {
            return Optional.of(write(actor, sql -> work.apply(sql).orElseThrow(NothingException::new))
                    .value());
        } catch (NothingException e) {
            return Optional.empty();
        }
    }

    /// Ends the transaction of a work that came to nothing.
    private static final class NothingException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private <T> Written<T> writeOnce(String actor, String source, Function<SqlConnection, T> work) {
        SqlConnection connection = pool.getConnection().await();
        boolean committed = false;
        try {
            Future<?> begun = connection.query("BEGIN").execute();
            Future<?> named = connection
                    .preparedQuery(
                            "SELECT set_config('lender_sync.actor', $1, true), set_config('lender_sync.source', $2, true)")
                    .execute(Tuple.of(actor, source));
            begun.await();
            named.await();
            if (Once.CURRENT.isBound()) {
                Once.CURRENT.get().note(connection);
            }
            T value = work.apply(connection);
            Future<?> settled =
                    connection.query("SET CONSTRAINTS ALL IMMEDIATE").execute();
            Future<RowSet<Row>> head = connection.query(HEAD).execute();
            Future<?> commit = connection.query("COMMIT").execute();
            settled.await();
            Position position = position(head.await().iterator().next());
            commit.await();
            committed = true;
            if (Once.CURRENT.isBound()) {
                Once.CURRENT.get().committed();
            }
            return new Written<>(value, position);
        } finally {
            if (committed) {
                connection.close();
            } else {
                // Also right when the transaction has ended already: PostgreSQL only warns then.
                connection.query("ROLLBACK").execute().onComplete(done -> connection.close());
            }
        }
    }

    private static Position position(Row head) {
        return new Position(new Epoch(head.getString("epoch")), head.getLong("version"));
    }

    public Future<Void> close() {
        return pool.close();
    }
}
