package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Position;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// *Push All Products to Client*: every client takes and verifies the whole catalog now, by a webhook with `force` and
/// by a `resync` on its live connections, on every node. A push that runs is joined, not repeated.
public final class Push {
    /// The longest that the answer waits for clients.
    public static final Duration WAIT = Duration.ofSeconds(5);

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long LOOK_FOR_OTHERS_MILLIS = 1_000;

    private final Vertx vertx;
    private final PushStore store;
    private final LongSupplier nanos;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable UUID> followed = new AtomicReference<>();

    Push(Vertx vertx, PushStore store, LongSupplier nanos) {
        this.vertx = vertx;
        this.store = store;
        this.nanos = nanos;
    }

    /// Calls `follower` once for each push, on whichever node it began.
    void onPush(Runnable follower) {
        followers.add(follower);
    }

    /// Begins to look for pushes of other nodes, once a second.
    void start() {
        vertx.setPeriodic(LOOK_FOR_OTHERS_MILLIS, _ -> look());
    }

    /// Looks for a push of another node.
    void look() {
        store.latest(WAIT).onSuccess(latest -> latest.ifPresent(this::follow));
    }

    private void follow(UUID push) {
        if (!push.equals(followed.getAndSet(push))) {
            followers.forEach(Runnable::run);
        }
    }

    /// Pushes, and waits until it is known of each client what became of it, at most 5 s. Blocks; for virtual threads.
    public List<PushOutcome> run(String actor, Position head) {
        UUID push = store.begin(actor, head, WAIT);
        follow(push);
        long deadline = nanos.getAsLong() + WAIT.toNanos();
        List<PushOutcome> outcomes = store.outcomes(push);
        while (!known(outcomes) && nanos.getAsLong() - deadline < 0) {
            vertx.timer(LOOK_EVERY_MILLIS).await();
            outcomes = store.outcomes(push);
        }
        store.end(push);
        return outcomes;
    }

    private static boolean known(List<PushOutcome> outcomes) {
        return outcomes.stream().noneMatch(outcome -> outcome.kind() == PushOutcome.Kind.IN_PROGRESS);
    }
}
