package dev.lendersync.staff.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hears what nodes tell each other of clients and pushes, and the database of rows. A hint, like every notification:
/// whoever listens also looks by itself.
public final class Signals {
    private static final long RECONNECT_MILLIS = 1_000;
    /// The database's own, `sync.settle()`.
    private static final String ROWS_CHANNEL = "lender_sync_rows";

    private final PgSubscriber subscriber;
    private final List<Runnable> clientsChanged = new CopyOnWriteArrayList<>();
    private final List<Runnable> rowsChanged = new CopyOnWriteArrayList<>();
    private final List<Runnable> pushed = new CopyOnWriteArrayList<>();

    public Signals(Vertx vertx, PgConnectOptions options) {
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> RECONNECT_MILLIS);
        subscriber.channel(ProofStore.CHANNEL).handler(_ -> clientsChanged.forEach(Runnable::run));
        subscriber.channel(ROWS_CHANNEL).handler(_ -> rowsChanged.forEach(Runnable::run));
        subscriber.channel(PushStore.CHANNEL).handler(_ -> pushed.forEach(Runnable::run));
    }

    /// Begins to listen, as soon as PostgreSQL can be reached.
    public void start() {
        subscriber.connect();
    }

    /// Calls `listener`, which must not block, when something about clients changed on any node.
    public void onClientsChanged(Runnable listener) {
        clientsChanged.add(listener);
    }

    /// Calls `listener`, which must not block, when a transaction changed products or lenders in what only staff see.
    public void onRowsChanged(Runnable listener) {
        rowsChanged.add(listener);
    }

    void onPush(Runnable listener) {
        pushed.add(listener);
    }

    Future<Void> close() {
        return subscriber.close();
    }
}
