package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Outcome;
import dev.lendersync.protocol.Snapshot;
import dev.lendersync.replica.Effect.Failure;
import dev.lendersync.replica.Event.Answer;
import dev.lendersync.replica.State.Busy;
import dev.lendersync.replica.State.Cause;
import dev.lendersync.replica.State.Closed;
import dev.lendersync.replica.State.Idle;
import dev.lendersync.replica.State.Pulling;
import dev.lendersync.replica.State.TakingSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// The replica's whole behaviour: what it does at each event in each state. Pure. How a pull begins and ends is in
/// [PullSteps], what the live feed brings in [NewsSteps], the feed itself in [FeedTable].
final class Machine implements Core {
    private static final String STALE = "The Staff App sent a catalog older than ours";
    private static final String UNASKED = "The Staff App answered something that was not asked for";
    private static final String SNAPSHOT_GONE = "The Staff App refused to send the whole catalog (410)";

    private final PullSteps pulls;
    private final NewsSteps news;

    Machine(Duration pollEvery) {
        this.pulls = new PullSteps(pollEvery);
        this.news = new NewsSteps(pulls);
    }

    @Override
    public Transition on(State state, Event event, Moment now) {
        Freshness before = Honesty.at(state, now);
        Transition next = switch (event) {
            case Event.ForCatalog forCatalog -> catalog(state, forCatalog, now);
            case FeedEvent feedEvent -> feed(state, feedEvent, now);
        };
        Freshness after = Honesty.since(before, Honesty.judge(next.state(), now));
        return new Transition(next.state().with(next.state().known().with(after)), next.effects());
    }

    private Transition catalog(State state, Event.ForCatalog event, Moment now) {
        return switch (state) {
            case Idle idle -> idle(idle, event, now);
            case Busy busy -> busy(busy, event);
            case Closed closed -> closed(closed, event);
        };
    }

    /// The feed goes its own way, and what it brings for the catalog happens in the same step.
    private Transition feed(State state, FeedEvent event, Moment now) {
        if (state instanceof Closed) {
            return Transition.to(state);
        }
        Known known = state.known();
        FeedTable.Step step = FeedTable.on(known.feed(), event, known.catalog().map(Catalog::position), now);
        State after = state.with(known.with(step.feed()));
        Transition told = step.news().map(news -> catalog(after, news, now)).orElseGet(() -> Transition.to(after));
        return new Transition(
                told.state(),
                Stream.concat(step.effects().stream(), told.effects().stream()).toList());
    }

    private Transition idle(Idle state, Event.ForCatalog event, Moment now) {
        return switch (event) {
            case Event.PullDue _ when needsNoPull(state, now) -> Transition.to(state, pulls.later());
            case Event.PullDue _ -> pulls.begin(state.known(), state.waiting());
            case Event.Asked(Waiter waiter) ->
                waiter.wish().fulfilledBy(state.known().catalog())
                        ? granted(state, waiter)
                        : pulls.begin(state.known(), state.waiting().plus(waiter));
            case Event.DeadlinePassed(long id) -> {
                Waiters late = state.waiting().only(waiter -> waiter.id() == id);
                yield givenUp(new Idle(state.known(), state.waiting().without(waiter -> waiter.id() == id)), late);
            }
            case Event.ReportEnded ended -> pulls.reported(state, ended);
            case Event.CloseAsked _ -> close(state.known(), state.waiting());
            case Answer _ -> Transition.to(state);
            case News told -> news.idle(state, told);
        };
    }

    private static boolean needsNoPull(Idle state, Moment now) {
        Known known = state.known();
        return known.feed().carries(now)
                && state.waiting().isEmpty()
                && known.trouble().isEmpty()
                && !known.trust().doubted();
    }

    private Transition busy(Busy state, Event.ForCatalog event) {
        return switch (event) {
            case Event.PullDue _ -> Transition.to(state);
            case Event.Asked(Waiter waiter) ->
                waiter.wish().fulfilledBy(state.known().catalog())
                        ? granted(state, waiter)
                        : Transition.to(
                                state.with(state.served(), state.queued().plus(waiter)));
            case Event.DeadlinePassed(long id) -> {
                Waiters late = state.served().plus(state.queued()).only(waiter -> waiter.id() == id);
                yield givenUp(
                        state.with(
                                state.served().without(waiter -> waiter.id() == id),
                                state.queued().without(waiter -> waiter.id() == id)),
                        late);
            }
            case Event.ReportEnded ended -> pulls.reported(state, ended);
            case Event.CloseAsked _ -> close(state.known(), state.served().plus(state.queued()));
            case Answer answer when answer.pull() != state.known().lastPull() -> Transition.to(state);
            case Answer answer ->
                switch (state) {
                    case Pulling pulling -> answered(pulling, answer);
                    case TakingSnapshot taking -> answered(taking, answer);
                };
            case News told -> news.busy(state, told);
        };
    }

