package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.OTHER_EPOCH;
import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.catalog;
import static dev.lendersync.replica.Catalogs.delta;
import static dev.lendersync.replica.MachineCases.FRESH;
import static dev.lendersync.replica.MachineCases.FULL;
import static dev.lendersync.replica.MachineCases.HELD;
import static dev.lendersync.replica.MachineCases.NO_AGE;
import static dev.lendersync.replica.MachineCases.PULL;
import static dev.lendersync.replica.MachineCases.REACH_6;
import static dev.lendersync.replica.MachineCases.REACH_9;
import static dev.lendersync.replica.MachineCases.WRONG;
import static dev.lendersync.replica.MachineCases.acknowledge;
import static dev.lendersync.replica.MachineCases.askSince;
import static dev.lendersync.replica.MachineCases.askSnapshot;
import static dev.lendersync.replica.MachineCases.brought;
import static dev.lendersync.replica.MachineCases.complete;
import static dev.lendersync.replica.MachineCases.doubted;
import static dev.lendersync.replica.MachineCases.following;
import static dev.lendersync.replica.MachineCases.fromDisk;
import static dev.lendersync.replica.MachineCases.idle;
import static dev.lendersync.replica.MachineCases.live;
import static dev.lendersync.replica.MachineCases.offline;
import static dev.lendersync.replica.MachineCases.poll;
import static dev.lendersync.replica.MachineCases.stopped;
import static dev.lendersync.replica.MachineCases.taking;
import static dev.lendersync.replica.MachineCases.waiters;
import static dev.lendersync.replica.MachineCases.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.MachineCases.Case;
import dev.lendersync.replica.State.Cause;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The columns of the live feed's news.
final class NewsCells {
    private static final News.Where ELSEWHERE = where(catalog(6));
    private static final News.Where CONTRADICTING = new News.Where(at(5), WRONG, FRESH);
    private static final News.Where BEHIND = where(catalog(4));
    private static final Delta FOREIGN = foreign();

    private NewsCells() {}

    private static Delta foreign() {
        var head = catalog(new Position(OTHER_EPOCH, 6));
        return new Delta(head.position().at(5), head.position(), head.digest(), List.of(), List.of());
    }

    static Stream<Case> cases() {
        return Stream.of(hello(), head(), changed(), changedWhileBusy(), resync(), lost(), overtaken())
                .flatMap(cases -> cases);
    }

    private static State.Idle resting(Waiter... waiting) {
        return idle(following(live()), waiting);
    }

    private static State.Pulling pulling(Waiter... served) {
        return new State.Pulling(following(live()), waiters(served), Waiters.NONE, HELD);
    }

    private static State.TakingSnapshot takingAll(Waiter... served) {
        return taking(Cause.ASKED_FOR, following(live()), served);
    }

    private static void nothing(Transition t) {
        assertThat(t.effects()).isEmpty();
        assertThat(t.state().known().catalog()).contains(HELD);
    }

