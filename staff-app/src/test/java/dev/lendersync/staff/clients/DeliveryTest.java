package dev.lendersync.staff.clients;

import static dev.lendersync.staff.clients.Heads.applied;
import static dev.lendersync.staff.clients.Heads.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.staff.clients.Delivery.Accepted;
import dev.lendersync.staff.clients.Delivery.Due;
import dev.lendersync.staff.clients.Delivery.Event;
import dev.lendersync.staff.clients.Delivery.Failed;
import dev.lendersync.staff.clients.Delivery.HeadMoved;
import dev.lendersync.staff.clients.Delivery.Idle;
import dev.lendersync.staff.clients.Delivery.LineUp;
import dev.lendersync.staff.clients.Delivery.Nothing;
import dev.lendersync.staff.clients.Delivery.Queued;
import dev.lendersync.staff.clients.Delivery.Send;
import dev.lendersync.staff.clients.Delivery.Sending;
import dev.lendersync.staff.clients.Delivery.SignOfLife;
import dev.lendersync.staff.clients.Delivery.Step;
import dev.lendersync.staff.clients.Delivery.Turn;
import dev.lendersync.staff.clients.Delivery.Wait;
import dev.lendersync.staff.clients.Delivery.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryTest {
    private static final Optional<Head> NEVER = Optional.empty();
    private static final Optional<Head> AT_3 = Optional.of(head(3));
    /// The newest head in every cell of the table.
    private static final Head NEWEST = head(5);

    private static final Delivery IDLE = new Idle(AT_3);
    private static final Delivery QUEUED = new Queued(AT_3, 2);
    private static final Delivery SENDING = new Sending(AT_3, 2, head(4));
    private static final Delivery WAITING = new Waiting(AT_3, 2);

    private static final Event MOVED = new HeadMoved();
    private static final Event TURN = new Turn();
    private static final Event ACCEPTED = new Accepted(applied(4));
    private static final Event FAILED = new Failed(Optional.empty(), 0);
    private static final Event DUE = new Due();
    private static final Event ALIVE = new SignOfLife();

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(IDLE, MOVED, new Step(new Queued(AT_3, 0), new LineUp())),
                Arguments.of(new Idle(NEVER), MOVED, new Step(new Queued(NEVER, 0), new LineUp())),
                Arguments.of(
                        new Idle(Optional.of(NEWEST)), MOVED, new Step(new Idle(Optional.of(NEWEST)), new Nothing())),
                Arguments.of(QUEUED, MOVED, new Step(QUEUED, new Nothing())),
                Arguments.of(SENDING, MOVED, new Step(SENDING, new Nothing())),
                // A new head never shortens a backoff.
                Arguments.of(WAITING, MOVED, new Step(WAITING, new Nothing())),
                // The head that is newest when its turn comes, not when it lined up.
                Arguments.of(QUEUED, TURN, new Step(new Sending(AT_3, 2, NEWEST), new Send(NEWEST))),
                // Told of 4, but 5 is out: once more, and the failures are forgotten.
                Arguments.of(SENDING, ACCEPTED, new Step(new Queued(Optional.of(head(4)), 0), new LineUp())),
                // Told of 4, but pulled 5.
                Arguments.of(SENDING, new Accepted(applied(5)), new Step(new Idle(Optional.of(NEWEST)), new Nothing())),
                // Claims a position that nobody made: it is told all the same.
                Arguments.of(
                        SENDING, new Accepted(applied(6)), new Step(new Queued(Optional.of(head(4)), 0), new LineUp())),
                Arguments.of(
                        new Sending(AT_3, 0, NEWEST), ACCEPTED, new Step(new Idle(Optional.of(NEWEST)), new Nothing())),
                Arguments.of(SENDING, FAILED, new Step(new Waiting(AT_3, 3), new Wait(Duration.ofSeconds(10)))),
                Arguments.of(
                        SENDING,
                        new Failed(Optional.of(Duration.ofSeconds(100)), 1),
                        new Step(new Waiting(AT_3, 3), new Wait(Duration.ofSeconds(120)))),
                Arguments.of(
                        new Sending(NEVER, 0, NEWEST),
                        FAILED,
                        new Step(new Waiting(NEVER, 1), new Wait(Duration.ZERO))),
                Arguments.of(WAITING, DUE, new Step(QUEUED, new LineUp())),
                Arguments.of(IDLE, ALIVE, new Step(IDLE, new Nothing())),
                Arguments.of(QUEUED, ALIVE, new Step(QUEUED, new Nothing())),
                Arguments.of(SENDING, ALIVE, new Step(SENDING, new Nothing())),
                // Still among those that fail, but the schedule begins anew.
                Arguments.of(WAITING, ALIVE, new Step(new Queued(AT_3, 1), new LineUp())));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("table")
    void steps(Delivery state, Event event, Step expected) {
        assertThat(state.on(event, NEWEST, Backoff.STANDARD)).isEqualTo(expected);
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                        List.of(IDLE, TURN, ACCEPTED, FAILED, DUE),
                        List.of(QUEUED, ACCEPTED, FAILED, DUE),
                        List.of(SENDING, TURN, DUE),
                        List.of(WAITING, TURN, ACCEPTED, FAILED))
                .flatMap(row -> row.stream().skip(1).map(event -> Arguments.of(row.getFirst(), event)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("impossible")
    void refusesWhatCannotHappen(Delivery state, Event event) {
        assertThatThrownBy(() -> state.on(event, NEWEST, Backoff.STANDARD)).isInstanceOf(IllegalStateException.class);
    }

    /// A day of virtual time: the catalog moves every minute, the endpoint is down for six hours.
    @Test
    void aFailingClientIsAskedSeldomAndCatchesUpAtOnceWhenItAnswers() {
        World world = new World();
        world.run(Duration.ofHours(24), Duration.ofHours(6));

        // 0 s, 0 s, 2 s, 10 s, 1 m, 5 m, 30 m, 2 h, 5 h: the ninth attempt is the first after the outage.
        assertThat(world.failed).isEqualTo(8);
        assertThat(world.delivery).isEqualTo(new Idle(Optional.of(world.newest)));
        assertThat(world.mostInFlight).isEqualTo(1);
    }

    /// Runs the effects of one delivery in virtual time.
    private static final class World {
        private record Timed(long at, Event event) implements Comparable<Timed> {
            @Override
            public int compareTo(Timed other) {
                return Long.compare(at, other.at);
            }
        }

        private final PriorityQueue<Timed> agenda = new PriorityQueue<>();
        private final Random random = new Random(1);
        private Delivery delivery = new Idle(NEVER);
        private Head newest = head(0);
        private long now;
        private long up;
        private int failed;
        private int inFlight;
        private int mostInFlight;

        void run(Duration length, Duration outage) {
            up = outage.toMillis();
            for (long version = 0; version * 60_000 < length.toMillis(); version++) {
                long at = version * 60_000;
                while (!agenda.isEmpty() && agenda.peek().at <= at) {
                    Timed next = agenda.remove();
                    now = next.at;
                    step(next.event);
                }
                now = at;
                newest = head(version);
                step(MOVED);
            }
            while (!agenda.isEmpty()) {
                Timed next = agenda.remove();
                now = next.at;
                step(next.event);
            }
        }

        private void step(Event event) {
            if (event instanceof Accepted || event instanceof Failed) {
                inFlight--;
            }
            Step step = delivery.on(event, newest, Backoff.STANDARD);
            delivery = step.next();
            switch (step.effect()) {
                case Nothing() -> {}
                case LineUp() -> agenda.add(new Timed(now, TURN));
                case Send(var head) -> send(head);
                case Wait(var delay) -> agenda.add(new Timed(now + delay.toMillis(), DUE));
            }
        }

        private void send(Head head) {
            inFlight++;
            mostInFlight = Math.max(mostInFlight, inFlight);
            boolean down = now < up;
            failed += down ? 1 : 0;
            Event answer = down
                    ? new Failed(Optional.empty(), random.nextDouble())
                    : new Accepted(applied(head.position().version()));
            agenda.add(new Timed(now + 50, answer));
        }
    }
}
