package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.outbound.Outbound;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells each client where the catalog is: one request in flight per client, always for the newest head. What is to be
/// done is in PostgreSQL; this takes from there what it has room for, whenever something may have changed.
///
/// Clients that fail have a lane of their own, and a first try that takes long leaves its place to others: so however
/// many of them hang, the others are told at once.
///
/// Threads: public methods on any; everything else on the context, which should be another event loop than the one
/// that writes the feed.
public final class Dispatcher {
    /// Requests that run at once: to clients that work, to those of them that take long, and to clients that fail.
    static final int MAX_FIRST = 256;

    static final int MAX_SLOW = 768;
    static final int MAX_RETRIES = 64;
    public static final int MAX_REQUESTS = MAX_FIRST + MAX_SLOW + MAX_RETRIES;
    /// Clients taken at once.
    static final int MAX_CLAIMED = 64;

    /// How long a client that follows live is left to prove a head before it is told by webhook: a second, and another
    /// one until what it said on whichever node is written.
    static final Duration FEED_FIRST = Duration.ofSeconds(1).plusMillis(Proofs.WRITE_EVERY_MILLIS);

    /// How an attempt can end, in the words of the API.
    public static final List<String> OUTCOMES =
            Arrays.stream(Ended.Outcome.values()).map(Ended.Outcome::word).toList();

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long SLOW_AFTER_MILLIS = 1_000;
    private static final long PRUNE_EVERY_MILLIS = 3_600_000;

    // Set once.
    private final Vertx vertx;
    private final Context context;
    private final DeliveryStore store;
    private final RecentHeads heads;
    private final Proofs proofs;
    private final WebhookSecrets secrets;
    private final Outbound outbound;
    private final Backoff backoff;
    private final InstantSource clock;
    private final RandomGenerator random;

    // Any thread.
    private final Map<String, LongAdder> ended =
            OUTCOMES.stream().collect(Collectors.toUnmodifiableMap(word -> word, _ -> new LongAdder()));

    // Only on the context.
    private final Map<Claim, Lane> inFlight = new HashMap<>();
    private final Map<Lane, Integer> busy = new EnumMap<>(Lane.class);
    private boolean untold;
    private @Nullable Promise<Void> looking;
    private @Nullable Promise<Void> lookAgain;
    private boolean feedTimer;
    private boolean failing;
    private boolean stopped;

    private enum Lane {
        FIRST(MAX_FIRST),
        SLOW(MAX_SLOW),
        RETRY(MAX_RETRIES);

        private final int most;

        Lane(int most) {
            this.most = most;
        }
    }

    /// @param outbound for at least [#MAX_REQUESTS] requests
    Dispatcher(
            Vertx vertx,
            Context context,
            DeliveryStore store,
            RecentHeads heads,
            Proofs proofs,
            WebhookSecrets secrets,
            Outbound outbound,
            Backoff backoff,
            InstantSource clock,
            RandomGenerator random) {
        this.vertx = vertx;
        this.context = context;
        this.store = store;
        this.heads = heads;
        this.proofs = proofs;
        this.secrets = secrets;
        this.outbound = outbound;
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
    }

    /// Begins to look by itself, once a second.
    void start(CatalogHistory head) {
        heads.add(head);
        context.runOnContext(_ -> {
            store.begin(head.catalog().position())
                    .onFailure(failure -> LOG.warn("event=begin-failed reason=\"{}\"", failure.toString()))
                    .onComplete(_ -> headMoved(head));
            vertx.setPeriodic(LOOK_EVERY_MILLIS, _ -> {
                look();
                tellScreens();
            });
            vertx.setPeriodic(
                    0,
                    PRUNE_EVERY_MILLIS,
                    _ -> store.prune()
                            .onFailure(failure -> LOG.warn("event=prune-failed reason=\"{}\"", failure.toString())));
        });
    }

