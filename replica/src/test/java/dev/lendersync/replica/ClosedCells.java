package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.delta;
import static dev.lendersync.replica.MachineCases.FRESH;
import static dev.lendersync.replica.MachineCases.HELD;
import static dev.lendersync.replica.MachineCases.PULL;
import static dev.lendersync.replica.MachineCases.came;
import static dev.lendersync.replica.MachineCases.closed;
import static dev.lendersync.replica.MachineCases.waiters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.replica.MachineCases.Case;
import java.util.stream.Stream;

/// The row of the state *closed*: nothing happens any more.
final class ClosedCells {
    private ClosedCells() {}

    static Stream<Case> cases() {
        Stream<Event> ignored = Stream.of(
                new Event.PullDue(),
                new Event.DeadlinePassed(1),
                new Event.ReportEnded(Applied.of(HELD), true),
                new Event.CloseAsked(),
                new Event.Unchanged(7, HELD.digest(), FRESH),
                new Event.Changes(7, delta(5, 6), FRESH),
                came(HELD),
                new Event.ResyncRequired(7),
                new Event.PullFailed(7, "closed"),
                new News.Hello(MachineCases.where(HELD)),
                new News.Head(MachineCases.where(HELD)),
                MachineCases.brought(delta(5, 6)),
                new News.Resync(true),
                new News.Lost(),
                new FeedEvent.TimerRang());
        return Stream.concat(
                ignored.map(event -> new Case("nothing", closed(), event, t -> {
                    assertThat(t.state()).isInstanceOf(State.Closed.class);
                    assertThat(t.state().known().catalog()).contains(HELD);
                    assertThat(t.state().known().freshness()).isInstanceOf(Freshness.Stopped.class);
                    assertThat(t.effects()).isEmpty();
                })),
                Stream.of(new Case(
                        "is told",
                        closed(),
                        new Event.Asked(PULL),
                        t -> assertThat(t.effects())
                                .containsExactly(new Effect.Fail(waiters(PULL), new Effect.Failure.Closed())))));
    }
}
