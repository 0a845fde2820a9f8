package dev.lendersync.replica;

import static dev.lendersync.replica.MachineCases.FRESH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.replica.transport.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Freshness ends with time alone: nothing has to happen, and nothing that fails to happen can hold it up.
class FreshnessExpiryTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "P11 seed {0}")
    @MethodSource("seeds")
    void liveExactlyWhileTheWordIsYoungByBothClocks(long seed) {
        Random random = new Random(seed);
        Moment asked = new Moment(Instant.ofEpochSecond(1_000_000), random.nextLong());
        Duration age = Duration.ofMillis(random.nextInt(35_000));
        Known known = MachineCases.live().proven(MachineCases.HELD, FRESH, Trust.FULL);
        State state = new State.Idle(
                known.contradicted().proven(MachineCases.HELD, Optional.of(new Confirmation(asked, age)), Trust.FULL),
                Waiters.NONE);
        long nanos = 0;
        for (int i = 0; i < 100; i++) {
            nanos += random.nextLong(1_000_000_000);
            Duration wall = Duration.ofNanos(nanos).plusMillis(random.nextInt(4_000) - 2_000);
            Moment now = new Moment(asked.wall().plus(wall), asked.nanos() + nanos);
            Duration elapsed = wall.toNanos() > nanos ? wall : Duration.ofNanos(nanos);
            boolean young = age.plus(elapsed).compareTo(LIMIT) <= 0;
            assertThat(Honesty.at(state, now) instanceof Freshness.Live)
                    .as("P11 %s after the word, which was %s old", elapsed, age)
                    .isEqualTo(young);
        }
    }

    @ParameterizedTest(name = "P11 seed {0}")
    @MethodSource("seeds")
    void noReplicaIsLiveLongerThanTheLastWordLasts(long seed) {
        Random random = new Random(seed);
        VirtualTime time = new VirtualTime();
        StaffAppDouble staff = new StaffAppDouble(Catalogs.catalog(5));
        ScriptedTransport net = new ScriptedTransport(staff);
        try (LenderProducts products = LenderProducts.connect("http://staff.test", "lsk_key")
                .transport(net)
                .on(() -> time.surroundings(random))
                .start()) {
            time.settle();
            Instant asked = time.now();
            Duration age = Duration.ofMillis(random.nextInt(29_000));
            staff.age(Optional.of(age.toMillis()));
            net.answerLast();
            time.settle();
            assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);
            Instant expiry = asked.plus(LIMIT).minus(age);
            while (time.now().isBefore(expiry.plusSeconds(120))) {
                time.advance(Duration.ofMillis(random.nextInt(3_000)));
                hinder(net, random);
                boolean live = products.freshness() instanceof Freshness.Live;
                assertThat(live && time.now().isAfter(expiry))
                        .as("P11 live at %s, the word expired at %s", time.now(), expiry)
                        .isFalse();
            }
        }
    }

    /// Requests hang, fail, or are answered with what proves nothing.
    private static void hinder(ScriptedTransport net, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> net.lastPull().fail();
            case 1 -> net.lastPull().answer(new Response(503, Map.of(), new byte[0]));
            case 2 -> net.lastPull().answer(new Response(304, Map.of("Lender-Sync-Digest", digest()), new byte[0]));
            default -> {}
        }
    }

    private static String digest() {
        return Catalogs.catalog(5).digest().toString();
    }
}
