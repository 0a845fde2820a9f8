package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;
import static dev.lendersync.replica.Catalogs.delta;
import static dev.lendersync.replica.MachineCases.FIRST;
import static dev.lendersync.replica.MachineCases.FRESH;
import static dev.lendersync.replica.MachineCases.FULL;
import static dev.lendersync.replica.MachineCases.HELD;
import static dev.lendersync.replica.MachineCases.PULL;
import static dev.lendersync.replica.MachineCases.REACH_6;
import static dev.lendersync.replica.MachineCases.REACH_9;
import static dev.lendersync.replica.MachineCases.WRONG;
import static dev.lendersync.replica.MachineCases.askSnapshot;
import static dev.lendersync.replica.MachineCases.came;
import static dev.lendersync.replica.MachineCases.cameToEmpty;
import static dev.lendersync.replica.MachineCases.complete;
import static dev.lendersync.replica.MachineCases.doubted;
import static dev.lendersync.replica.MachineCases.empty;
import static dev.lendersync.replica.MachineCases.live;
import static dev.lendersync.replica.MachineCases.poll;
import static dev.lendersync.replica.MachineCases.report;
import static dev.lendersync.replica.MachineCases.retry;
import static dev.lendersync.replica.MachineCases.snapshotOf;
import static dev.lendersync.replica.MachineCases.stopped;
import static dev.lendersync.replica.MachineCases.taking;
import static dev.lendersync.replica.MachineCases.unavailable;
import static dev.lendersync.replica.MachineCases.waiters;
import static dev.lendersync.replica.State.Cause.ASKED_FOR;
import static dev.lendersync.replica.State.Cause.CONTRADICTED;
import static dev.lendersync.replica.State.Cause.GONE;
import static dev.lendersync.replica.State.Cause.NOTHING_YET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Snapshot;
import dev.lendersync.replica.MachineCases.Case;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The row of the state *taking a snapshot*.
final class TakingSnapshotCells {
    private TakingSnapshotCells() {}

    static Stream<Case> cases() {
        return Stream.of(taken(), versions(), unverified(), failures(), rest()).flatMap(cases -> cases);
    }

    private static Stream<Case> taken() {
        return Stream.of(
                new Case("the first catalog", taking(NOTHING_YET, empty(), FIRST), cameToEmpty(HELD), t -> {
                    assertThat(t.effects())
                            .containsExactly(
                                    new Effect.Publish(CatalogChange.to(HELD, Optional.empty())),
                                    new Effect.Save(HELD),
                                    new Effect.FeedWithin(Duration.ZERO, Duration.ZERO),
                                    complete(HELD, FIRST),
                                    report(HELD),
                                    poll());
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                }),
                new Case(
                        "P6 an empty catalog is a catalog",
                        taking(NOTHING_YET, empty(), FIRST),
                        cameToEmpty(Catalog.empty(at(3))),
                        t -> assertThat(t.effects()).contains(complete(Catalog.empty(at(3)), FIRST))),
                new Case(
                        "the same catalog again is saved, not published",
                        taking(ASKED_FOR, live(), FULL),
                        came(HELD),
                        t -> assertThat(t.effects())
                                .containsExactly(new Effect.Save(HELD), complete(HELD, FULL), poll())),
                new Case(
                        "a snapshot replaces a contradicted catalog",
                        taking(CONTRADICTED, doubted()),
                        came(forked()),
                        t -> {
                            assertThat(t.state().known().catalog()).contains(forked());
                            assertThat(t.state().known().trust()).isEqualTo(new Trust(1, false, false));
                            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                        }),
                new Case("a stopped replica recovers", taking(CONTRADICTED, stopped()), came(catalog(6)), t -> {
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                    assertThat(t.effects()).endsWith(poll());
                }),
                new Case(
                        "an answer to another pull is too late",
                        taking(ASKED_FOR, live()),
                        new Event.SnapshotCame(6, snapshotOf(catalog(9)), FRESH),
                        t -> assertThat(t.effects()).isEmpty()));
    }