    /// Takes note that the catalog moved.
    public void headMoved(CatalogHistory history) {
        heads.add(history);
        context.runOnContext(_ -> {
            look();
            // Those who follow live have until then.
            if (!feedTimer) {
                feedTimer = true;
                vertx.setTimer(FEED_FIRST.toMillis() + 1, _ -> {
                    feedTimer = false;
                    look();
                });
            }
        });
    }

    /// Something may be due: a client was registered, changed, or is to be told again.
    public void wake() {
        context.runOnContext(_ -> {
            untold = true;
            look();
        });
    }

    /// At most once a second, however many requests ended.
    private void tellScreens() {
        if (untold) {
            untold = false;
            store.tell().onFailure(failure -> LOG.warn("event=screens-untold reason=\"{}\"", failure.toString()));
        }
    }

    /// Takes what is due, as far as there is room. Single flight: one look runs, one is queued.
    ///
    /// @return completes when a look that began after this call has sent what it took
    Future<Void> look() {
        if (looking != null) {
            lookAgain = lookAgain == null ? Promise.promise() : lookAgain;
            return lookAgain.future();
        }
        Promise<Void> mine = Promise.promise();
        looking = mine;
        claimAll().onComplete(done -> {
            if (done.failed() && !failing) {
                LOG.warn("event=deliveries-unknown reason=\"{}\"", done.cause().toString());
            }
            failing = done.failed();
            looking = null;
            Promise<Void> next = lookAgain;
            lookAgain = null;
            if (next != null) {
                look().onComplete(next);
            }
            mine.complete();
        });
        return mine.future();
    }

    private Future<Void> claimAll() {
        Optional<CatalogHistory> head = heads.newest();
        if (stopped || head.isEmpty()) {
            return Future.succeededFuture();
        }
        return claim(head.get(), Lane.FIRST).compose(_ -> claim(head.get(), Lane.RETRY));
    }

    /// Until nothing is left or no room is.
    private Future<Void> claim(CatalogHistory history, Lane lane) {
        int room = Math.min(MAX_CLAIMED, lane.most - busy(lane));
        if (room == 0 || stopped) {
            return Future.succeededFuture();
        }
        UUID lease = new UUID(random.nextLong(), random.nextLong());
        OptionalLong provenLive = heads.versionThen(FEED_FIRST);
        return store.claim(lane == Lane.RETRY, history.catalog().position(), provenLive, room, lease)
                .compose(claims -> {
                    claims.forEach(claim -> send(claim, history, lane));
                    return claims.size() == room ? claim(history, lane) : Future.succeededFuture();
                });
    }

    private void send(Claim claim, CatalogHistory history, Lane lane) {
        enter(claim, lane);
        long slow = lane == Lane.FIRST ? vertx.setTimer(SLOW_AFTER_MILLIS, _ -> makeRoom(claim)) : -1;
        Instant started = clock.instant();
        Position position = history.catalog().position();
        answer(claim, history, started)
                .map(answered -> ended(claim, position, started, answered))
                .onComplete(ended -> context.runOnContext(_ -> {
                    vertx.cancelTimer(slow);
                    leave(claim);
                    if (ended.succeeded()) {
                        end(ended.result());
                    } else {
                        // The lease runs out, and the client is told again.
                        LOG.error("event=delivery-failed", ended.cause());
                    }
                }));
    }

    private void makeRoom(Claim claim) {
        if (inFlight.get(claim) == Lane.FIRST && busy(Lane.SLOW) < MAX_SLOW) {
            leave(claim);
            enter(claim, Lane.SLOW);
            look();
        }
    }

    private int busy(Lane lane) {
        return busy.getOrDefault(lane, 0);
    }

    private void enter(Claim claim, Lane lane) {
        inFlight.put(claim, lane);
        busy.merge(lane, 1, Integer::sum);
    }

    private void leave(Claim claim) {
        Lane lane = inFlight.remove(claim);
        if (lane != null) {
            busy.merge(lane, -1, Integer::sum);
        }
    }

