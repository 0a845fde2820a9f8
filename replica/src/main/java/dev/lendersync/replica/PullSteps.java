package dev.lendersync.replica;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.Effect.Failure;
import dev.lendersync.replica.State.Busy;
import dev.lendersync.replica.State.Cause;
import dev.lendersync.replica.State.Idle;
import dev.lendersync.replica.State.Pulling;
import dev.lendersync.replica.State.TakingSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a pull begins and ends, and who is answered by it. Pure.
final class PullSteps {
    /// While somebody waits for a position.
    private static final Duration EAGER_RETRY = Duration.ofMillis(500);
    /// While the replica is stopped with a problem.
    private static final Duration PROBE = Duration.ofSeconds(60);

    private final Duration pollEvery;

    PullSteps(Duration pollEvery) {
        this.pollEvery = pollEvery;
    }

    /// The next pull, after which another one follows if nothing asks for one before.
    Effect later() {
        return new Effect.PullAfter(pollEvery);
    }

    /// The same, soon.
    Effect soon() {
        return new Effect.RetryWithin(Backoff.ceiling(1), pollEvery);
    }

    Transition begin(Known known, Waiters served) {
        Waiters none = Waiters.NONE;
        if (known.catalog().isEmpty()) {
            return ask(new TakingSnapshot(known, served, none, Cause.NOTHING_YET));
        }
        if (known.trust().doubted()) {
            return ask(new TakingSnapshot(known, served, none, Cause.CONTRADICTED));
        }
        return served.wantSnapshot() && !known.trust().outrun()
                ? ask(new TakingSnapshot(known, served, none, Cause.ASKED_FOR))
                : ask(new Pulling(known, served, none, known.catalog().get()));
    }

    Transition ask(Busy state) {
        Known known = state.known().nextPull();
        Optional<Position> since = state instanceof Pulling ? known.catalog().map(Catalog::position) : Optional.empty();
        return Transition.to(
                state.with(known),
                new Effect.Ask(known.lastPull(), since, state.served().furthest()));
    }

    /// The pull proved the catalog in `known`.
    Transition finish(Busy state, Known known, Optional<Delta> delta) {
        List<Effect> effects = new ArrayList<>();
        Catalog now = known.catalog().orElseThrow();
        Optional<Catalog> before = state.known().catalog();
        boolean changed = !before.equals(known.catalog());
        if (changed) {
            effects.add(new Effect.Publish(delta.map(d -> CatalogChange.by(d, before.orElseThrow(), now))
                    .orElseGet(() -> CatalogChange.to(now, before))));
        }
        boolean whole = state instanceof TakingSnapshot;
        if (changed || whole) {
            effects.add(new Effect.Save(now));
        }
        if (before.isEmpty()) {
            effects.add(new Effect.FeedWithin(Duration.ZERO, Duration.ZERO));
        }
        Waiters answered = state.served()
                .only(waiter -> waiter.wish().fulfilledBy(whole, known.catalog()))
                .plus(state.queued().only(waiter -> waiter.wish().fulfilledBy(known.catalog())));
        if (!answered.isEmpty()) {
            effects.add(new Effect.Complete(answered, now));
        }
        Waiters unanswered = state.served().without(answered.all()::contains);
        Waiters next = state.queued().without(answered.all()::contains);
        return then(report(known, effects), unanswered, next, effects);
    }

    /// The pull failed, for the reason in `known`.
    Transition fail(Busy state, Known known) {
        List<Effect> effects = new ArrayList<>();
        boolean giveUp = known.trust().broken();
        Waiters failed = state.served().without(waiter -> waiter.wish().patient() && !giveUp);
        if (!failed.isEmpty()) {
            effects.add(new Effect.Fail(
                    failed, new Failure.Unavailable(known.trouble().orElseThrow())));
        }
        return then(known, state.served().without(failed.all()::contains), state.queued(), effects);
    }

    /// A report ended. The next one follows at once if we moved on meanwhile; after a failure it follows the next pull.
    Transition reported(State state, Event.ReportEnded ended) {
        Known known = state.known().with(state.known().reporting().ended(ended.applied(), ended.taken()));
        List<Effect> effects = new ArrayList<>();
        Known next = ended.taken() ? report(known, effects) : known;
        return new Transition(state.with(next), effects);
    }

    /// Tells the server what we applied, if it doesn't know yet: on the live feed, else by a request.
    static Known report(Known known, List<Effect> effects) {
        if (known.catalog().isEmpty() || known.trust().doubted()) {
            return known;
        }
        Applied applied = Applied.of(known.catalog().get());
        Reporting reporting = known.reporting();
        if (known.feed() instanceof Feed.Open open) {
            if (reporting.isKnown(applied)) {
                return known;
            }
            effects.add(new Effect.Acknowledge(open.connection(), applied));
            return known.with(reporting.acknowledged(applied));
        }
        if (!reporting.dueFor(applied)) {
            return known;
        }
        effects.add(new Effect.Report(applied));
        return known.with(reporting.sent());
    }

    /// A digest was not ours: once, the whole catalog is taken at once; again, it is a problem to report (P7).
    Transition contradicted(State state) {
        Known doubting = state.known().contradicted();
        TakingSnapshot taking = switch (state) {
            case Busy busy -> new TakingSnapshot(doubting, busy.served(), busy.queued(), Cause.CONTRADICTED);
            case Idle idle -> new TakingSnapshot(doubting, idle.waiting(), Waiters.NONE, Cause.CONTRADICTED);
            case State.Closed closed -> throw new IllegalStateException("closed: " + closed);
        };
        return doubting.trust().broken() ? fail(taking, doubting.failed(Honesty.MISMATCH)) : ask(taking);
    }

    /// Who called during a pull gets one that starts after the call: now. Else the replica rests.
    private Transition then(Known known, Waiters unanswered, Waiters queued, List<Effect> effects) {
        Waiters waiting = unanswered.plus(queued);
        if (!queued.isEmpty()) {
            Transition begun = begin(known, waiting);
            return new Transition(
                    begun.state(),
                    Stream.concat(effects.stream(), begun.effects().stream()).toList());
        }
        effects.add(nextPull(known, waiting));
        return new Transition(new Idle(known, waiting), effects);
    }

    private Effect nextPull(Known known, Waiters waiting) {
        if (known.trust().broken()) {
            return new Effect.PullAfter(PROBE);
        }
        if (waiting.areEager()) {
            return new Effect.RetryWithin(EAGER_RETRY, pollEvery);
        }
        return known.failures() == 0
                ? new Effect.PullAfter(pollEvery)
                : new Effect.RetryWithin(Backoff.ceiling(known.failures()), pollEvery);
    }
}
