package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.simulation.Violation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Looks at each step of a core from outside: what came, and what became of the catalog. Remembers the last steps, for
/// whoever has to find out what went wrong.
final class WatchedCore implements Core {
    private static final int REMEMBERED = 25;

    private final Core core;
    private final BooleanSupplier askedAfterGone;
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(Moment at, State before, Event event) {
        @Override
        public String toString() {
            String catalog = before.known().catalog().map(Catalog::toString).orElse("nothing");
            return at.wall() + " " + before.getClass().getSimpleName() + " " + catalog + "\n    " + event;
        }
    }

    /// @param askedAfterGone whether the last snapshot was asked for because of a `410`
    WatchedCore(Core core, BooleanSupplier askedAfterGone) {
        this.core = core;
        this.askedAfterGone = askedAfterGone;
    }

    @Override
    public Transition on(State state, Event event, Moment now) {
        remember(new Step(now, state, event));
        Transition transition = step(state, event, now);
        Optional<Catalog> before = state.known().catalog();
        Optional<Catalog> after = transition.state().known().catalog();
        if (!before.equals(after)) {
            Violation.unless(after.isPresent(), "P6", "the catalog shown is blank after " + event);
            before.ifPresent(held -> checkVersion(held, after.get()));
            checkOrigin(before, after.get(), event);
        }
        return transition;
    }

    private void remember(Step step) {
        steps.add(step);
        if (steps.size() > REMEMBERED) {
            steps.remove();
        }
    }

    /// The last steps, a line or two for each.
    String lastSteps() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }

    private Transition step(State state, Event event, Moment now) {
        try {
            return core.on(state, event, now);
        } catch (RuntimeException e) {
            // The driver would log it and go on.
            throw new AssertionError("the core failed at " + event, e);
        }
    }

    private void checkVersion(Catalog before, Catalog after) {
        boolean fell = before.position().sameEpoch(after.position())
                && after.position().version() < before.position().version();
        Violation.unless(
                !fell || askedAfterGone.getAsBoolean(),
                "P3",
                "the version fell from " + before.position() + " to " + after.position() + " without a 410");
    }

    private static void checkOrigin(Optional<Catalog> before, Catalog after, Event event) {
        switch (event) {
            case Event.SnapshotCame came -> {
                checkDigest(after, came.snapshot().claimed());
                Violation.unless(after.equals(came.snapshot().catalog()), "P2", "other than the snapshot: " + after);
            }
            case Event.Changes changes -> checkDelta(before, after, changes.delta());
            case FeedEvent.Said(long _, Frame.Change(Delta delta)) -> checkDelta(before, after, delta);
            default -> throw new Violation("P6", "the catalog changed although none came: " + event);
        }
    }

    private static void checkDelta(Optional<Catalog> before, Catalog after, Delta delta) {
        Violation.unless(before.isPresent(), "P5", "a delta was applied to nothing");
        Position held = before.get().position();
        String step = "a delta from " + delta.from() + " to " + delta.to() + " was applied at " + held;
        boolean fits =
                held.hasReached(delta.from()) && held.version() < delta.to().version();
        Violation.unless(fits && after.position().equals(delta.to()), "P5", step);
        checkDigest(after, delta.digest());
    }

    private static void checkDigest(Catalog after, Digest claimed) {
        Violation.unless(after.digest().equals(claimed), "P7", "the digest is not the sender's: " + after);
    }
}
