package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Bugs that a replica could have, each a variant of the core: the real one, misled. The simulation must catch each by
/// the invariant that it breaks. The first two also leave out the comparison of digests, which would mend them.
enum PlantedBug {
    /// What left the catalog stays in it.
    DROPS_DELETES("P7") {
        @Override
        Transition on(Core core, State state, Event event, Moment now) {
            return core.on(
                    state,
                    changed(
                            event,
                            delta ->
                                    delta.deletes().isEmpty() ? delta : fitting(state, delta, List.of(), delta.from())),
                    now);
        }
    },
    /// A delta is applied although it begins beyond the catalog held.
    APPLIES_FROM_ANYWHERE("P5") {
        @Override
        Transition on(Core core, State state, Event event, Moment now) {
            return core.on(state, changed(event, delta -> fromHere(state, delta)), now);
        }

        private static Delta fromHere(State state, Delta delta) {
            return held(state)
                    .map(Catalog::position)
                    .filter(position -> position.sameEpoch(delta.from())
                            && position.version() < delta.from().version())
                    .map(position -> fitting(state, delta, delta.deletes(), position))
                    .orElse(delta);
        }
    },
    /// Only versions count: whatever comes is taken to be of the epoch that the replica began with.
    FORGETS_THE_EPOCH("P2") {
        @Override
        Transition on(Core core, State state, Event event, Moment now) {
            return event instanceof Event.SnapshotCame(long pull, Snapshot snapshot, var word)
                    ? core.on(state, new Event.SnapshotCame(pull, inEpochOf(state, snapshot), word), now)
                    : core.on(state, event, now);
        }

        private static Snapshot inEpochOf(State state, Snapshot snapshot) {
            Catalog sent = snapshot.catalog();
            return held(state)
                    .map(ours -> ours.position().at(sent.position().version()))
                    .map(position -> new Snapshot(sent.with(position, List.of(), List.of()), snapshot.claimed()))
                    .orElse(snapshot);
        }
    },
    /// The old catalog is thrown away before the new one is there.
    BLANKS_ON_RESET("P6") {
        @Override
        Transition on(Core core, State state, Event event, Moment now) {
            Transition sound = core.on(state, event, now);
            return event instanceof Event.ResyncRequired
                    ? new Transition(sound.state().with(blank(sound.state().known())), sound.effects())
                    : sound;
        }

        private static Known blank(Known known) {
            return new Known(
                    Optional.empty(),
                    known.confirmed(),
                    known.trust(),
                    known.trouble(),
                    known.failures(),
                    known.reporting(),
                    known.freshness(),
                    known.lastPull(),
                    known.feed());
        }
    },
    /// A connection on which nothing comes any more is kept.
    KEEPS_PHANTOMS("P4") {
        @Override
        Transition on(Core core, State state, Event event, Moment now) {
            return event instanceof FeedEvent.TimerRang && state.known().feed() instanceof Feed.Open
                    ? Transition.to(state, new Effect.FeedWithin(FeedTable.TICK, Duration.ZERO))
                    : core.on(state, event, now);
        }
    },
    /// The Staff App's word is taken for new, however old it says that it is.
    SAYS_LIVE_TOO_EARLY("P11") {
        @Override
        Transition on(Core core, State state, Event event, Moment now) {
            Event taken = switch (event) {
                case Event.Unchanged(long pull, var digest, var word) ->
                    new Event.Unchanged(pull, digest, asNew(word, now));
                case Event.Changes(long pull, var delta, var word) -> new Event.Changes(pull, delta, asNew(word, now));
                case Event.SnapshotCame(long pull, var snapshot, var word) ->
                    new Event.SnapshotCame(pull, snapshot, asNew(word, now));
                case FeedEvent.Said(long connection, Frame.Heartbeat beat) ->
                    new FeedEvent.Said(
                            connection,
                            new Frame.Heartbeat(beat.position(), beat.digest(), OptionalLong.of(0), beat.ping()));
                default -> event;
            };
            return core.on(state, taken, now);
        }

        private static Optional<Confirmation> asNew(Optional<Confirmation> word, Moment now) {
            return word.map(_ -> new Confirmation(now, Duration.ZERO));
        }
    };

    private final String invariant;

    PlantedBug(String invariant) {
        this.invariant = invariant;
    }

    /// The invariant that it breaks.
    String invariant() {
        return invariant;
    }

    abstract Transition on(Core core, State state, Event event, Moment now);

    /// The core with this bug.
    Core in(Core core) {
        return (state, event, now) -> on(core, state, event, now);
    }

    private static Optional<Catalog> held(State state) {
        return state.known().catalog();
    }

    /// The event with its delta, if it brings one, replaced.
    private static Event changed(Event event, UnaryOperator<Delta> by) {
        return switch (event) {
            case Event.Changes(long pull, var delta, var word) -> new Event.Changes(pull, by.apply(delta), word);
            case FeedEvent.Said(long connection, Frame.Change(var delta)) ->
                new FeedEvent.Said(connection, new Frame.Change(by.apply(delta)));
            default -> event;
        };
    }

    /// The delta with other deletes and another beginning, and with the digest that this leads to.
    private static Delta fitting(State state, Delta delta, List<UUID> deletes, Position from) {
        return held(state)
                .map(catalog -> catalog.with(delta.to(), delta.upserts(), deletes))
                .map(result -> new Delta(from, delta.to(), result.digest(), delta.upserts(), deletes))
                .orElse(delta);
    }
}
