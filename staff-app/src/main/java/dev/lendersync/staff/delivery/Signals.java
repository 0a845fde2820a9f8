package dev.lendersync.staff.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hears what nodes tell each other of clients and pushes. A hint, like every notification: whoever listens also looks
/// by itself once a second.
public final class Signals {
    private static final long RECONNECT_MILLIS = 1_000;

    private final PgSubscriber subscriber;
    private final List<Runnable> clientsChanged = new CopyOnWriteArrayList<>();
    private final List<Runnable> pushed = new CopyOnWriteArrayList<>();

    public Signals(Vertx vertx, PgConnectOptions options) {
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> RECONNECT_MILLIS);
        subscriber.channel(ProofStore.CHANNEL).handler(_ -> clientsChanged.forEach(Runnable::run));
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

    void onPush(Runnable listener) {
        pushed.add(listener);
    }

    Future<Void> close() {
        return subscriber.close();
    }
}
