package dev.lendersync.replica;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.disk.CatalogWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a replica: feeds events to the [Machine], on its one thread, and does what it says. Decides nothing.
final class Driver {
    /// The most calls that may wait at once.
    static final int MAX_WAITERS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Driver.class);

    // Set once.
    private final Core core;
    private final Surroundings surroundings;
    private final EventLoop loop;
    private final StaffApp staffApp;
    private final Optional<CatalogWriter> disk;
    private final Notices notices;
    private final FeedLink feed;
    // Shared.
    private final Map<Long, Call> calls = new ConcurrentHashMap<>();
    private final AtomicLong lastCall = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    // Written by the loop, read by any.
    private volatile State state;
    // The loop's own.
    private EventLoop.@Nullable Timer nextPull;
    private @Nullable Pull pull;
    private StaffApp.@Nullable Exchange<Boolean> report;

    /// A future that somebody holds, and the timer of its deadline.
    private record Call(CompletableFuture<Catalog> future, EventLoop.Timer deadline) {}

    /// A request for the catalog under way, and the timer of its deadline.
    private record Pull(StaffApp.Exchange<Event.Answer> exchange, EventLoop.Timer deadline) {
        void cancel() {
            deadline.cancel();
            exchange.cancel();
        }
    }

    Driver(
            Core core,
            Surroundings surroundings,
            StaffApp staffApp,
            Optional<CatalogWriter> disk,
            Optional<Catalog> fromDisk) {
        this.core = core;
        this.surroundings = surroundings;
        this.loop = surroundings.loop();
        this.staffApp = staffApp;
        this.disk = disk;
        this.notices = new Notices(surroundings.listeners());
        this.feed = new FeedLink(surroundings, staffApp, this::on);
        this.state = new State.Idle(Known.initially(fromDisk, surroundings.now()), Waiters.NONE);
    }

    void start() {
        post(new Event.PullDue());
        post(new FeedEvent.TimerRang());
    }

    State state() {
        return state;
    }

    Freshness freshness() {
        return Honesty.at(state, surroundings.now());
    }

    Optional<Duration> age() {
        return Honesty.age(state, surroundings.now());
    }

    Notices notices() {
        return notices;
    }

    /// The catalog once the wish came true; fails when it did not, for patient wishes at the deadline.
    CompletableFuture<Catalog> call(Wish wish, Duration deadline) {
        CompletableFuture<Catalog> future = new CompletableFuture<>();
        if (calls.size() >= MAX_WAITERS) {
            future.completeExceptionally(new IllegalStateException("more than " + MAX_WAITERS + " calls are waiting"));
            return future;
        }
        long id = lastCall.incrementAndGet();
        EventLoop.Timer timer =
                wish.patient() ? loop.after(deadline, () -> on(new Event.DeadlinePassed(id))) : () -> {};
        calls.put(id, new Call(future, timer));
        post(new Event.Asked(new Waiter(id, wish)));
        if (closing.get()) {
            failCalls();
        }
        return future;
    }

    /// Returns when nothing of the replica runs any more, except application code that was running.
    void close() {
        if (closing.compareAndSet(false, true)) {
            loop.close(() -> {
                on(new Event.CloseAsked());
                stopExchanges();
            });
            failCalls();
            staffApp.close();
            surroundings.release().run();
        }
    }

    private void stopExchanges() {
        feed.disconnect();
        if (pull != null) {
            pull.cancel();
        }
        if (report != null) {
            report.cancel();
        }
    }

    private void failCalls() {
        calls.values()
                .forEach(call ->
                        call.future().completeExceptionally(new IllegalStateException("the replica was closed")));
        calls.clear();
    }

    private void post(Event event) {
        loop.execute(() -> on(event));
    }

    private void on(Event event) {
        try {
            Freshness before = freshness();
            Optional<Confirmation> confirmed = state.known().confirmed();
            Transition transition = core.on(state, event, surroundings.now());
            state = transition.state();
            logChange(before, freshness());
            transition.effects().forEach(this::runGuarded);
            if (!confirmed.equals(state.known().confirmed())) {
                notices.tellConfirmed();
                disk.ifPresent(CatalogWriter::retry);
            }
        } catch (RuntimeException e) {
            log.error("The replica failed at {}", event.getClass().getSimpleName(), e);
        }
    }

    /// One that fails must not take the others with it, the next timer above all.
    private void runGuarded(Effect effect) {
        try {
            run(effect);
        } catch (RuntimeException e) {
            log.error("The replica failed to {}", effect.getClass().getSimpleName(), e);
        }
    }

    private static void logChange(Freshness before, Freshness after) {
        if (!before.word().equals(after.word())) {
            log.info(
                    "Lender products are {}{}",
                    after.word(),
                    after.reason().map(why -> ": " + why).orElse(""));
        }
    }

    private void run(Effect effect) {
        switch (effect) {
            case Effect.Ask ask -> pull(ask);
            case Effect.Connect wanted -> feed.connect(wanted);
            case Effect.Ping(long connection, long n) -> feed.send(connection, new Frame.Ping(n));
            case Effect.Acknowledge(long connection, Applied applied) ->
                feed.send(connection, new Frame.AppliedByClient(applied));
            case Effect.Disconnect _ -> feed.disconnect();
            case Effect.FeedWithin wanted -> feed.after(wanted);
            case Effect.PullAfter(Duration delay) -> pullAfter(delay);
            case Effect.RetryWithin(Duration ceiling, Duration latest) -> {
                Duration drawn = Duration.ofNanos(surroundings.random().nextLong(ceiling.toNanos() + 1));
                pullAfter(drawn.compareTo(latest) < 0 ? drawn : latest);
            }
            case Effect.Publish(CatalogChange change) -> notices.tell(change);
            case Effect.Save(Catalog catalog) -> disk.ifPresent(writer -> writer.save(catalog));
            case Effect.Report sent -> report(sent);
            case Effect.Complete(Waiters waiters, Catalog catalog) ->
                waiters.all().forEach(waiter -> complete(waiter.id(), catalog));
            case Effect.Fail(Waiters waiters, Effect.Failure failure) ->
                waiters.all().forEach(waiter -> fail(waiter.id(), failure));
        }
    }

    private void pull(Effect.Ask ask) {
        if (pull != null) {
            pull.cancel();
        }
        StaffApp.Exchange<Event.Answer> exchange = staffApp.pull(ask, surroundings.now());
        // The HTTP client's own timeout ends with the headers; a body can still trickle for ever.
        EventLoop.Timer deadline = loop.after(StaffApp.timeout(ask), () -> {
            exchange.cancel();
            on(new Event.PullFailed(ask.pull(), "The Staff App did not answer in time"));
        });
        pull = new Pull(exchange, deadline);
        exchange.result().thenAccept(answer -> {
            deadline.cancel();
            post(answer);
        });
    }

    private void pullAfter(Duration delay) {
        if (nextPull != null) {
            nextPull.cancel();
        }
        nextPull = loop.after(delay, () -> on(new Event.PullDue()));
    }

    private void report(Effect.Report sent) {
        StaffApp.Exchange<Boolean> exchange = staffApp.report(sent.applied());
        report = exchange;
        EventLoop.Timer deadline = loop.after(StaffApp.REPORT_TIMEOUT, exchange::cancel);
        exchange.result().thenAccept(taken -> {
            deadline.cancel();
            if (!taken) {
                log.debug(
                        "The Staff App did not take the report of {}",
                        sent.applied().position());
            }
            post(new Event.ReportEnded(sent.applied(), taken));
        });
    }

    private void complete(long id, Catalog catalog) {
        answer(id, future -> future.complete(catalog));
    }

    private void fail(long id, Effect.Failure failure) {
        RuntimeException exception = switch (failure) {
            case Effect.Failure.Unavailable(String reason) -> new StaffAppUnavailableException(reason);
            case Effect.Failure.NotReached(Position wanted) -> new PositionNotReachedException(wanted);
            case Effect.Failure.Closed() -> new IllegalStateException("the replica was closed");
        };
        answer(id, future -> future.completeExceptionally(exception));
    }

    /// What depends on the future is the application's code; it counts as waiting until that was reached.
    private void answer(long id, Consumer<CompletableFuture<Catalog>> how) {
        Call call = calls.get(id);
        if (call != null) {
            call.deadline().cancel();
            notices.run(() -> {
                calls.remove(id);
                how.accept(call.future());
            });
        }
    }
}
