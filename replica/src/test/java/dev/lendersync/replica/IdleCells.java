package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;
import static dev.lendersync.replica.Catalogs.delta;
import static dev.lendersync.replica.MachineCases.FIRST;
import static dev.lendersync.replica.MachineCases.FRESH;
import static dev.lendersync.replica.MachineCases.FULL;
import static dev.lendersync.replica.MachineCases.HELD;
import static dev.lendersync.replica.MachineCases.PULL;
import static dev.lendersync.replica.MachineCases.REACH_5;
import static dev.lendersync.replica.MachineCases.REACH_6;
import static dev.lendersync.replica.MachineCases.REACH_9;
import static dev.lendersync.replica.MachineCases.WRONG;
import static dev.lendersync.replica.MachineCases.askSince;
import static dev.lendersync.replica.MachineCases.askSnapshot;
import static dev.lendersync.replica.MachineCases.came;
import static dev.lendersync.replica.MachineCases.complete;
import static dev.lendersync.replica.MachineCases.doubted;
import static dev.lendersync.replica.MachineCases.empty;
import static dev.lendersync.replica.MachineCases.fromDisk;
import static dev.lendersync.replica.MachineCases.idle;
import static dev.lendersync.replica.MachineCases.live;
import static dev.lendersync.replica.MachineCases.offline;
import static dev.lendersync.replica.MachineCases.report;
import static dev.lendersync.replica.MachineCases.unavailable;
import static dev.lendersync.replica.MachineCases.waiters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.replica.MachineCases.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The row of the state *idle*.
final class IdleCells {
    private IdleCells() {}

    static Stream<Case> cases() {
        return Stream.of(pulls(), calls(), late(), rest()).flatMap(cases -> cases);
    }

    private static Stream<Case> pulls() {
        return Stream.of(
                new Case("asks what changed", idle(live()), new Event.PullDue(), t -> {
                    assertThat(t.state()).isInstanceOf(State.Pulling.class);
                    assertThat(t.effects()).containsExactly(askSince(at(5)));
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                }),
                new Case("serves who still waits", idle(live(), REACH_6, REACH_9), new Event.PullDue(), t -> {
                    assertThat(t.effects()).containsExactly(askSince(at(5), REACH_9));
                    assertThat(((State.Pulling) t.state()).served()).isEqualTo(waiters(REACH_6, REACH_9));
                }),
                new Case("without a catalog takes a snapshot", idle(empty()), new Event.PullDue(), t -> {
                    assertThat(t.effects()).containsExactly(askSnapshot(1));
                    assertThat(((State.TakingSnapshot) t.state()).cause()).isEqualTo(State.Cause.NOTHING_YET);
                }),
                new Case(
                        "P4 after a snapshot older than ours asks first, though the feed wants everything",
                        idle(live().with(Trust.FULL.asking()), Waiter.FEED_RESYNC),
                        new Event.PullDue(),
                        t -> {
                            assertThat(t.effects()).containsExactly(askSince(at(5)));
                            assertThat(((State.Pulling) t.state()).served()).isEqualTo(waiters(Waiter.FEED_RESYNC));
                        }),
                new Case(
                        "P7 a contradicted catalog is replaced, not asked about",
                        idle(doubted()),
                        new Event.PullDue(),
                        t -> {
                            assertThat(t.effects()).containsExactly(askSnapshot(8));
                            assertThat(((State.TakingSnapshot) t.state()).cause())
                                    .isEqualTo(State.Cause.CONTRADICTED);
                        }));
    }