    private Transition closed(Closed state, Event.ForCatalog event) {
        return switch (event) {
            case Event.Asked(Waiter waiter) ->
                Transition.to(state, new Effect.Fail(Waiters.NONE.plus(waiter), new Failure.Closed()));
            case Event.PullDue _, Event.DeadlinePassed _, Event.ReportEnded _, Event.CloseAsked _, Answer _, News _ ->
                Transition.to(state);
        };
    }

    private Transition answered(Pulling state, Answer answer) {
        Known known = state.known();
        Catalog held = known.catalog().orElseThrow();
        boolean overtaken = !held.position().equals(state.asked().position());
        return switch (answer) {
            // What the feed brought meanwhile came later than the catalog that this is about: no word on it.
            case Event.Unchanged _ when overtaken -> pulls.finish(state, known.answered(), Optional.empty());
            case Event.Unchanged unchanged ->
                unchanged.digest().equals(held.digest())
                        ? pulls.finish(
                                state, known.proven(held, unchanged.confirmation(), Trust.FULL), Optional.empty())
                        : pulls.contradicted(state);
            case Event.Changes changes ->
                switch (held.apply(changes.delta())) {
                    case Outcome.Advanced(Catalog next) ->
                        pulls.finish(
                                state,
                                known.proven(next, changes.confirmation(), Trust.FULL),
                                Optional.of(changes.delta()));
                    case Outcome.Duplicate _ when overtaken -> pulls.finish(state, known.answered(), Optional.empty());
                    // We asked from our own position: whatever else comes is as wrong as a wrong digest.
                    case Outcome.Duplicate _, Outcome.Gap _, Outcome.OtherEpoch _, Outcome.DigestMismatch _ ->
                        pulls.contradicted(state);
                };
            case Event.ResyncRequired _ ->
                pulls.ask(new TakingSnapshot(known.answered(), state.served(), state.queued(), Cause.GONE));
            case Event.SnapshotCame _ -> pulls.fail(state, known.failed(UNASKED));
            case Event.PullFailed failed -> pulls.fail(state, known.failed(failed.reason()));
        };
    }

    private Transition answered(TakingSnapshot state, Answer answer) {
        return switch (answer) {
            case Event.SnapshotCame came -> taken(state, came.snapshot(), came.confirmation());
            case Event.ResyncRequired _ -> pulls.fail(state, state.known().failed(SNAPSHOT_GONE));
            case Event.Unchanged _, Event.Changes _ ->
                pulls.fail(state, state.known().failed(UNASKED));
            case Event.PullFailed failed -> pulls.fail(state, state.known().failed(failed.reason()));
        };
    }

    private Transition taken(TakingSnapshot state, Snapshot snapshot, Optional<Confirmation> confirmation) {
        if (!snapshot.verified()) {
            return pulls.contradicted(state);
        }
        Known known = state.known();
        if (state.cause() != Cause.GONE && isOlder(snapshot.catalog(), known.catalog())) {
            // If the history was rewound, the answer to the next pull is 410.
            return pulls.fail(state, known.with(known.trust().asking()).failed(STALE));
        }
        Known proven =
                known.proven(snapshot.catalog(), confirmation, known.trust().replaced());
        return pulls.finish(state, proven, Optional.empty());
    }

    private static boolean isOlder(Catalog offered, Optional<Catalog> held) {
        return held.filter(ours -> offered.position().sameEpoch(ours.position())
                        && offered.position().version() < ours.position().version())
                .isPresent();
    }

    private static Transition granted(State state, Waiter waiter) {
        return Transition.to(
                state,
                new Effect.Complete(
                        Waiters.NONE.plus(waiter), state.known().catalog().orElseThrow()));
    }

    private static Transition givenUp(State state, Waiters late) {
        return late.isEmpty()
                ? Transition.to(state)
                : Transition.to(state, new Effect.Fail(late, reason(state.known(), late)));
    }

    private static Failure reason(Known known, Waiters late) {
        return known.trouble()
                .<Failure>map(Failure.Unavailable::new)
                .or(() -> late.furthest().map(Failure.NotReached::new))
                .orElseGet(() -> new Failure.Unavailable("The Staff App did not answer in time"));
    }

    private static Transition close(Known known, Waiters waiting) {
        return waiting.isEmpty()
                ? Transition.to(new Closed(known))
                : Transition.to(new Closed(known), new Effect.Fail(waiting, new Failure.Closed()));
    }
}
