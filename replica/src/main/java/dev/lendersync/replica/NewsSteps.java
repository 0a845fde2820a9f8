package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Outcome;
import dev.lendersync.replica.State.Busy;
import dev.lendersync.replica.State.Idle;
import dev.lendersync.replica.State.Pulling;
import dev.lendersync.replica.State.TakingSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// What the live feed's news do to the catalog. Pure. Whatever does not fit ends in a pull.
final class NewsSteps {
    private final PullSteps pulls;

    NewsSteps(PullSteps pulls) {
        this.pulls = pulls;
    }

    Transition idle(Idle state, News news) {
        return switch (news) {
            case News.Hello(var where) -> placed(toldNothing(state), where, (same, _) -> Transition.to(same));
            case News.Head(var where) -> placed(state, where, this::wakeIfBehind);
            case News.Changed changed -> changed(state, changed);
            case News.Resync(boolean full) -> {
                Waiters waiting = full ? state.waiting().plus(Waiter.FEED_RESYNC) : state.waiting();
                yield pulls.begin(toldNothing(state).known(), waiting);
            }
            // One that failed has its time already, and a broken one is probed slowly.
            case News.Lost _ ->
                state.known().failures() == 0 && !state.known().trust().broken()
                        ? Transition.to(toldNothing(state), pulls.soon())
                        : Transition.to(toldNothing(state));
        };
    }

    Transition busy(Busy state, News news) {
        return switch (state) {
            case Pulling pulling ->
                switch (news) {
                    case News.Hello(var where) -> placed(toldNothing(state), where, (same, _) -> Transition.to(same));
                    case News.Head(var where) -> placed(state, where, this::wakeIfBehind);
                    case News.Changed changed -> changed(state, changed);
                    case News.Resync(boolean full) -> resync(pulling, full);
                    case News.Lost _ -> Transition.to(toldNothing(state));
                };
            // What the snapshot will bring is not known yet, so whatever the feed says is looked into afterwards.
            case TakingSnapshot taking ->
                switch (news) {
                    case News.Hello _, News.Lost _ -> Transition.to(toldNothing(taking));
                    case News.Head _ -> Transition.to(taking);
                    case News.Changed _ -> Transition.to(queue(taking, Waiter.FEED_PULL));
                    case News.Resync(boolean full) -> resync(taking, full);
                };
        };
    }

    /// The pull under way ends in telling where we are. A whole catalog, though, must be asked for after the frame.
    private static Transition resync(Busy state, boolean full) {
        Busy told = (Busy) toldNothing(state);
        return Transition.to(full ? queue(told, Waiter.FEED_RESYNC) : told);
    }

    private Transition placed(State state, News.Where where, BiFunction<State, News.Where, Transition> elsewhere) {
        Known known = state.known();
        if (known.catalog().isEmpty() || known.trust().doubted()) {
            return Transition.to(state);
        }
        Catalog held = known.catalog().get();
        if (!where.position().equals(held.position())) {
            return elsewhere.apply(state, where);
        }
        if (!where.digest().equals(held.digest())) {
            return pulls.contradicted(state);
        }
        List<Effect> effects = new ArrayList<>();
        Known proven = known.proven(held, where.confirmation(), Trust.FULL);
        return new Transition(state.with(PullSteps.report(proven, effects)), effects);
    }

    private Transition wakeIfBehind(State state, News.Where where) {
        boolean ahead = state.known().catalog().orElseThrow().position().hasReached(where.position());
        return ahead ? Transition.to(state) : wake(state);
    }

    private Transition changed(State state, News.Changed changed) {
        Known known = state.known();
        if (known.catalog().isEmpty() || known.trust().doubted()) {
            return Transition.to(state);
        }
        Catalog held = known.catalog().get();
        return switch (held.apply(changed.delta())) {
            case Outcome.Advanced(Catalog next) -> advanced(state, changed, held, next);
            case Outcome.Duplicate _ -> Transition.to(state);
            case Outcome.Gap _, Outcome.OtherEpoch _ -> wake(state);
            case Outcome.DigestMismatch _ -> pulls.contradicted(state);
        };
    }

    private static Transition advanced(State state, News.Changed changed, Catalog held, Catalog next) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Publish(CatalogChange.by(changed.delta(), held, next)));
        effects.add(new Effect.Save(next));
        Known proven = PullSteps.report(state.known().proven(next, changed.confirmation(), Trust.FULL), effects);
        Waiters answered = waiting(state).only(waiter -> waiter.wish().fulfilledBy(proven.catalog()));
        if (!answered.isEmpty()) {
            effects.add(new Effect.Complete(answered, next));
        }
        return new Transition(without(state.with(proven), answered), effects);
    }

    private static Waiters waiting(State state) {
        return switch (state) {
            case Idle idle -> idle.waiting();
            case Busy busy -> busy.served().plus(busy.queued());
            case State.Closed _ -> Waiters.NONE;
        };
    }

    private static State without(State state, Waiters answered) {
        return switch (state) {
            case Idle idle -> new Idle(idle.known(), idle.waiting().without(answered.all()::contains));
            case Busy busy ->
                busy.with(
                        busy.served().without(answered.all()::contains),
                        busy.queued().without(answered.all()::contains));
            case State.Closed closed -> closed;
        };
    }

    /// A pull that begins after now.
    private Transition wake(State state) {
        return switch (state) {
            case Idle idle -> pulls.begin(idle.known(), idle.waiting());
            case Busy busy -> Transition.to(queue(busy, Waiter.FEED_PULL));
            case State.Closed closed -> Transition.to(closed);
        };
    }

    private static Busy queue(Busy state, Waiter waiter) {
        return state.with(state.served(), state.queued().plus(waiter));
    }

    /// Whoever listens now has heard nothing of what we applied.
    private static State toldNothing(State state) {
        return state.with(state.known().with(state.known().reporting().anew()));
    }
}
