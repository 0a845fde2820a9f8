package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Applied;
import java.time.Duration;
import java.util.Optional;

/// How far one client has been told, as a pure state machine: state and event give the next state and what to do. It
/// keeps a position, not a queue: whatever happened meanwhile, the next request is for the head that is newest then.
sealed interface Delivery {
    /// The head that the client last accepted; none before the first success.
    Optional<Head> accepted();

    /// Failures in a row.
    int failures();

    /// The client has accepted the newest head, or there is none yet.
    record Idle(Optional<Head> accepted) implements Delivery {
        @Override
        public int failures() {
            return 0;
        }
    }

    /// Waits for its turn.
    record Queued(Optional<Head> accepted, int failures) implements Delivery {}

    /// A request is in flight: the only one.
    record Sending(Optional<Head> accepted, int failures, Head sent) implements Delivery {}

    /// Waits before it tries again. A new head changes nothing: it would turn the backoff into a hail of requests.
    record Waiting(Optional<Head> accepted, int failures) implements Delivery {}

    sealed interface Event {}

    /// There is a newer head.
    record HeadMoved() implements Event {}

    /// It is this client's turn.
    record Turn() implements Event {}

    /// The client took the notice and said what it holds.
    record Accepted(Applied applied) implements Event {}

    /// The attempt failed.
    ///
    /// @param jitter 0 to 1
    record Failed(Optional<Duration> retryAfter, double jitter) implements Event {}

    /// The wait is over.
    record Due() implements Event {}

    /// The client was heard of: it pulled, say. So it may be reachable again, and the schedule begins anew.
    record SignOfLife() implements Event {}

    sealed interface Effect {}

    record Nothing() implements Effect {}

    /// Line up for a turn.
    record LineUp() implements Effect {}

    record Send(Head head) implements Effect {}

    record Wait(Duration delay) implements Effect {}

    record Step(Delivery next, Effect effect) {}

    /// @param newest the newest head at this moment
    /// @throws IllegalStateException when the event can't happen in this state
    default Step on(Event event, Head newest, Backoff backoff) {
        return switch (this) {
            case Idle(var accepted)
            when event instanceof HeadMoved ->
                accepted.equals(Optional.of(newest)) ? stay() : new Step(new Queued(accepted, 0), new LineUp());
            case Queued(var accepted, var failures)
            when event instanceof Turn -> new Step(new Sending(accepted, failures, newest), new Send(newest));
            case Sending sending when event instanceof Accepted(var applied) -> accepted(sending.sent, applied, newest);
            case Sending sending when event instanceof Failed failed -> failed(sending, failed, backoff);
            case Waiting(var accepted, var failures)
            when event instanceof Due -> new Step(new Queued(accepted, failures), new LineUp());
            case Waiting(var accepted, var failures)
            when event instanceof SignOfLife -> new Step(new Queued(accepted, 1), new LineUp());
            case Idle _, Queued _, Sending _ when event instanceof SignOfLife -> stay();
            case Queued _, Sending _, Waiting _ when event instanceof HeadMoved -> stay();
            case Idle _, Queued _, Sending _, Waiting _ ->
                throw new IllegalStateException(event + " can't happen in " + this);
        };
    }

    private Step stay() {
        return new Step(this, new Nothing());
    }

    private static Step accepted(Head sent, Applied applied, Head newest) {
        // It may have pulled a newer head than it was told of: then there is nothing left to tell.
        return newest.equals(sent) || newest.isProvenBy(applied)
                ? new Step(new Idle(Optional.of(newest)), new Nothing())
                : new Step(new Queued(Optional.of(sent), 0), new LineUp());
    }

    private static Step failed(Sending sending, Failed failed, Backoff backoff) {
        int failures = sending.failures + 1;
        return new Step(
                new Waiting(sending.accepted, failures),
                new Wait(backoff.delay(failures, failed.jitter, failed.retryAfter)));
    }
}
