package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Readers that read slowly or not at all.
@Timeout(120)
@Tag("slow")
class LiveSlowReadersTest {
    private static final Catalog FIRST = Samples.catalog(5, 600);
    private static final int CHANGES = 3_000;

    private final FakeSource source = new FakeSource();

    private static LiveLimits stall(Duration limit) {
        LiveLimits usual = LiveLimits.DEFAULT;
        return new LiveLimits(
                usual.connections(),
                usual.perKey(),
                usual.perAddress(),
                usual.acceptsPerSecond(),
                usual.framesPerSecond(),
                limit,
                usual.heartbeat(),
                usual.silence(),
                usual.lifetime(),
                usual.reconnect());
    }

    private String path() {
        return "/api/lender-products/live?since=" + FIRST.position();
    }

    @Test
    @DisplayName("P8 a stalled reader delays nobody, costs one cursor, and is dropped")
    void stalled() throws Exception {
        source.serve(FIRST);
        try (LiveServer server = new LiveServer(source, stall(Duration.ofSeconds(3)));
                RawFollower stalled = new RawFollower(server.port, path())) {
            assertThat(stalled.head()).startsWith("HTTP/1.1 101");
            Follower other = server.follow("?since=" + FIRST.position());
            other.next(Frame.Hello.class);
            Catalog held = FIRST;
            for (int i = 0; i < CHANGES; i++) {
                Catalog next = source.edit(i % 600 + 1);
                if (i % 100 == 99) {
                    other.reach(held, next);
                    held = next;
                }
            }
            assertThat(server.counts().open()).isEqualTo(2);
            // Big changes, so that no buffer on the way holds all of them.
            while (server.counts().dropped() == 0) {
                for (int i = 0; i < 50; i++) {
                    source.edit(i + 1);
                }
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
            while (server.counts().open() != 1) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName("P8 P10 one that is cut off and reads nothing any more is put out")
    void stalledAndCutOff() throws Exception {
        source.serve(FIRST);
        try (LiveServer server = new LiveServer(source, stall(Duration.ofMinutes(10)));
                RawFollower stalled = new RawFollower(server.port, path())) {
            assertThat(stalled.head()).startsWith("HTTP/1.1 101");
            for (int i = 0; i < CHANGES; i++) {
                source.edit(i % 600 + 1);
            }
            server.feed.close(_ -> true, "the key ended");
            while (server.counts().open() > 0) {
                server.pass(Duration.ofSeconds(1));
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        }
    }

    @Test
    @DisplayName("P8 P2 a slow reader is kept, gets fewer and wider deltas, and ends up equal")
    void slow() throws Exception {
        source.serve(FIRST);
        try (LiveServer server = new LiveServer(source, stall(Duration.ofSeconds(5)))) {
            SlowReader slow = new SlowReader();
            slow.connect(server.uri("?since=" + FIRST.position()));
            Catalog head = FIRST;
            for (int i = 0; i < CHANGES * 3; i++) {
                head = source.edit(i % 600 + 1);
                if (i % 20 == 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                }
            }
            Catalog last = head;
            int deltas = slow.reach(FIRST, last);
            assertThat(deltas).as("coalesced").isLessThan(CHANGES * 2);
            assertThat(server.counts().dropped()).isZero();
        }
    }
}