    private Future<Verdict> answer(Claim claim, CatalogHistory history, Instant started) {
        try {
            Notice notice = Notice.of(claim, history, secrets, started);
            return outbound.post(notice.url(), notice.headers(), notice.body())
                    .map(answer -> Verdict.on(answer, clock.instant()))
                    .otherwise(failure -> Verdict.Failed.because(String.valueOf(failure.getMessage())));
        } catch (RuntimeException e) {
            // Its row was damaged, or worse: that must not keep the others waiting.
            LOG.warn("event=notice-failed client={}", claim.clientId(), e);
            return Future.succeededFuture(Verdict.Failed.because(String.valueOf(e.getMessage())));
        }
    }

    private Ended ended(Claim claim, Position position, Instant started, Verdict verdict) {
        long millis = Math.max(0, Duration.between(started, clock.instant()).toMillis());
        return switch (verdict) {
            case Verdict.Accepted(OptionalInt status, Optional<Applied> applied, String instance) -> {
                boolean proven = applied.map(heads::judge)
                        .filter(proof -> proof.verified() && holdsAtLeast(proof, position))
                        .isPresent();
                Ended.Outcome outcome = proven ? Ended.Outcome.APPLIED : Ended.Outcome.ACCEPTED;
                yield Ended.told(
                        claim,
                        position,
                        outcome,
                        status,
                        millis,
                        applied.map(holds -> new Ended.Report(instance, holds)));
            }
            case Verdict.Failed(OptionalInt status, String reason, Optional<Duration> retryAfter, boolean gone) -> {
                Optional<Duration> retryIn = gone
                        ? Optional.empty()
                        : Optional.of(backoff.delay(claim.attempt(), random.nextDouble(), retryAfter));
                Ended.Outcome outcome = gone ? Ended.Outcome.GONE : Ended.Outcome.FAILED;
                yield Ended.failed(claim, position, outcome, status, millis, reason, retryIn);
            }
        };
    }

    private static boolean holdsAtLeast(Proof proof, Position position) {
        return proof.applied().position().hasReached(position);
    }

    /// How many attempts ended so since the start; any thread.
    ///
    /// @param outcome one of [#OUTCOMES]
    public long ended(String outcome) {
        return Objects.requireNonNull(ended.get(outcome), outcome).sum();
    }

    private void end(Ended attempt) {
        if (stopped) {
            return;
        }
        untold = true;
        log(attempt);
        Objects.requireNonNull(ended.get(attempt.outcome().word())).increment();
        // If this can't be stored, the lease runs out and the client is told again, which is harmless.
        store.end(attempt)
                .onSuccess(held -> attempt.report()
                        // Else the client was given another address meanwhile, of which this one's says nothing.
                        .filter(_ -> held)
                        .ifPresent(said -> proofs.applied(attempt.claim().clientId(), said.instance(), said.applied())))
                .onFailure(failure -> LOG.warn("event=delivery-unwritten reason=\"{}\"", failure.toString()))
                .onComplete(_ -> look());
    }

    private static void log(Ended ended) {
        LOG.info(
                "event=webhook client={} position={} attempt={} outcome={} status={} millis={} reason=\"{}\"",
                ended.claim().clientId(),
                ended.position(),
                ended.claim().attempt(),
                ended.outcome(),
                ended.status().orElse(0),
                ended.millis(),
                ended.error().orElse(""));
    }

    /// Takes nothing more, breaks off what is in flight, and leaves that to other nodes at once.
    Future<Void> stop() {
        Promise<Void> released = Promise.promise();
        context.runOnContext(_ -> {
            stopped = true;
            List<UUID> leases =
                    inFlight.keySet().stream().map(Claim::lease).distinct().toList();
            outbound.close().transform(_ -> store.release(leases)).onComplete(released);
        });
        return released.future();
    }
}
