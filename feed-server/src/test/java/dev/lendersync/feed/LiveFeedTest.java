package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Frame;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The live feed over real sockets.
@Timeout(60)
class LiveFeedTest {
    private static final Catalog FIRST = Samples.catalog(5, 20);

    private final FakeSource source = new FakeSource();
    private LiveServer server;

    @BeforeEach
    void start() throws Exception {
        source.serve(FIRST);
        server = new LiveServer(source, LiveLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Follower greeted(String query) throws InterruptedException {
        Follower follower = server.follow(query);
        follower.next(Frame.Hello.class);
        return follower;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void saysWhereItIsAndThenWhatChanged() throws Exception {
        Follower follower = server.follow("?since=" + FIRST.position() + "&instance=i-1");
        assertThat(follower.next(Frame.Hello.class))
                .isEqualTo(new Frame.Hello(FIRST.position(), FIRST.digest(), OptionalLong.of(42), 10));
        Catalog next = source.edit(7);
        assertThat(follower.reach(FIRST, next)).isEqualTo(1);
        assertThat(follower.socket().getSubprotocol()).isEqualTo("lender-products.v1");
    }

    @Test
    @DisplayName("P5 one that was away gets one delta, whatever it missed")
    void catchesUp() throws Exception {
        source.edit(1);
        source.edit(2);
        Catalog head = source.edit(3);
        Follower follower = greeted("?since=" + FIRST.position());
        assertThat(follower.reach(FIRST, head)).isEqualTo(1);
    }

    @Test
    void theSameBytesGoToAll() throws Exception {
        Follower one = greeted("?since=" + FIRST.position());
        Follower other = greeted("?since=" + FIRST.position());
        source.edit(7);
        assertThat(one.text()).isEqualTo(other.text()).startsWith("{\"type\":\"delta\"");
    }

    @Test
    void aPingIsAnsweredWithItsNumber() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        follower.say(new Frame.Ping(7));
        assertThat(follower.next(Frame.Heartbeat.class))
                .isEqualTo(
                        new Frame.Heartbeat(FIRST.position(), FIRST.digest(), OptionalLong.of(42), OptionalLong.of(7)));
    }

    @Test
    @DisplayName("P11 a heartbeat comes every 10 s, and at once when a relay's source confirmed")
    void heartbeats() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        server.pass(Duration.ofSeconds(11));
        assertThat(follower.next(Frame.Heartbeat.class).ping()).isEmpty();
        source.confirm();
        assertThat(follower.next(Frame.Heartbeat.class).position()).isEqualTo(FIRST.position());
    }

    @Test
    void withoutAPositionOrFromAnotherEpochItSendsToPull() throws Exception {
        assertThat(greeted("").next(Frame.Resync.class).full()).isTrue();
        Follower stranger = greeted("?since=other:5");
        assertThat(stranger.next(Frame.Resync.class).full()).isFalse();
        source.edit(1);
        stranger.say(new Frame.Ping(1));
        stranger.next(Frame.Heartbeat.class);
        assertThat(stranger.waiting()).as("no delta before applied").isZero();
        stranger.applied(FIRST);
        assertThat(stranger.next(Frame.Change.class).delta().from()).isEqualTo(FIRST.position());
    }

    @Test
    @DisplayName("P7 whoever holds something else is sent for everything, once a minute")
    void contradiction() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        Frame wrong = new Frame.AppliedByClient(new Applied(FIRST.position(), new Digest(1, 2, 3, 4)));
        follower.say(wrong);
        assertThat(follower.next(Frame.Resync.class).full()).isTrue();
        follower.say(wrong);
        follower.say(new Frame.Ping(1));
        follower.next(Frame.Heartbeat.class);
        assertThat(server.applied).isEmpty();
        follower.applied(FIRST);
        await(() -> server.applied.contains(Applied.of(FIRST)));
    }

