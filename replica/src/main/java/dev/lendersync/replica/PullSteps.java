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
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    /// While somebody waits for a position.
    private static final Duration EAGER_RETRY = Duration.ofMillis(500);
    /// While the replica is stopped with a problem.
    private static final Duration PROBE = Duration.ofSeconds(60);

    private final Duration pollEvery;

    PullSteps(Duration pollEvery) {
        this.pollEvery = pollEvery;
    }

    Transition begin(Known known, Waiters served) {
        Waiters none = Waiters.NONE;
        if (known.catalog().isEmpty()) {
            return ask(new TakingSnapshot(known, served, none, Cause.NOTHING_YET));
        }
        if (known.trust().doubted()) {
            return ask(new TakingSnapshot(known, served, none, Cause.CONTRADICTED));
        }
        return served.wantSnapshot()
                ? ask(new TakingSnapshot(known, served, none, Cause.ASKED_FOR))
                : ask(new Pulling(known, served, none));
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
        if (changed || state instanceof TakingSnapshot) {
            effects.add(new Effect.Save(now));
        }
        Waiters answered = state.served()
                .without(waiter -> waiter.wish().patient() && !waiter.wish().fulfilledBy(known.catalog()))
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

    private static Known report(Known known, List<Effect> effects) {
        Optional<Applied> due = known.catalog()
                .map(Applied::of)
                .filter(applied ->
                        known.reporting().dueFor(applied) && !known.trust().doubted());
        due.ifPresent(applied -> effects.add(new Effect.Report(applied)));
        return due.isPresent() ? known.with(known.reporting().sent()) : known;
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
        if (!waiting.isEmpty()) {
            return new Effect.RetryWithin(EAGER_RETRY, pollEvery);
        }
        return known.failures() == 0
                ? new Effect.PullAfter(pollEvery)
                : new Effect.RetryWithin(backoff(known.failures()), pollEvery);
    }

    private static Duration backoff(int failures) {
        Duration grown = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 5));
        return grown.compareTo(LAST_RETRY) < 0 ? grown : LAST_RETRY;
    }
}
