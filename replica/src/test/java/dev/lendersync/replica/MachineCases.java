package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the cells of the machine's table are made of: a replica at version 5, live, at pull 7.
final class MachineCases {
    static final Moment NOW = new Moment(Instant.parse("2026-01-01T00:00:00Z"), 0);
    static final Duration POLL = Duration.ofSeconds(10);
    static final Machine MACHINE = new Machine(POLL);
    static final Optional<Confirmation> FRESH = Optional.of(new Confirmation(NOW, Duration.ofMillis(20)));
    static final Optional<Confirmation> NO_AGE = Optional.empty();
    static final Catalog HELD = catalog(5);
    static final Digest WRONG = new Digest(1, 2, 3, 4);
    static final Waiter PULL = new Waiter(1, new Wish.APull());
    static final Waiter LATER_PULL = new Waiter(2, new Wish.APull());
    static final Waiter FULL = new Waiter(3, new Wish.ASnapshot());
    static final Waiter REACH_5 = new Waiter(5, new Wish.AtLeast(at(5)));
    static final Waiter REACH_6 = new Waiter(6, new Wish.AtLeast(at(6)));
    static final Waiter REACH_9 = new Waiter(9, new Wish.AtLeast(at(9)));
    static final Waiter FIRST = new Waiter(10, new Wish.FirstCatalog());

    private MachineCases() {}

    /// One case of one cell.
    record Case(String name, State given, Event when, Consumer<Transition> then) {
        String cell() {
            return given.getClass().getSimpleName() + " x " + when.getClass().getSimpleName();
        }

        @Override
        public String toString() {
            return cell() + ": " + name;
        }
    }

    static Known live() {
        return new Known(
                Optional.of(HELD),
                FRESH,
                Trust.FULL,
                Optional.empty(),
                0,
                new Reporting(Optional.of(Applied.of(HELD)), false),
                new Freshness.Live(NOW.wall(), Optional.of(NOW.wall())),
                7,
                Feed.initially());
    }

    static Known empty() {
        return Known.initially(Optional.empty(), NOW);
    }

    static Known fromDisk() {
        return Known.initially(Optional.of(HELD), NOW);
    }

    static Known offline() {
        return live().failed("no route");
    }

    static Known doubted() {
        return live().contradicted();
    }

    static Known stopped() {
        return doubted().contradicted();
    }

    static State.Idle idle(Known known, Waiter... waiting) {
        return new State.Idle(known, waiters(waiting));
    }

    static State.Pulling pulling(Waiter... served) {
        return new State.Pulling(live(), waiters(served), Waiters.NONE, HELD);
    }

    static State.TakingSnapshot taking(State.Cause cause, Known known, Waiter... served) {
        return new State.TakingSnapshot(known, waiters(served), Waiters.NONE, cause);
    }

    static State.Closed closed() {
        return new State.Closed(live());
    }

    /// What a server at this catalog says of itself.
    static News.Where where(Catalog catalog) {
        return new News.Where(catalog.position(), catalog.digest(), FRESH);
    }

    /// The same, with a live feed open on connection 3, which confirms.
    static Known following(Known known) {
        Feed.Open open = Feed.Open.greeted(new Feed.Connecting(3, 0, NOW), NOW);
        return known.with(open.confirmed(FRESH.orElseThrow())).with(Reporting.NOTHING);
    }

    /// A delta that the live feed brought.
    static News.Changed brought(Delta delta) {
        return new News.Changed(delta, FRESH);
    }

    static Effect.Acknowledge acknowledge(Catalog catalog) {
        return new Effect.Acknowledge(3, Applied.of(catalog));
    }

    static Waiters waiters(Waiter... all) {
        return new Waiters(List.of(all));
    }

    static Snapshot snapshotOf(Catalog catalog) {
        return new Snapshot(catalog, catalog.digest());
    }

    static Event.SnapshotCame came(Catalog catalog) {
        return new Event.SnapshotCame(7, snapshotOf(catalog), FRESH);
    }

    static Event.SnapshotCame cameToEmpty(Catalog catalog) {
        return new Event.SnapshotCame(0, snapshotOf(catalog), FRESH);
    }

    static Effect.Ask askSince(Position since, Waiter... served) {
        return new Effect.Ask(8, Optional.of(since), waiters(served).furthest());
    }

    static Effect.Ask askSnapshot(long pull) {
        return new Effect.Ask(pull, Optional.empty(), Optional.empty());
    }

    static Effect.Complete complete(Catalog with, Waiter... waiters) {
        return new Effect.Complete(waiters(waiters), with);
    }

    static Effect.Fail unavailable(String reason, Waiter... waiters) {
        return new Effect.Fail(waiters(waiters), new Effect.Failure.Unavailable(reason));
    }

    static Effect.Report report(Catalog catalog) {
        return new Effect.Report(Applied.of(catalog));
    }

    static Effect.PullAfter poll() {
        return new Effect.PullAfter(POLL);
    }

    static Effect.RetryWithin retry(long ceilingMillis) {
        return new Effect.RetryWithin(Duration.ofMillis(ceilingMillis), POLL);
    }
}
