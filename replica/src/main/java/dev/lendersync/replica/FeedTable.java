package dev.lendersync.replica;

import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the live feed does at each event in each of its states: feed × event → feed, effects, and perhaps news for the
/// catalog. Pure. SPEC.md has the same table.
final class FeedTable {
    /// By when the server must have said hello.
    static final Duration GREETING = Duration.ofSeconds(10);
    /// How often an open connection is looked after.
    static final Duration TICK = Duration.ofSeconds(5);
    /// A connection on which nothing came for so long is dead, whatever the operating system says.
    static final Duration SILENCE = Duration.ofSeconds(25);
    /// How often to ping.
    static final Duration PING_EVERY = Duration.ofSeconds(10);
    /// How soon after a ping an unasked heartbeat is answered with the next one.
    static final Duration PING_AGAIN = Duration.ofSeconds(1);
    /// The longest that a server can send us away.
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    /// A server that sends us to pull more often than this on one connection is not followed any further on it.
    static final int MAX_RESYNCS = 20;

    private FeedTable() {}

    /// @param news what the catalog should hear of it
    record Step(Feed feed, List<Effect> effects, Optional<News> news) {
        static Step to(Feed feed, Effect... effects) {
            return new Step(feed, List.of(effects), Optional.empty());
        }

        Step telling(News told) {
            return new Step(feed, effects, Optional.of(told));
        }
    }

    /// @param held our position; without one the feed has nowhere to begin
    static Step on(Feed feed, FeedEvent event, Optional<Position> held, Moment now) {
        return switch (feed) {
            case Feed.Down down -> down(down, event, held, now);
            case Feed.Connecting connecting -> connecting(connecting, event, now);
            case Feed.Open open -> open(open, event, now);
        };
    }

    private static Step down(Feed.Down feed, FeedEvent event, Optional<Position> held, Moment now) {
        return switch (event) {
            case FeedEvent.TimerRang _ when held.isEmpty() -> Step.to(feed);
            case FeedEvent.TimerRang _ -> {
                long next = feed.connection() + 1;
                yield Step.to(
                        new Feed.Connecting(next, feed.failures(), now),
                        new Effect.Connect(next, held),
                        feedAfter(GREETING));
            }
            case FeedEvent.Said _, FeedEvent.Malformed _, FeedEvent.Ended _ -> Step.to(feed);
        };
    }

    private static Step connecting(Feed.Connecting feed, FeedEvent event, Moment now) {
        return switch (event) {
            case FeedEvent.TimerRang _ -> hungUp(feed, Optional.empty());
            case FeedEvent.Ended ended when isLate(feed, ended.connection()) -> Step.to(feed);
            case FeedEvent.Ended ended -> ended(feed, ended.retryAfter());
            case FeedEvent.Said said when isLate(feed, said.connection()) -> Step.to(feed);
            case FeedEvent.Said said
            when said.frame() instanceof Frame.Hello hello -> {
                Feed.Open open = Feed.Open.greeted(feed, now);
                yield confirmed(open, hello.ageMillis(), feedAfter(TICK)).telling(new News.Hello(where(hello, open)));
            }
            case FeedEvent.Malformed malformed when isLate(feed, malformed.connection()) -> Step.to(feed);
            // Nothing may come before the hello.
            case FeedEvent.Said _, FeedEvent.Malformed _ -> hungUp(feed, Optional.empty());
        };
    }

    private static Step open(Feed.Open feed, FeedEvent event, Moment now) {
        return switch (event) {
            case FeedEvent.TimerRang _ -> tick(feed, now);
            case FeedEvent.Ended ended when isLate(feed, ended.connection()) -> Step.to(feed);
            case FeedEvent.Ended ended -> ended(feed, ended.retryAfter()).telling(new News.Lost());
            case FeedEvent.Said said when isLate(feed, said.connection()) -> Step.to(feed);
            case FeedEvent.Malformed malformed when isLate(feed, malformed.connection()) -> Step.to(feed);
            case FeedEvent.Malformed _ -> hungUp(feed, Optional.empty()).telling(new News.Lost());
            case FeedEvent.Said said -> said(feed.heardAt(now), said.frame(), now);
        };
    }

