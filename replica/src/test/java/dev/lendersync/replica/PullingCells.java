package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;
import static dev.lendersync.replica.Catalogs.delta;
import static dev.lendersync.replica.MachineCases.FRESH;
import static dev.lendersync.replica.MachineCases.FULL;
import static dev.lendersync.replica.MachineCases.HELD;
import static dev.lendersync.replica.MachineCases.LATER_PULL;
import static dev.lendersync.replica.MachineCases.NOW;
import static dev.lendersync.replica.MachineCases.NO_AGE;
import static dev.lendersync.replica.MachineCases.PULL;
import static dev.lendersync.replica.MachineCases.REACH_5;
import static dev.lendersync.replica.MachineCases.REACH_6;
import static dev.lendersync.replica.MachineCases.REACH_9;
import static dev.lendersync.replica.MachineCases.WRONG;
import static dev.lendersync.replica.MachineCases.askSince;
import static dev.lendersync.replica.MachineCases.askSnapshot;
import static dev.lendersync.replica.MachineCases.came;
import static dev.lendersync.replica.MachineCases.complete;
import static dev.lendersync.replica.MachineCases.fromDisk;
import static dev.lendersync.replica.MachineCases.live;
import static dev.lendersync.replica.MachineCases.poll;
import static dev.lendersync.replica.MachineCases.pulling;
import static dev.lendersync.replica.MachineCases.report;
import static dev.lendersync.replica.MachineCases.retry;
import static dev.lendersync.replica.MachineCases.unavailable;
import static dev.lendersync.replica.MachineCases.waiters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.MachineCases.Case;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The row of the state *pulling*.
final class PullingCells {
    private PullingCells() {}

    static Stream<Case> cases() {
        return Stream.of(calls(), unchanged(), changes(), contradictions(), failures(), rest())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> calls() {
        return Stream.of(
                new Case("one runs already", pulling(PULL), new Event.PullDue(), PullingCells::nothing),
                new Case("a call during a pull gets the next one", pulling(PULL), new Event.Asked(LATER_PULL), t -> {
                    assertThat(((State.Pulling) t.state()).served()).isEqualTo(waiters(PULL));
                    assertThat(((State.Pulling) t.state()).queued()).isEqualTo(waiters(LATER_PULL));
                    assertThat(t.effects()).isEmpty();
                }),
                new Case(
                        "a position reached is answered at once",
                        pulling(),
                        new Event.Asked(REACH_5),
                        t -> assertThat(t.effects()).containsExactly(complete(HELD, REACH_5))));
    }

    private static Stream<Case> unchanged() {
        return Stream.of(
                new Case(
                        "P7 who wants everything is not content with less",
                        pulling(FULL),
                        new Event.Unchanged(7, HELD.digest(), FRESH),
                        t -> {
                            assertThat(((State.Idle) t.state()).waiting()).isEqualTo(waiters(FULL));
                            assertThat(t.effects()).containsExactly(poll());
                        }),
                new Case("equal digests prove the catalog", pulling(PULL), unchangedAt(HELD.digest()), t -> {
                    assertThat(t.state()).isInstanceOf(State.Idle.class);
                    assertThat(t.effects()).containsExactly(complete(HELD, PULL), poll());
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                }),
                new Case(
                        "P11 without any age it is not live",
                        new State.Pulling(fromDisk(), waiters(PULL), Waiters.NONE, HELD),
                        new Event.Unchanged(0, HELD.digest(), NO_AGE),
                        t -> {
                            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Offline.class);
                            assertThat(t.effects()).containsExactly(complete(HELD, PULL), report(HELD), poll());
                        }),
                new Case(
                        "an earlier word on the same catalog still counts",
                        pulling(),
                        new Event.Unchanged(
                                7, HELD.digest(), Optional.of(new Confirmation(NOW, Duration.ofSeconds(40)))),
                        t -> {
                            assertThat(t.state().known().confirmed()).isEqualTo(FRESH);
                            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                        }),
                new Case(
                        "P11 an old age is not live",
                        new State.Pulling(fromDisk(), Waiters.NONE, Waiters.NONE, HELD),
                        new Event.Unchanged(
                                0, HELD.digest(), Optional.of(new Confirmation(NOW, Duration.ofMillis(30_001)))),
                        t -> {
                            Freshness freshness = t.state().known().freshness();
                            assertThat(freshness).isInstanceOf(Freshness.Offline.class);
                            assertThat(freshness.since()).isEqualTo(NOW.wall().minusMillis(1));
                        }),
                new Case(
                        "a catalog from disk, proven, is reported",
                        new State.Pulling(fromDisk(), Waiters.NONE, Waiters.NONE, HELD),
                        new Event.Unchanged(0, HELD.digest(), FRESH),
                        t -> assertThat(t.effects()).containsExactly(report(HELD), poll())),
                new Case(
                        "who called meanwhile gets the next pull now",
                        pulling(PULL).with(waiters(PULL), waiters(LATER_PULL, FULL)),
                        unchangedAt(HELD.digest()),
                        t -> {
                            assertThat(t.effects()).containsExactly(complete(HELD, PULL), askSnapshot(8));
                            assertThat(((State.TakingSnapshot) t.state()).served())
                                    .isEqualTo(waiters(LATER_PULL, FULL));
                        }),
                new Case(
                        "a position not reached is pulled for again",
                        pulling(PULL, REACH_6),
                        unchangedAt(HELD.digest()),
                        t -> {
                            assertThat(((State.Idle) t.state()).waiting()).isEqualTo(waiters(REACH_6));
                            assertThat(t.effects()).containsExactly(complete(HELD, PULL), retry(500));
                        }),
                new Case(
                        "an answer to another pull is too late",
                        pulling(PULL),
                        new Event.Unchanged(6, WRONG, FRESH),
                        PullingCells::nothing));
    }