    private static Stream<Case> hello() {
        return Stream.of(
                new Case("P11 proves the catalog", idle(following(fromDisk())), new News.Hello(where(HELD)), t -> {
                    assertThat(t.effects()).containsExactly(acknowledge(HELD));
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                }),
                new Case("ends an outage", idle(following(offline())), new News.Hello(where(HELD)), t -> {
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Live.class);
                    assertThat(t.state().known().failures()).isZero();
                }),
                new Case(
                        "a new connection is told what we applied, whoever else was",
                        idle(following(live()).with(MachineCases.live().reporting())),
                        new News.Hello(where(HELD)),
                        t -> assertThat(t.effects()).containsExactly(acknowledge(HELD))),
                new Case("the way elsewhere follows", resting(), new News.Hello(ELSEWHERE), NewsCells::nothing),
                new Case("P7 another digest", resting(), new News.Hello(CONTRADICTING), NewsCells::snapshot),
                new Case("proves it during a pull", pulling(PULL), new News.Hello(where(HELD)), t -> {
                    assertThat(t.state()).isInstanceOf(State.Pulling.class);
                    assertThat(t.effects()).containsExactly(acknowledge(HELD));
                }),
                new Case("P7 another digest", pulling(PULL), new News.Hello(CONTRADICTING), NewsCells::snapshot),
                new Case("a snapshot decides", takingAll(), new News.Hello(CONTRADICTING), NewsCells::nothing));
    }

    /// One snapshot, and those who waited wait on.
    private static void snapshot(Transition t) {
        assertThat(t.effects()).containsExactly(askSnapshot(8));
        State.TakingSnapshot taking = (State.TakingSnapshot) t.state();
        assertThat(taking.cause()).isEqualTo(Cause.CONTRADICTED);
        assertThat(taking.known().catalog()).as("P6").contains(HELD);
        assertThat(taking.known().freshness()).isInstanceOf(Freshness.CatchingUp.class);
    }

    private static Stream<Case> head() {
        return Stream.of(
                new Case("P11 confirms", resting(), new News.Head(where(HELD)), t -> {
                    assertThat(t.state().known().confirmed()).isEqualTo(FRESH);
                    assertThat(t.effects()).containsExactly(acknowledge(HELD));
                }),
                new Case("P4 something is missing", resting(REACH_9), new News.Head(ELSEWHERE), t -> {
                    assertThat(t.effects()).containsExactly(askSince(at(5), REACH_9));
                    assertThat(t.state()).isInstanceOf(State.Pulling.class);
                }),
                new Case("a server that lags proves nothing", resting(), new News.Head(BEHIND), NewsCells::nothing),
                new Case("P7 another digest", resting(), new News.Head(CONTRADICTING), NewsCells::snapshot),
                new Case("P7 again is a problem, not a loop", marked(), new News.Head(CONTRADICTING), t -> {
                    assertThat(t.state()).isInstanceOf(State.Idle.class);
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Stopped.class);
                    assertThat(t.effects()).containsExactly(new Effect.PullAfter(java.time.Duration.ofSeconds(60)));
                }),
                new Case(
                        "P11 a contradicted catalog is not proven by repeating",
                        idle(following(doubted())),
                        new News.Head(where(HELD)),
                        NewsCells::nothing),
                new Case("P4 a pull follows the one that runs", pulling(PULL), new News.Head(ELSEWHERE), t -> {
                    assertThat(((State.Pulling) t.state()).queued()).isEqualTo(waiters(Waiter.FEED_PULL));
                    assertThat(t.effects()).isEmpty();
                }),
                new Case("a snapshot decides", takingAll(), new News.Head(CONTRADICTING), NewsCells::nothing));
    }

    private static State.Idle marked() {
        return idle(following(live()).with(new Trust(1, false, false)));
    }

    private static Stream<Case> changed() {
        return Stream.of(
                new Case("P5 a delta that fits", resting(REACH_6, REACH_9), brought(delta(5, 6)), t -> {
                    assertThat(t.state()).isInstanceOf(State.Idle.class);
                    assertThat(((State.Idle) t.state()).waiting()).isEqualTo(waiters(REACH_9));
                    assertThat(t.effects())
                            .containsExactly(
                                    new Effect.Publish(CatalogChange.by(delta(5, 6), HELD, catalog(6))),
                                    new Effect.Save(catalog(6)),
                                    acknowledge(catalog(6)),
                                    complete(catalog(6), REACH_6));
                    assertThat(t.state().known().confirmed())
                            .as("P11 by the connection's word")
                            .isEqualTo(FRESH);
                }),
                new Case(
                        "P11 an earlier word is not one on what a delta leads to",
                        resting(),
                        new News.Changed(delta(5, 6), NO_AGE),
                        t -> assertThat(t.state().known().confirmed()).isEmpty()),
                new Case(
                        "P5 a wider one is right too",
                        resting(),
                        brought(delta(2, 7)),
                        t -> assertThat(t.state().known().catalog()).contains(catalog(7))),
                new Case("P5 a duplicate", resting(), brought(delta(3, 5)), NewsCells::nothing),
                new Case("P5 a gap is closed by a pull", resting(), brought(delta(6, 7)), t -> {
                    assertThat(t.state().known().catalog()).contains(HELD);
                    assertThat(t.effects()).containsExactly(askSince(at(5)));
                }),
                new Case("P5 another epoch", resting(), brought(FOREIGN), t -> {
                    assertThat(t.state().known().catalog()).contains(HELD);
                    assertThat(t.effects()).containsExactly(askSince(at(5)));
                }),
                new Case("P7 a wrong digest", resting(), brought(corrupt()), NewsCells::snapshot),
                new Case(
                        "P7 nothing is built on what was contradicted",
                        idle(following(doubted())),
                        brought(delta(5, 6)),
                        NewsCells::nothing));
    }

    private static Delta corrupt() {
        return new Delta(at(5), at(6), WRONG, delta(5, 6).upserts(), List.of());
    }

    private static Stream<Case> changedWhileBusy() {
        return Stream.of(
                new Case("P5 fits during a pull", pulling(PULL, REACH_6), brought(delta(5, 6)), t -> {
                    assertThat(t.state().known().catalog()).contains(catalog(6));
                    assertThat(((State.Pulling) t.state()).served()).isEqualTo(waiters(PULL));
                    assertThat(t.effects()).contains(complete(catalog(6), REACH_6));
                }),
                new Case("P5 a gap", pulling(PULL), brought(delta(6, 7)), t -> {
                    assertThat(((State.Pulling) t.state()).queued()).isEqualTo(waiters(Waiter.FEED_PULL));
                    assertThat(t.effects()).isEmpty();
                }),
                new Case("P7 a wrong digest", pulling(PULL), brought(corrupt()), NewsCells::snapshot),
                new Case("P3 waits for the snapshot", takingAll(FULL), brought(delta(5, 6)), t -> {
                    nothing(t);
                    assertThat(((State.TakingSnapshot) t.state()).queued()).isEqualTo(waiters(Waiter.FEED_PULL));
                }));
    }

    private static Stream<Case> resync() {
        Consumer<Transition> queued = t -> {
            assertThat(t.effects()).isEmpty();
            assertThat(((State.Busy) t.state()).queued()).isEqualTo(waiters(Waiter.FEED_RESYNC));
        };
        return Stream.of(
                new Case("pulls", resting(), new News.Resync(false), t -> {
                    assertThat(t.effects()).containsExactly(askSince(at(5)));
                    assertThat(t.state().known().reporting().accepted()).isEmpty();
                }),
                new Case("takes everything", resting(), new News.Resync(true), t -> {
                    assertThat(t.effects()).containsExactly(askSnapshot(8));
                    assertThat(((State.TakingSnapshot) t.state()).cause()).isEqualTo(Cause.ASKED_FOR);
                    assertThat(((State.TakingSnapshot) t.state()).served()).isEqualTo(waiters(Waiter.FEED_RESYNC));
                }),
                new Case("a pull that runs is enough", pulling(), new News.Resync(false), t -> {
                    nothing(t);
                    assertThat(t.state().known().reporting().accepted()).isEmpty();
                }),
                new Case("P7 everything is asked for after the frame", pulling(), new News.Resync(true), queued),
                new Case("a snapshot that runs is enough", takingAll(), new News.Resync(false), NewsCells::nothing),
                new Case("P7 everything is asked for after the frame", takingAll(), new News.Resync(true), queued),
                new Case(
                        "P10 a wish kept and one that queued are one",
                        takingAll(Waiter.FEED_RESYNC).with(waiters(Waiter.FEED_RESYNC), waiters(Waiter.FEED_RESYNC)),
                        new Event.PullFailed(7, "no route"),
                        t -> assertThat(((State.TakingSnapshot) t.state()).served())
                                .isEqualTo(waiters(Waiter.FEED_RESYNC))),
                new Case(
                        "P10 a storm of them is one",
                        takingAll().with(Waiters.NONE, waiters(Waiter.FEED_RESYNC)),
                        new News.Resync(true),
                        queued));
    }

    private static Stream<Case> lost() {
        return Stream.of(
                new Case(
                        "P4 a pull comes soon",
                        resting(),
                        new News.Lost(),
                        t -> assertThat(t.effects()).containsExactly(MachineCases.retry(1_000))),
                new Case(
                        "one that failed has its time",
                        idle(following(offline())),
                        new News.Lost(),
                        NewsCells::nothing),
                new Case(
                        "P7 one that is stopped is probed slowly",
                        idle(following(stopped())),
                        new News.Lost(),
                        t -> assertThat(t.effects()).isEmpty()),
                new Case("a pull runs", pulling(), new News.Lost(), NewsCells::nothing),
                new Case("a pull runs", takingAll(), new News.Lost(), NewsCells::nothing));
    }

    /// Answers to a pull that the feed was faster than.
    private static Stream<Case> overtaken() {
        Known ahead = following(live().proven(catalog(6), Optional.empty(), Trust.FULL));
        State.Pulling pulling = new State.Pulling(ahead, waiters(PULL), Waiters.NONE, HELD);
        Consumer<Transition> kept = t -> {
            assertThat(t.state()).isInstanceOf(State.Idle.class);
            assertThat(t.state().known().catalog()).as("P3").contains(catalog(6));
            assertThat(t.state().known().confirmed())
                    .as("P11 no word on what came later")
                    .isEmpty();
            assertThat(t.effects()).containsExactly(complete(catalog(6), PULL), acknowledge(catalog(6)), poll());
        };
        return Stream.of(
                new Case("the feed was faster", pulling, new Event.Unchanged(7, HELD.digest(), FRESH), kept),
                new Case("the feed was faster", pulling, new Event.Unchanged(7, WRONG, FRESH), kept),
                new Case("P5 the feed was faster", pulling, new Event.Changes(7, delta(5, 6), FRESH), kept),
                new Case(
                        "P5 wider than the feed",
                        pulling,
                        new Event.Changes(7, delta(5, 7), FRESH),
                        t -> assertThat(t.state().known().catalog()).contains(catalog(7))));
    }
}
