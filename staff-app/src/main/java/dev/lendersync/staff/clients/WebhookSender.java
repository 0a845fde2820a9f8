package dev.lendersync.staff.clients;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.outbound.Outbound;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells each client where the catalog is, after each change: one request in flight per client, for the newest head.
/// It runs what [Delivery] decides.
///
/// Clients that fail take turns in a lane of their own, so that however many of them hang, the others are told at once.
///
/// Threads: public methods on any; everything else on the context, which should be another event loop than the one
/// that writes the feed.
public final class WebhookSender {
    /// Requests that run at once, to clients that work and to clients that fail.
    static final int MAX_HEALTHY = 48;

    static final int MAX_FAILING = 16;
    static final Duration REARM_EVERY = Duration.ofMinutes(10);
    public static final int MAX_REQUESTS = MAX_HEALTHY + MAX_FAILING;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    /// One client, as long as it is registered.
    private static final class Recipient {
        private final Endpoint endpoint;
        private Delivery delivery = new Delivery.Idle(Optional.empty());
        private long timer = -1;
        private @Nullable Instant rearmed;

        Recipient(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    // Set once.
    private final Context context;
    private final Outbound outbound;
    private final Backoff backoff;
    private final InstantSource clock;
    private final RandomGenerator random;

    // Any thread.
    private final AtomicReference<@Nullable CatalogHistory> unseen = new AtomicReference<>();
    private final Map<UUID, LastDelivery> lastDeliveries = new ConcurrentHashMap<>();

    // Only on the context.
    private final Map<UUID, Recipient> recipients = new LinkedHashMap<>();
    private final Lane healthy = new Lane(MAX_HEALTHY);
    private final Lane failing = new Lane(MAX_FAILING);
    private @Nullable CatalogHistory newest;

    /// @param outbound for at least [#MAX_REQUESTS] requests
    public WebhookSender(Context context, Outbound outbound, InstantSource clock, RandomGenerator random) {
        this(context, outbound, clock, random, Backoff.STANDARD);
    }

    WebhookSender(Context context, Outbound outbound, InstantSource clock, RandomGenerator random, Backoff backoff) {
        this.context = context;
        this.outbound = outbound;
        this.clock = clock;
        this.random = random;
        this.backoff = backoff;
    }

    /// Takes note that the catalog moved. Of several calls in a hurry only the last one is looked at.
    public void headMoved(CatalogHistory history) {
        if (unseen.getAndSet(history) == null) {
            context.runOnContext(now -> takeHead());
        }
    }

    /// Begins to tell a client.
    void add(Endpoint endpoint) {
        context.runOnContext(now -> {
            Recipient recipient = new Recipient(endpoint);
            recipients.put(endpoint.clientId(), recipient);
            if (newest != null) {
                step(recipient, new Delivery.HeadMoved());
            }
        });
    }

    /// Ends telling a client. What is in flight ends on its own; its answer is ignored.
    void remove(UUID clientId) {
        context.runOnContext(now -> {
            Recipient recipient = recipients.remove(clientId);
            if (recipient != null) {
                context.owner().cancelTimer(recipient.timer);
            }
            lastDeliveries.remove(clientId);
        });
    }

    /// The client was heard of. When it waits after failures it is tried at once; again only after 10 minutes, unless
    /// it took a notice in between: a client that pulls but can't be reached must not draw a request with each of
    /// its pulls.
    public void signOfLife(UUID clientId) {
        context.runOnContext(now -> {
            Recipient recipient = recipients.get(clientId);
            if (recipient == null || !(recipient.delivery instanceof Delivery.Waiting)) {
                return;
            }
            Instant time = clock.instant();
            if (recipient.rearmed == null || recipient.rearmed.plus(REARM_EVERY).isBefore(time)) {
                recipient.rearmed = time;
                context.owner().cancelTimer(recipient.timer);
                step(recipient, new Delivery.SignOfLife());
            }
        });
    }

    /// How the latest attempt since the start went.
    Optional<LastDelivery> lastDelivery(UUID clientId) {
        return Optional.ofNullable(lastDeliveries.get(clientId));
    }

    private void takeHead() {
        CatalogHistory history = unseen.getAndSet(null);
        if (history == null || isOvertaken(history.catalog().position())) {
            return;
        }
        newest = history;
        recipients.values().forEach(recipient -> step(recipient, new Delivery.HeadMoved()));
    }

    private boolean isOvertaken(Position position) {
        return newest != null
                && newest.catalog().position().sameEpoch(position)
                && newest.catalog().position().version() > position.version();
    }

    private void step(Recipient recipient, Delivery.Event event) {
        CatalogHistory history = Objects.requireNonNull(newest, "nobody is told before there is a catalog");
        Delivery.Step step = recipient.delivery.on(event, Head.of(history.catalog()), backoff);
        recipient.delivery = step.next();
        switch (step.effect()) {
            case Delivery.Nothing() -> {}
            case Delivery.LineUp() -> lane(recipient).enter(() -> takeTurn(recipient));
            case Delivery.Send(var head) -> send(recipient, head, history);
            case Delivery.Wait(var delay) ->
                recipient.timer = context.owner()
                        .setTimer(Math.max(1, delay.toMillis()), due -> step(recipient, new Delivery.Due()));
        }
    }

    /// The same from lining up to the answer: only that changes the count of failures.
    private Lane lane(Recipient recipient) {
        return recipient.delivery.failures() == 0 ? healthy : failing;
    }

    private boolean takeTurn(Recipient recipient) {
        if (isRemoved(recipient)) {
            return false;
        }
        step(recipient, new Delivery.Turn());
        return true;
    }

    private boolean isRemoved(Recipient recipient) {
        return recipients.get(recipient.endpoint.clientId()) != recipient;
    }

    private void send(Recipient recipient, Head head, CatalogHistory history) {
        Lane lane = lane(recipient);
        Instant started = clock.instant();
        byte[] body = NoticeBody.encode(history, recipient.delivery.accepted(), started);
        Endpoint endpoint = recipient.endpoint;
        outbound.post(endpoint.url(), endpoint.signed(head.position(), body, started), Buffer.buffer(body))
                .map(answer -> Verdict.on(answer, clock.instant()))
                .otherwise(failure -> Verdict.Failed.because(String.valueOf(failure.getMessage())))
                .onSuccess(verdict -> context.runOnContext(back -> {
                    lane.leave();
                    if (!isRemoved(recipient)) {
                        judge(recipient, head, started, verdict);
                    }
                }));
    }

    private void judge(Recipient recipient, Head head, Instant started, Verdict verdict) {
        LastDelivery delivery = LastDelivery.of(head, verdict, clock.instant());
        lastDeliveries.put(recipient.endpoint.clientId(), delivery);
        log(recipient, started, delivery);
        if (verdict instanceof Verdict.Accepted) {
            recipient.rearmed = null;
        }
        step(
                recipient,
                switch (verdict) {
                    case Verdict.Accepted(var applied) -> new Delivery.Accepted(applied);
                    case Verdict.Failed(var reason, var retryAfter) ->
                        new Delivery.Failed(retryAfter, random.nextDouble());
                });
    }

    private static void log(Recipient recipient, Instant started, LastDelivery delivery) {
        LOG.info(
                "event=webhook client={} position={} attempt={} outcome={} millis={} reason=\"{}\"",
                recipient.endpoint.clientId(),
                delivery.position(),
                recipient.delivery.failures() + 1,
                delivery.status(),
                Duration.between(started, delivery.at()).toMillis(),
                delivery.error().orElse(""));
    }
}