    private static Stream<Case> versions() {
        Catalog otherEpoch = catalog(new Position(Catalogs.OTHER_EPOCH, 2));
        return Stream.of(
                new Case(
                        "P3 an older version of our epoch is refused",
                        taking(ASKED_FOR, live(), FULL),
                        came(catalog(4)),
                        t -> {
                            assertThat(t.state().known().catalog()).contains(HELD);
                            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Offline.class);
                            assertThat(t.effects()).contains(retry(1_000));
                        }),
                new Case(
                        "P3 after a contradiction too, but then our position is asked about",
                        taking(CONTRADICTED, doubted()),
                        came(catalog(4)),
                        t -> {
                            assertThat(t.state().known().catalog()).contains(HELD);
                            assertThat(t.state().known().trust().doubted()).isFalse();
                            assertThat(t.state().known().trust().outrun()).isTrue();
                        }),
                new Case(
                        "P3 after a 410 it is taken",
                        taking(GONE, live()),
                        came(catalog(4)),
                        t -> assertThat(t.state().known().catalog()).contains(catalog(4))),
                new Case(
                        "another epoch is taken",
                        taking(ASKED_FOR, live()),
                        came(otherEpoch),
                        t -> assertThat(t.state().known().catalog()).contains(otherEpoch)));
    }

    private static Stream<Case> unverified() {
        Event wrong = new Event.SnapshotCame(7, new Snapshot(catalog(6), WRONG), FRESH);
        return Stream.of(
                new Case("P7 a wrong digest: once more", taking(GONE, live(), PULL), wrong, t -> {
                    assertThat(t.state().known().catalog()).contains(HELD);
                    assertThat(t.effects()).containsExactly(askSnapshot(8));
                }),
                new Case(
                        "P7 twice in a row: a problem, no loop",
                        taking(CONTRADICTED, doubted(), PULL, REACH_6),
                        wrong,
                        t -> {
                            assertThat(t.state().known().catalog()).contains(HELD);
                            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Stopped.class);
                            assertThat(t.effects())
                                    .containsExactly(
                                            unavailable(Honesty.MISMATCH, PULL, REACH_6),
                                            new Effect.PullAfter(Duration.ofSeconds(60)));
                        }));
    }

    private static Stream<Case> failures() {
        State failing = taking(GONE, live(), PULL);
        Consumer<Transition> failed = t -> {
            assertThat(t.state()).isInstanceOf(State.Idle.class);
            assertThat(t.state().known().catalog()).contains(HELD);
            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Offline.class);
            assertThat(t.effects()).hasSize(2).contains(retry(1_000));
        };
        return Stream.of(
                new Case("P6 the old catalog is served on", failing, new Event.PullFailed(7, "cut off"), failed),
                new Case("no delta was asked for", failing, new Event.Changes(7, delta(5, 6), FRESH), failed),
                new Case(
                        "nothing was asked that could be unchanged",
                        failing,
                        new Event.Unchanged(7, HELD.digest(), FRESH),
                        failed),
                new Case("a snapshot cannot be gone", failing, new Event.ResyncRequired(7), failed),
                new Case(
                        "a stopped replica stays so, probing slowly",
                        taking(CONTRADICTED, stopped()),
                        new Event.PullFailed(7, "cut off"),
                        t -> {
                            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Stopped.class);
                            assertThat(t.effects()).containsExactly(new Effect.PullAfter(Duration.ofSeconds(60)));
                        }));
    }

    private static Stream<Case> rest() {
        State.TakingSnapshot waited = taking(ASKED_FOR, live(), FULL).with(waiters(FULL), waiters(REACH_9));
        return Stream.of(
                new Case(
                        "one runs already",
                        waited,
                        new Event.PullDue(),
                        t -> assertThat(t.effects()).isEmpty()),
                new Case("a call during a snapshot gets the next pull", waited, new Event.Asked(PULL), t -> {
                    assertThat(((State.TakingSnapshot) t.state()).queued()).isEqualTo(waiters(REACH_9, PULL));
                    assertThat(t.effects()).isEmpty();
                }),
                new Case(
                        "gives up",
                        waited,
                        new Event.DeadlinePassed(9),
                        t -> assertThat(t.effects())
                                .containsExactly(
                                        new Effect.Fail(waiters(REACH_9), new Effect.Failure.NotReached(at(9))))),
                new Case(
                        "nothing came in time",
                        taking(NOTHING_YET, empty(), FIRST),
                        new Event.DeadlinePassed(10),
                        t -> assertThat(t.effects())
                                .containsExactly(unavailable("The Staff App did not answer in time", FIRST))),
                new Case(
                        "a contradicted catalog is not reported",
                        taking(CONTRADICTED, doubted().with(Reporting.NOTHING)),
                        new Event.ReportEnded(Applied.of(catalog(4)), true),
                        t -> assertThat(t.effects()).isEmpty()),
                new Case(
                        "all who wait are told",
                        waited,
                        new Event.CloseAsked(),
                        t -> assertThat(t.effects())
                                .containsExactly(
                                        new Effect.Fail(waiters(FULL, REACH_9), new Effect.Failure.Closed()))));
    }

    /// Our position with another content.
    private static Catalog forked() {
        return Catalog.of(at(5), java.util.List.of(Catalogs.product(1, 5, "another")));
    }
}
