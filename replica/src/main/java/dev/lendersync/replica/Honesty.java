package dev.lendersync.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Judges how fresh a replica is at a moment (P11). Live is the one thing that ends by itself, as time passes, so it
/// is judged whenever it is read.
final class Honesty {
    static final String MISMATCH = "What the Staff App sends does not match its own digest";
    private static final String CLOSED = "The replica was closed";
    private static final String UNCONFIRMED =
            "PostgreSQL has not confirmed the catalog for more than " + Confirmation.LIMIT.toSeconds() + " s";

    private Honesty() {}

    /// @param state as the last event left it
    static Freshness at(State state, Moment now) {
        return since(state.known().freshness(), judge(state, now));
    }

    /// `now`, but with the beginning of `before` when both are of one kind.
    static Freshness since(Freshness before, Freshness now) {
        return switch (now) {
            case Freshness.Live live
            when before instanceof Freshness.Live -> new Freshness.Live(before.since(), live.asOf());
            case Freshness.CatchingUp catching
            when before instanceof Freshness.CatchingUp -> new Freshness.CatchingUp(before.since(), catching.asOf());
            case Freshness.Offline offline
            when before instanceof Freshness.Offline ->
                new Freshness.Offline(before.since(), offline.asOf(), offline.why());
            case Freshness.Stopped stopped
            when before instanceof Freshness.Stopped ->
                new Freshness.Stopped(before.since(), stopped.asOf(), stopped.why());
            default -> now;
        };
    }

    /// The freshness as if it began now.
    static Freshness judge(State state, Moment now) {
        Known known = state.known();
        Instant at = now.wall();
        Optional<Instant> asOf = known.confirmed().map(Confirmation::asOf);
        if (state instanceof State.Closed) {
            return new Freshness.Stopped(at, asOf, CLOSED);
        }
        if (known.trust().broken()) {
            return new Freshness.Stopped(at, asOf, MISMATCH);
        }
        if (known.trouble().isPresent()) {
            return new Freshness.Offline(at, asOf, known.trouble().get());
        }
        if (known.catalog().isEmpty() || known.confirmed().isEmpty() || knownBehind(state)) {
            return new Freshness.CatchingUp(at, asOf);
        }
        Confirmation confirmed = known.confirmed().get();
        return confirmed.validAt(now)
                ? new Freshness.Live(at, asOf)
                : new Freshness.Offline(expiry(confirmed, at), asOf, UNCONFIRMED);
    }

    private static Instant expiry(Confirmation confirmed, Instant now) {
        Instant expiry = confirmed.asOf().plus(Confirmation.LIMIT);
        return expiry.isAfter(now) ? now : expiry;
    }

    private static boolean knownBehind(State state) {
        return switch (state) {
            case State.Idle idle -> idle.waiting().wantPosition();
            case State.Pulling pulling ->
                pulling.served().wantPosition() || pulling.queued().wantPosition();
            case State.TakingSnapshot taking ->
                taking.cause() != State.Cause.ASKED_FOR
                        || taking.served().wantPosition()
                        || taking.queued().wantPosition();
            case State.Closed _ -> false;
        };
    }

    /// How long ago PostgreSQL last confirmed the position.
    static Optional<Duration> age(State state, Moment now) {
        return state.known().confirmed().map(confirmation -> confirmation.ageAt(now));
    }
}
