package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.outbound.AllowedNetworks;
import dev.lendersync.staff.outbound.Outbound;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Everything about telling clients, wired.
public final class Deliveries {
    /// Connections of its own, so that neither the features nor this can keep the other waiting.
    private static final int CONNECTIONS = 4;

    private static final int MAX_WAITING = 4 * Dispatcher.MAX_REQUESTS;

    private final Pool pool;
    private final Dispatcher dispatcher;
    private final Proofs proofs;
    private final Push push;
    private final Signals signals;

    /// @param database for what waits for its answer
    /// @param connect for what is written beside: it may be lost by a crash of PostgreSQL, and is then done again
    Deliveries(
            Vertx vertx,
            Database database,
            PgConnectOptions connect,
            WebhookSecrets secrets,
            AllowedNetworks networks,
            Surroundings surroundings) {
        pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setName("deliveries")
                        .setMaxSize(CONNECTIONS)
                        .setMaxWaitQueueSize(MAX_WAITING))
                .connectingTo(Database.withLimits(connect).addProperty("synchronous_commit", "off"))
                .using(vertx)
                .build();
        LongSupplier nanos = surroundings.nanos();
        DatabaseClock clock = surroundings.databaseClock();
        RecentHeads heads = new RecentHeads(nanos);
        proofs = new Proofs(vertx, new ProofStore(pool, heads, clock, nanos), heads, nanos);
        Context context = ownEventLoop(vertx);
        dispatcher = new Dispatcher(
                vertx,
                context,
                new DeliveryStore(pool, clock),
                heads,
                proofs,
                secrets,
                new Outbound(vertx, networks, Dispatcher.MAX_REQUESTS),
                surroundings.backoff(),
                surroundings.clock(),
                surroundings.random());
        push = new Push(vertx, new PushStore(database, clock), nanos);
        signals = new Signals(vertx, connect);
    }

    /// Another event loop than the one that writes the feed. Blocks.
    private static Context ownEventLoop(Vertx vertx) {
        Promise<Context> own = Promise.promise();
        vertx.deployVerticle(context -> {
                    own.complete(context);
                    return Future.succeededFuture();
                })
                .await();
        return own.future().await();
    }

    /// What is not the same in tests.
    record Surroundings(
            InstantSource clock,
            DatabaseClock databaseClock,
            LongSupplier nanos,
            RandomGenerator random,
            Backoff backoff) {}

    /// With PostgreSQL's clock and the standard schedule of retries.
    public static Deliveries create(
            Vertx vertx,
            Database database,
            PgConnectOptions connect,
            WebhookSecrets secrets,
            AllowedNetworks networks,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {
        Surroundings real = new Surroundings(clock, DatabaseClock.POSTGRES, nanos, random, Backoff.STANDARD);
        return new Deliveries(vertx, database, connect, secrets, networks, real);
    }

    /// Begins to tell clients, first those that have not proven this head.
    ///
    /// @param resyncAll sends everybody who follows this node live for the whole catalog
    public void start(CatalogHistory head, Runnable resyncAll) {
        push.onPush(resyncAll);
        push.onPush(dispatcher::wake);
        signals.onPush(push::look);
        signals.start();
        push.start();
        dispatcher.start(head);
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public Proofs proofs() {
        return proofs;
    }

    public Push push() {
        return push;
    }

    public Signals signals() {
        return signals;
    }

    /// Leaves what is in flight to other nodes.
    public Future<Void> close() {
        return dispatcher.stop().eventually(signals::close).eventually(pool::close);
    }
}
