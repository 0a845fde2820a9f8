package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.at;
import static dev.lendersync.replica.Catalogs.delta;
import static dev.lendersync.replica.MachineCases.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state of the live feed with every event; a cell without a case fails. It is 100 s after the beginning, the
/// connection is number 3.
class FeedTableTest {
    private static final Moment BEGUN = moment(70);
    private static final Moment NOW = moment(100);
    private static final Optional<Position> HELD_AT = Optional.of(at(5));
    private static final Feed.Down DOWN = new Feed.Down(3, 2);
    private static final Feed.Connecting CONNECTING = new Feed.Connecting(3, 2, BEGUN);
    private static final Feed.Open FRESHLY_OPEN = Feed.Open.greeted(CONNECTING, NOW);
    private static final Feed.Open PROVEN = Feed.Open.greeted(new Feed.Connecting(3, 0, BEGUN), NOW);
    private static final Frame.Hello HELLO = new Frame.Hello(HELD.position(), HELD.digest(), OptionalLong.of(40), 10);

    private static final Confirmation WORD = new Confirmation(BEGUN, Duration.ofSeconds(3));
    private static final FeedEvent CHANGE = said(new Frame.Change(delta(5, 6)));

    record Case(String name, Feed given, FeedEvent when, Optional<Position> held, Consumer<FeedTable.Step> then) {
        Case(String name, Feed given, FeedEvent when, Consumer<FeedTable.Step> then) {
            this(name, given, when, HELD_AT, then);
        }

        String cell() {
            Object kind = when instanceof FeedEvent.Said said ? said.frame() : when;
            return given.getClass().getSimpleName() + " x " + kind.getClass().getSimpleName();
        }

        @Override
        public String toString() {
            return cell() + ": " + name;
        }
    }

    private static Moment moment(long seconds) {
        return new Moment(
                Instant.ofEpochSecond(seconds), Duration.ofSeconds(seconds).toNanos());
    }

    private static FeedEvent.Said said(Frame.FromServer frame) {
        return new FeedEvent.Said(3, frame);
    }

    private static Frame.Heartbeat beat(OptionalLong ping) {
        return new Frame.Heartbeat(HELD.position(), HELD.digest(), OptionalLong.of(40), ping);
    }

    private static Effect after(long atLeastSeconds, long jitterSeconds) {
        return new Effect.FeedWithin(Duration.ofSeconds(atLeastSeconds), Duration.ofSeconds(jitterSeconds));
    }

