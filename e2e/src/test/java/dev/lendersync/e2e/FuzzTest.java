package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Mutated requests to every operation of both apps, mutated frames of the live feed and of HTTP/2. `-Dseed=N` replays.
class FuzzTest {
    private static final long SEEDS = 1_000_000_000L;
    private static final int POWERLESS = 3_500;
    private static final int OVER_HTTP2 = 1_000;
    private static final int POWERFUL = 2_500;
    private static final int CLIENT_APP = 2_000;
    private static final int FRAMES = 1_000;
    private static final int HTTP2_FRAMES = 1_000;
    private static final int WARMING = 300;
    private static final int ROUND = POWERLESS + OVER_HTTP2 + CLIENT_APP + FRAMES + HTTP2_FRAMES + POWERFUL;
    /// What caches that are still filling may take.
    private static final long MOST_GROWTH = 48L << 20;
    private static final Path REPORT = Path.of("target", "soak-report.txt");

    @Test
    @Tag("slow")
    @DisplayName("P10 10,000 mutated requests and frames: no failure, no hang, nothing changed, nothing told")
    void tenThousand() throws Exception {
        long seed = seed();
        Fuzzer fuzzer;
        try (FuzzTarget target = FuzzTarget.start()) {
            fuzzer = new Fuzzer(seed, target.secrets());
            target.powerless(fuzzer, 0, WARMING);
            target.powerlessOverHttp2(fuzzer, 0, WARMING);
            target.clientApp(fuzzer, 0, WARMING);
            Map<String, Long> before = target.memory();
            round(target, fuzzer, 0);
            target.assertWhole();
            assertNoGrowth(before, target.memory());
            target.assertNothingSecretInTheLogs();
        } finally {
            System.out.println("Fuzzed with -Dseed=" + seed);
        }
        System.out.println(fuzzer);
    }

    @Test
    @Tag("soak")
    @DisplayName("P10 mutated requests and frames for so many minutes: memory does not grow either")
    void minutes() throws Exception {
        Duration wanted = Duration.ofMinutes(Long.getLong("fuzz.minutes", 10));
        long seed = seed();
        try (FuzzTarget target = FuzzTarget.start()) {
            Fuzzer fuzzer = new Fuzzer(seed, target.secrets());
            long start = System.nanoTime();
            round(target, fuzzer, 0);
            Map<String, Long> before = target.memory();
            for (int round = 1; System.nanoTime() - start < wanted.toNanos(); round++) {
                round(target, fuzzer, round);
                target.assertWhole();
            }
            Map<String, Long> after = target.memory();
            String report = fuzzer + System.lineSeparator() + "live bytes after the first round " + before
                    + ", at the end " + after;
            Files.writeString(REPORT, report + System.lineSeparator());
            System.out.println(report);
            target.assertNothingSecretInTheLogs();
            assertNoGrowth(before, after);
        }
    }

    private static void assertNoGrowth(Map<String, Long> before, Map<String, Long> after) {
        before.forEach((app, bytes) -> assertThat(after.get(app)).as(app).isLessThan(bytes + MOST_GROWTH));
    }

    private static long seed() {
        Long only = Long.getLong("seed");
        return only == null ? new SecureRandom().nextLong(SEEDS) : only;
    }

    private static void round(FuzzTarget target, Fuzzer fuzzer, int round) throws Exception {
        long next = (long) round * ROUND;
        String before = target.state();
        target.powerless(fuzzer, next, POWERLESS);
        next += POWERLESS;
        target.powerlessOverHttp2(fuzzer, next, OVER_HTTP2);
        next += OVER_HTTP2;
        target.clientApp(fuzzer, next, CLIENT_APP);
        next += CLIENT_APP;
        target.frames(fuzzer, next, FRAMES);
        next += FRAMES;
        target.framesOverHttp2(fuzzer, next, HTTP2_FRAMES);
        next += HTTP2_FRAMES;
        assertThat(target.state())
                .as("whoever may not change anything has not: %s", fuzzer)
                .isEqualTo(before);
        long version = target.version();
        long accepted = fuzzer.accepted();
        target.powerful(fuzzer, next, POWERFUL);
        assertThat(target.version() - version)
                .as("no refused request moved the catalog: %s", fuzzer)
                .isLessThanOrEqualTo(fuzzer.accepted() - accepted);
        fuzzer.assertFaultless();
    }
}