    private static Stream<Case> changes() {
        return Stream.of(
                new Case(
                        "a delta that fits is published, kept, reported",
                        pulling(PULL, REACH_6, REACH_9),
                        new Event.Changes(7, delta(5, 6), FRESH),
                        t -> {
                            assertThat(t.state().known().catalog()).contains(catalog(6));
                            assertThat(t.effects())
                                    .containsExactly(
                                            new Effect.Publish(CatalogChange.by(delta(5, 6), HELD, catalog(6))),
                                            new Effect.Save(catalog(6)),
                                            complete(catalog(6), PULL, REACH_6),
                                            report(catalog(6)),
                                            retry(500));
                        }),
                new Case(
                        "P5 a wider delta is right too",
                        pulling(),
                        new Event.Changes(7, delta(3, 8), FRESH),
                        t -> assertThat(t.state().known().catalog()).contains(catalog(8))),
                new Case(
                        "who waited for it, even queued, is answered",
                        pulling().with(Waiters.NONE, waiters(REACH_6)),
                        new Event.Changes(7, delta(5, 6), FRESH),
                        t -> assertThat(t.effects()).contains(complete(catalog(6), REACH_6), poll())));
    }

    private static Stream<Case> contradictions() {
        Delta wrong = new Delta(at(5), at(6), WRONG, List.of(), List.of());
        Delta gap = delta(6, 7);
        Delta old = delta(3, 4);
        Position other = new Position(Catalogs.OTHER_EPOCH, 5);
        Delta foreign = new Delta(other, other.at(6), WRONG, List.of(), List.of());
        Consumer<Transition> snapshot = t -> {
            assertThat(((State.TakingSnapshot) t.state()).cause()).isEqualTo(State.Cause.CONTRADICTED);
            assertThat(t.state().known().catalog()).contains(HELD);
            assertThat(t.effects()).containsExactly(askSnapshot(8));
            assertThat(t.state().known().freshness()).isInstanceOf(Freshness.CatchingUp.class);
        };
        State marked =
                new State.Pulling(live().with(new Trust(1, false, false)), waiters(PULL, REACH_6), Waiters.NONE, HELD);
        return Stream.of(
                new Case("P7 another digest at our position: a snapshot", pulling(), unchangedAt(WRONG), snapshot),
                new Case(
                        "P7 a delta with a wrong digest: dropped, a snapshot",
                        pulling(),
                        new Event.Changes(7, wrong, FRESH),
                        snapshot),
                new Case("P5 a gap: a snapshot", pulling(), new Event.Changes(7, gap, FRESH), snapshot),
                new Case(
                        "P5 a duplicate that was not asked for: a snapshot",
                        pulling(),
                        new Event.Changes(7, old, FRESH),
                        snapshot),
                new Case("P5 another epoch: a snapshot", pulling(), new Event.Changes(7, foreign, FRESH), snapshot),
                new Case("P7 twice in a row: a problem, no loop", marked, unchangedAt(WRONG), t -> {
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Stopped.class);
                    assertThat(t.effects())
                            .containsExactly(
                                    unavailable(Honesty.MISMATCH, PULL, REACH_6),
                                    new Effect.PullAfter(Duration.ofSeconds(60)));
                }));
    }

    private static Stream<Case> failures() {
        return Stream.of(
                new Case("P6 410: a snapshot, the old catalog stays", pulling(PULL), new Event.ResyncRequired(7), t -> {
                    assertThat(((State.TakingSnapshot) t.state()).cause()).isEqualTo(State.Cause.GONE);
                    assertThat(((State.TakingSnapshot) t.state()).served()).isEqualTo(waiters(PULL));
                    assertThat(t.state().known().catalog()).contains(HELD);
                    assertThat(t.effects()).containsExactly(askSnapshot(8));
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.CatchingUp.class);
                }),
                new Case("a snapshot was not asked for", pulling(PULL), came(catalog(9)), t -> {
                    assertThat(t.state().known().catalog()).contains(HELD);
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Offline.class);
                }),
                new Case(
                        "offline, serving on; patient ones wait on",
                        pulling(PULL, REACH_6),
                        new Event.PullFailed(7, "broken"),
                        t -> {
                            assertThat(t.state().known().catalog()).contains(HELD);
                            assertThat(t.state().known().freshness().reason()).contains("broken");
                            assertThat(((State.Idle) t.state()).waiting()).isEqualTo(waiters(REACH_6));
                            assertThat(t.effects()).containsExactly(unavailable("broken", PULL), retry(500));
                        }),
                new Case(
                        "the first retry comes within a second",
                        pulling(),
                        new Event.PullFailed(7, "broken"),
                        t -> assertThat(t.effects()).containsExactly(retry(1_000))),
                new Case(
                        "later retries within 30 s",
                        new State.Pulling(failedTimes(40), Waiters.NONE, Waiters.NONE, HELD),
                        new Event.PullFailed(7, "broken"),
                        t -> assertThat(t.effects()).containsExactly(retry(30_000))),
                new Case(
                        "who called meanwhile gets a pull now",
                        pulling(PULL).with(waiters(PULL), waiters(LATER_PULL)),
                        new Event.PullFailed(7, "broken"),
                        t -> {
                            assertThat(((State.Pulling) t.state()).served()).isEqualTo(waiters(LATER_PULL));
                            assertThat(t.effects()).containsExactly(unavailable("broken", PULL), askSince(at(5)));
                        }));
    }

    private static Stream<Case> rest() {
        State.Pulling waited = pulling(REACH_6).with(waiters(REACH_6), waiters(REACH_9));
        return Stream.of(
                new Case("a served one gives up", waited, new Event.DeadlinePassed(6), t -> {
                    assertThat(((State.Pulling) t.state()).served().isEmpty()).isTrue();
                    assertThat(t.effects())
                            .containsExactly(new Effect.Fail(waiters(REACH_6), new Effect.Failure.NotReached(at(6))));
                }),
                new Case("a queued one gives up", waited, new Event.DeadlinePassed(9), t -> {
                    assertThat(((State.Pulling) t.state()).queued().isEmpty()).isTrue();
                    assertThat(t.effects())
                            .containsExactly(new Effect.Fail(waiters(REACH_9), new Effect.Failure.NotReached(at(9))));
                }),
                new Case(
                        "a report ends",
                        pulling(PULL),
                        new Event.ReportEnded(Applied.of(HELD), true),
                        PullingCells::nothing),
                new Case(
                        "all who wait are told",
                        waited,
                        new Event.CloseAsked(),
                        t -> assertThat(t.effects())
                                .containsExactly(
                                        new Effect.Fail(waiters(REACH_6, REACH_9), new Effect.Failure.Closed()))));
    }

    private static Known failedTimes(int failures) {
        Known known = live();
        for (int i = 0; i < failures; i++) {
            known = known.failed("broken");
        }
        return known;
    }

    private static Event.Unchanged unchangedAt(dev.lendersync.protocol.Digest digest) {
        return new Event.Unchanged(7, digest, FRESH);
    }

    private static void nothing(Transition t) {
        assertThat(t.state()).isEqualTo(pulling(PULL).with(t.state().known()));
        assertThat(t.effects()).isEmpty();
    }
}