    static Stream<Case> cases() {
        return Stream.of(down(), connecting(), timer(), frames(), ends(), late())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> down() {
        return Stream.concat(
                Stream.of(
                        new Case("connects", DOWN, new FeedEvent.TimerRang(), step -> {
                            assertThat(step.feed()).isEqualTo(new Feed.Connecting(4, 2, NOW));
                            assertThat(step.effects()).containsExactly(new Effect.Connect(4, HELD_AT), after(10, 0));
                        }),
                        new Case(
                                "has nowhere to begin",
                                DOWN,
                                new FeedEvent.TimerRang(),
                                Optional.empty(),
                                step -> unmoved(step, DOWN))),
                everything().map(event -> new Case("too late", DOWN, event, step -> unmoved(step, DOWN))));
    }

    private static void unmoved(FeedTable.Step step, Feed feed) {
        assertThat(step).isEqualTo(FeedTable.Step.to(feed));
    }

    private static Stream<FeedEvent> frameEvents() {
        return Stream.of(
                said(HELLO),
                said(new Frame.Change(delta(5, 6))),
                said(beat(OptionalLong.empty())),
                said(new Frame.Resync("why", true)),
                said(new Frame.Goodbye("why", 2_000)),
                said(new Frame.Unknown("news")));
    }

    private static Stream<FeedEvent> everything() {
        return Stream.concat(
                frameEvents(),
                Stream.of(new FeedEvent.Malformed(3, "no JSON"), new FeedEvent.Ended(3, "cut", Optional.empty())));
    }

    private static Stream<Case> connecting() {
        Consumer<FeedTable.Step> hungUp = step -> {
            assertThat(step.feed()).isEqualTo(new Feed.Down(3, 3));
            assertThat(step.effects()).containsExactly(new Effect.Disconnect(3), after(0, 4));
            assertThat(step.news()).isEmpty();
        };
        Stream<Case> rude = frameEvents()
                .skip(1)
                .map(frame -> new Case("nothing comes before the hello", CONNECTING, frame, hungUp));
        Stream<Case> rest = Stream.of(
                new Case("P11 ages count from the request", CONNECTING, said(HELLO), step -> {
                    assertThat(step.feed()).isInstanceOf(Feed.Open.class);
                    assertThat(step.feed().failures()).isEqualTo(2);
                    assertThat(step.effects()).containsExactly(after(5, 0));
                    assertThat(step.news()).contains(new News.Hello(where(BEGUN)));
                }),
                new Case("no hello in time", CONNECTING, new FeedEvent.TimerRang(), hungUp),
                new Case("no frame", CONNECTING, new FeedEvent.Malformed(3, "no JSON"), hungUp),
                new Case("backs off", CONNECTING, new FeedEvent.Ended(3, "404", Optional.empty()), step -> {
                    assertThat(step.feed()).isEqualTo(new Feed.Down(3, 3));
                    assertThat(step.effects()).containsExactly(after(0, 4));
                    assertThat(step.news()).isEmpty();
                }),
                new Case(
                        "keeps away as told",
                        CONNECTING,
                        refused(Duration.ofSeconds(7)),
                        step -> assertThat(step.effects()).containsExactly(after(7, 4))),
                new Case(
                        "P10 no longer than a minute",
                        CONNECTING,
                        refused(Duration.ofDays(1)),
                        step -> assertThat(step.effects()).containsExactly(after(60, 4))));
        return Stream.concat(rude, rest);
    }

    private static FeedEvent refused(Duration retryAfter) {
        return new FeedEvent.Ended(3, "503", Optional.of(retryAfter));
    }

    private static News.Where where(Moment anchor) {
        return new News.Where(
                HELD.position(), HELD.digest(), Optional.of(new Confirmation(anchor, Duration.ofMillis(40))));
    }

    private static Stream<Case> timer() {
        Feed.Open quiet = FRESHLY_OPEN.pingedAt(moment(91)).answered().heardAt(moment(91));
        Feed.Open due = FRESHLY_OPEN.pingedAt(moment(90)).answered().heardAt(moment(90));
        Feed.Open silent = PROVEN.heardAt(moment(74));
        return Stream.of(
                new Case("looks again", quiet, new FeedEvent.TimerRang(), step -> {
                    assertThat(step).isEqualTo(FeedTable.Step.to(quiet, after(5, 0)));
                }),
                new Case("pings every 10 s", due, new FeedEvent.TimerRang(), step -> {
                    assertThat(step.feed()).isEqualTo(due.pingedAt(NOW));
                    assertThat(step.effects()).containsExactly(new Effect.Ping(3, 2), after(5, 0));
                }),
                new Case(
                        "one ping at a time",
                        due.pingedAt(moment(80)),
                        new FeedEvent.TimerRang(),
                        step -> assertThat(step.effects()).containsExactly(after(5, 0))),
                new Case("P4 a phantom is found", silent, new FeedEvent.TimerRang(), step -> {
                    assertThat(step.feed()).isEqualTo(new Feed.Down(3, 1));
                    assertThat(step.effects()).containsExactly(new Effect.Disconnect(3), after(0, 1));
                    assertThat(step.news()).contains(new News.Lost());
                }));
    }

    private static Stream<Case> frames() {
        Feed.Open pinged = FRESHLY_OPEN.pingedAt(moment(95));
        return Stream.of(
                new Case("P11 is told with the connection's last word", pinged.confirmed(WORD), CHANGE, step -> {
                    assertThat(step.news()).contains(new News.Changed(delta(5, 6), Optional.of(WORD)));
                    assertThat(step.effects()).isEmpty();
                }),
                new Case(
                        "P11 without any word",
                        FRESHLY_OPEN,
                        CHANGE,
                        step -> assertThat(step.news()).contains(new News.Changed(delta(5, 6), Optional.empty()))),
                new Case(
                        "P11 an old word carries nobody",
                        pinged,
                        said(new Frame.Heartbeat(
                                HELD.position(), HELD.digest(), OptionalLong.of(20_000), OptionalLong.of(1))),
                        step -> assertThat(step.feed().carries(NOW)).isFalse()),
                new Case("P11 an answer counts from its ping", pinged, said(beat(OptionalLong.of(1))), step -> {
                    assertThat(step.news()).contains(new News.Head(where(moment(95))));
                    assertThat(step.feed().failures()).isZero();
                    assertThat(step.feed().carries(moment(114))).isTrue();
                    assertThat(step.feed().carries(moment(115))).isFalse();
                }),
                new Case("P11 any other counts from the last answer", pinged, said(beat(OptionalLong.of(9))), step -> {
                    assertThat(step.news()).contains(new News.Head(where(BEGUN)));
                    assertThat(step.effects()).isEmpty();
                    assertThat(step.feed().failures()).isEqualTo(2);
                }),
                new Case("an unasked one is asked about", FRESHLY_OPEN, said(beat(OptionalLong.empty())), step -> {
                    assertThat(step.effects()).containsExactly(new Effect.Ping(3, 1));
                    assertThat(step.news()).contains(new News.Head(where(BEGUN)));
                }),
                new Case(
                        "P10 once a second",
                        pinged.answered().pingedAt(NOW).answered(),
                        said(beat(OptionalLong.empty())),
                        step -> assertThat(step.effects()).isEmpty()),
                new Case("P11 without an age", FRESHLY_OPEN, said(ageless()), step -> {
                    News.Head head = (News.Head) step.news().orElseThrow();
                    assertThat(head.where().confirmation()).isEmpty();
                }),
                new Case(
                        "is told",
                        FRESHLY_OPEN,
                        said(new Frame.Resync("why", true)),
                        step -> assertThat(step.news()).contains(new News.Resync(true))),
                new Case("P10 a storm ends the connection", stormy(), said(new Frame.Resync("why", true)), step -> {
                    assertThat(step.feed()).isInstanceOf(Feed.Down.class);
                    assertThat(step.effects()).startsWith(new Effect.Disconnect(3));
                }),
                new Case("comes back when told", PROVEN, said(new Frame.Goodbye("why", 2_000)), step -> {
                    assertThat(step.effects()).containsExactly(new Effect.Disconnect(3), after(2, 0));
                    assertThat(step.news()).isEmpty();
                }),
                new Case(
                        "P10 of no use, backs off",
                        FRESHLY_OPEN,
                        said(new Frame.Goodbye("why", 0)),
                        step -> assertThat(step.effects()).containsExactly(new Effect.Disconnect(3), after(0, 4))),
                new Case("the first one counts", PROVEN, said(HELLO), step -> unmoved(step, PROVEN.heardAt(NOW))),
                new Case(
                        "is for the future",
                        PROVEN,
                        said(new Frame.Unknown("news")),
                        step -> unmoved(step, PROVEN.heardAt(NOW))));
    }

    private static Frame.Heartbeat ageless() {
        return new Frame.Heartbeat(HELD.position(), HELD.digest(), OptionalLong.empty(), OptionalLong.empty());
    }

    private static Feed.Open stormy() {
        Feed.Open open = PROVEN;
        for (int i = 0; i < FeedTable.MAX_RESYNCS; i++) {
            open = open.sentToPull();
        }
        return open;
    }

    private static Stream<Case> ends() {
        Consumer<FeedTable.Step> lost = step -> {
            assertThat(step.feed()).isEqualTo(new Feed.Down(3, 1));
            assertThat(step.effects()).endsWith(after(0, 1));
            assertThat(step.news()).contains(new News.Lost());
        };
        return Stream.of(
                new Case("is lost", PROVEN, new FeedEvent.Ended(3, "cut", Optional.empty()), lost),
                new Case("is lost", PROVEN, new FeedEvent.Malformed(3, "no JSON"), lost));
    }

    /// What an earlier connection says.
    private static Stream<Case> late() {
        Stream<FeedEvent> events = Stream.of(
                new FeedEvent.Said(2, HELLO),
                new FeedEvent.Malformed(2, "no JSON"),
                new FeedEvent.Ended(2, "cut", Optional.empty()));
        return events.flatMap(event -> Stream.of(
                new Case("too late", CONNECTING, event, step -> unmoved(step, CONNECTING)),
                new Case("too late", PROVEN, event, step -> unmoved(step, PROVEN))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void cell(Case cell) {
        cell.then().accept(FeedTable.on(cell.given(), cell.when(), cell.held(), NOW));
    }

    @Test
    void everyCellHasACase() {
        Set<String> wanted = new TreeSet<>();
        Stream<Class<?>> events = Stream.concat(
                MachineTableTest.kinds(FeedEvent.class).filter(kind -> kind != FeedEvent.Said.class),
                MachineTableTest.kinds(Frame.FromServer.class));
        events.forEach(event -> MachineTableTest.kinds(Feed.class)
                .forEach(feed -> wanted.add(feed.getSimpleName() + " x " + event.getSimpleName())));
        assertThat(wanted).hasSize(3 * 9);
        Set<String> covered = cases().map(Case::cell).collect(Collectors.toCollection(TreeSet::new));
        assertThat(covered).isEqualTo(wanted);
    }
}