    @Test
    void everybodyCanBeSentForEverything() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        server.feed.resyncAll("Push All Products to Client");
        assertThat(follower.next(Frame.Resync.class)).isEqualTo(new Frame.Resync("Push All Products to Client", true));
        source.edit(1);
        follower.applied(FIRST);
        follower.next(Frame.Change.class);
    }

    @Test
    void goodbyeIsSaidOnTheWayOut() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        server.feed.drain(Duration.ofMillis(300)).await(10, TimeUnit.SECONDS);
        Frame.Goodbye goodbye = follower.next(Frame.Goodbye.class);
        assertThat(goodbye.reconnectAfterMillis()).isBetween(0L, 5_000L);
        assertThat(follower.ended()).startsWith("1001");
        try (RawFollower late = new RawFollower(server.port, "/api/lender-products/live")) {
            assertThat(late.head()).startsWith("HTTP/1.1 503").contains("retry-after: ");
        }
    }

    @Test
    void goodbyesAreSpreadOverTheTime() throws Exception {
        for (int i = 0; i < 10; i++) {
            greeted("?since=" + FIRST.position());
        }
        long begun = System.nanoTime();
        server.feed.drain(Duration.ofSeconds(1)).await(10, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(800).toNanos());
        await(() -> server.counts().open() == 0 && server.open.get() == 0);
    }

    @Test
    void aConnectionDoesNotLastForEver() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        // Steps so small that a ping which is heard late is still heard before the silence counts.
        for (int i = 0; i < 220 && !follower.closed.isDone(); i++) {
            int before = follower.waiting();
            follower.sayIfOpen(new Frame.Ping(i));
            // Answered, or closed: the goodbye may have been the last frame.
            await(() -> follower.waiting() > before || follower.closed.isDone());
            server.pass(Duration.ofSeconds(20));
        }
        await(() -> follower.closed.isDone());
        assertThat(follower.ended()).startsWith("1001");
    }

    @Test
    void oneThatSaysNothingIsCutOff() throws Exception {
        Follower follower = greeted("?since=" + FIRST.position());
        server.pass(Duration.ofSeconds(61));
        assertThat(follower.ended()).isEqualTo("1008 nothing was heard for 60 s");
    }

    @Test
    @DisplayName("P10 P8 a client that talks too much is cut off, but may answer each frame")
    void talker() throws Exception {
        Follower patient = greeted("?since=" + FIRST.position());
        Catalog held = FIRST;
        for (int i = 0; i < 300; i++) {
            Catalog next = source.edit(i % 20 + 1);
            patient.reach(held, next);
            patient.applied(next);
            held = next;
        }
        Catalog last = held;
        await(() -> server.applied.contains(Applied.of(last)));
        assertThat(patient.closed).isNotDone();
        Follower talker = greeted("?since=" + held.position());
        // So many that they come faster than 20 a second for long enough, however slow the machine is.
        for (int i = 0; i < 10_000 && !talker.closed.isDone(); i++) {
            talker.sayIfOpen("{\"type\":\"chat\"}");
        }
        assertThat(talker.ended()).isEqualTo("1008 more than 20 frames a second");
    }

    @Test
    @DisplayName("P10 whoever breaks the protocol is told how")
    void garbage() throws Exception {
        Follower noJson = greeted("?since=" + FIRST.position());
        noJson.say("hello");
        assertThat(noJson.ended()).startsWith("1002 not JSON");
        Follower binary = greeted("?since=" + FIRST.position());
        binary.socket()
                .sendBinary(java.nio.ByteBuffer.wrap(new byte[] {1, 2}), true)
                .join();
        assertThat(binary.ended()).startsWith("1003");
        Follower huge = greeted("?since=" + FIRST.position());
        huge.socket().sendText("x".repeat(2_000), true).exceptionally(_ -> null).join();
        assertThat(huge.ended()).startsWith("1009");
        await(() -> server.counts().open() == 0);
    }
}