    private static Stream<Case> calls() {
        return Stream.of(
                new Case("pulls at once", idle(offline()), new Event.Asked(PULL), t -> {
                    assertThat(t.effects()).containsExactly(askSince(at(5)));
                    assertThat(((State.Pulling) t.state()).served()).isEqualTo(waiters(PULL));
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Offline.class);
                }),
                new Case("takes a snapshot when asked for one", idle(live()), new Event.Asked(FULL), t -> {
                    assertThat(t.effects()).containsExactly(askSnapshot(8));
                    assertThat(((State.TakingSnapshot) t.state()).cause()).isEqualTo(State.Cause.ASKED_FOR);
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                }),
                new Case("a position reached is answered at once", idle(live()), new Event.Asked(REACH_5), t -> {
                    assertThat(t.state()).isInstanceOf(State.Idle.class);
                    assertThat(t.effects()).containsExactly(complete(HELD, REACH_5));
                }),
                new Case("a position ahead is pulled for", idle(live()), new Event.Asked(REACH_6), t -> {
                    assertThat(t.effects()).containsExactly(askSince(at(5), REACH_6));
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.CatchingUp.class);
                }),
                new Case(
                        "a first catalog from disk is enough",
                        idle(fromDisk()),
                        new Event.Asked(FIRST),
                        t -> assertThat(t.effects()).containsExactly(complete(HELD, FIRST))));
    }

    /// Answers to a pull that is over change nothing.
    private static Stream<Case> late() {
        Consumer<Transition> nothing = t -> {
            assertThat(t.state()).isEqualTo(idle(live().with(t.state().known().freshness())));
            assertThat(t.effects()).isEmpty();
        };
        return Stream.of(
                        new Event.Unchanged(7, WRONG, FRESH),
                        new Event.Changes(7, delta(5, 6), FRESH),
                        came(catalog(9)),
                        new Event.ResyncRequired(7),
                        new Event.PullFailed(7, "late"))
                .map(answer -> new Case("too late", idle(live()), answer, nothing));
    }

    private static Stream<Case> rest() {
        return Stream.of(
                new Case(
                        "the position was not reached",
                        idle(live(), REACH_6, REACH_9),
                        new Event.DeadlinePassed(6),
                        t -> {
                            assertThat(((State.Idle) t.state()).waiting()).isEqualTo(waiters(REACH_9));
                            assertThat(t.effects())
                                    .containsExactly(
                                            new Effect.Fail(waiters(REACH_6), new Effect.Failure.NotReached(at(6))));
                        }),
                new Case(
                        "offline, the reason is the trouble",
                        idle(offline(), REACH_6),
                        new Event.DeadlinePassed(6),
                        t -> assertThat(t.effects()).containsExactly(unavailable("no route", REACH_6))),
                new Case("who was answered has no deadline", idle(live(), REACH_6), new Event.DeadlinePassed(1), t -> {
                    assertThat(((State.Idle) t.state()).waiting()).isEqualTo(waiters(REACH_6));
                    assertThat(t.effects()).isEmpty();
                }),
                new Case(
                        "a report of what we moved on from is followed by the next",
                        reporting(),
                        new Event.ReportEnded(Applied.of(catalog(4)), true),
                        t -> {
                            assertThat(t.effects()).containsExactly(report(HELD));
                            assertThat(t.state().known().reporting())
                                    .isEqualTo(new Reporting(Optional.of(Applied.of(catalog(4))), true));
                        }),
                new Case(
                        "a report taken is the last", reporting(), new Event.ReportEnded(Applied.of(HELD), true), t -> {
                            assertThat(t.effects()).isEmpty();
                            assertThat(t.state().known().reporting())
                                    .isEqualTo(new Reporting(Optional.of(Applied.of(HELD)), false));
                        }),
                new Case(
                        "a report that failed waits for the next pull",
                        reporting(),
                        new Event.ReportEnded(Applied.of(HELD), false),
                        t -> {
                            assertThat(t.effects()).isEmpty();
                            assertThat(t.state().known().reporting()).isEqualTo(Reporting.NOTHING);
                        }),
                new Case("who waits is told", idle(live(), REACH_9), new Event.CloseAsked(), t -> {
                    assertThat(t.state()).isInstanceOf(State.Closed.class);
                    assertThat(t.effects())
                            .isEqualTo(List.of(new Effect.Fail(waiters(REACH_9), new Effect.Failure.Closed())));
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Stopped.class);
                }));
    }

    private static State reporting() {
        return idle(live().with(new Reporting(Optional.empty(), true)));
    }
}