    private static Step said(Feed.Open feed, Frame.FromServer frame, Moment now) {
        return switch (frame) {
            case Frame.Change(var delta) -> Step.to(feed).telling(new News.Changed(delta, feed.word()));
            case Frame.Heartbeat beat -> heartbeat(feed, beat, now);
            case Frame.Resync(var reason, boolean full) ->
                feed.resyncs() >= MAX_RESYNCS
                        ? hungUp(feed, Optional.empty()).telling(new News.Lost())
                        : Step.to(feed.sentToPull()).telling(new News.Resync(full));
            case Frame.Goodbye goodbye -> hungUp(feed, Optional.of(Duration.ofMillis(goodbye.reconnectAfterMillis())));
            // A second one; the first one counts.
            case Frame.Hello _, Frame.Unknown _ -> Step.to(feed);
        };
    }

    private static Step heartbeat(Feed.Open feed, Frame.Heartbeat beat, Moment now) {
        boolean answer = beat.ping().isPresent()
                && feed.unanswered().equals(Optional.of(beat.ping().getAsLong()));
        Feed.Open after = answer ? feed.answered() : feed;
        News.Head head = new News.Head(where(beat, after));
        // An unasked one counts from the last ping; a relay's source has just confirmed, so ask again at once.
        boolean ask = !answer
                && after.unanswered().isEmpty()
                && now.since(after.pinged()).compareTo(PING_AGAIN) >= 0;
        return ask
                ? confirmed(
                                after.pingedAt(now),
                                beat.ageMillis(),
                                new Effect.Ping(after.connection(), after.pings() + 1))
                        .telling(head)
                : confirmed(after, beat.ageMillis()).telling(head);
    }

    private static Step confirmed(Feed.Open feed, OptionalLong ageMillis, Effect... effects) {
        return Step.to(confirmation(ageMillis, feed).map(feed::confirmed).orElse(feed), effects);
    }

    private static Step tick(Feed.Open feed, Moment now) {
        if (now.since(feed.heard()).compareTo(SILENCE) > 0) {
            return hungUp(feed, Optional.empty()).telling(new News.Lost());
        }
        boolean ping = feed.unanswered().isEmpty() && now.since(feed.pinged()).compareTo(PING_EVERY) >= 0;
        return ping
                ? Step.to(feed.pingedAt(now), new Effect.Ping(feed.connection(), feed.pings() + 1), feedAfter(TICK))
                : Step.to(feed, feedAfter(TICK));
    }

    private static Step hungUp(Feed feed, Optional<Duration> pause) {
        Step ended = ended(feed, pause);
        return Step.to(
                ended.feed(),
                new Effect.Disconnect(feed.connection()),
                ended.effects().getFirst());
    }

    /// A pause that the server names is kept to; one of no use before is not tried again at once either.
    private static Step ended(Feed feed, Optional<Duration> pause) {
        boolean useful = feed instanceof Feed.Open && feed.failures() == 0;
        int failures = Math.min(feed.failures() + 1, 1_000);
        Duration atLeast = pause.orElse(Duration.ZERO);
        Duration longest = atLeast.compareTo(LONGEST_PAUSE) < 0 ? atLeast : LONGEST_PAUSE;
        Duration jitter = pause.isPresent() && useful ? Duration.ZERO : Backoff.ceiling(failures);
        return Step.to(new Feed.Down(feed.connection(), failures), new Effect.FeedWithin(longest, jitter));
    }

    private static Effect feedAfter(Duration delay) {
        return new Effect.FeedWithin(delay, Duration.ZERO);
    }

    private static boolean isLate(Feed feed, long connection) {
        return connection != feed.connection();
    }

    private static News.Where where(Frame.Hello hello, Feed.Open feed) {
        return new News.Where(hello.position(), hello.digest(), confirmation(hello.ageMillis(), feed));
    }

    private static News.Where where(Frame.Heartbeat beat, Feed.Open feed) {
        return new News.Where(beat.position(), beat.digest(), confirmation(beat.ageMillis(), feed));
    }

    private static Optional<Confirmation> confirmation(OptionalLong ageMillis, Feed.Open feed) {
        return ageMillis.isPresent()
                ? Optional.of(new Confirmation(feed.anchor(), Duration.ofMillis(ageMillis.getAsLong())))
                : Optional.empty();
    }
}
