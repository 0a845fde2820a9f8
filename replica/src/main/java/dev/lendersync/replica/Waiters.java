package dev.lendersync.replica;

import dev.lendersync.protocol.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Those who wait, in the order of their calls. The driver admits at most [Driver#MAX_WAITERS].
record Waiters(List<Waiter> all) {
    static final Waiters NONE = new Waiters(List.of());

    Waiters {
        all = List.copyOf(all);
    }

    Waiters plus(Waiter waiter) {
        return plus(new Waiters(List.of(waiter)));
    }

    /// Each once: the live feed's wishes come again and again, and are to be no more for that (P10).
    Waiters plus(Waiters others) {
        return new Waiters(
                Stream.concat(all.stream(), others.all.stream()).distinct().toList());
    }

    Waiters only(Predicate<Waiter> condition) {
        return new Waiters(all.stream().filter(condition).toList());
    }

    Waiters without(Predicate<Waiter> condition) {
        return only(condition.negate());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean wantSnapshot() {
        return all.stream()
                .anyMatch(waiter -> waiter.wish() instanceof Wish.ASnapshot || waiter.wish() instanceof Wish.Resync);
    }

    boolean areEager() {
        return all.stream().anyMatch(waiter -> waiter.wish().eager());
    }

    boolean wantPosition() {
        return furthest().isPresent();
    }

    /// The furthest position that anyone wants; of two epochs the one asked for later.
    Optional<Position> furthest() {
        return all.stream()
                .flatMap(waiter ->
                        waiter.wish() instanceof Wish.AtLeast(Position position) ? Stream.of(position) : Stream.empty())
                .reduce((a, b) -> a.hasReached(b) ? a : b);
    }
}
