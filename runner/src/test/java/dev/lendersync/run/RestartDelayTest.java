package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    private static final Duration YOUNG = Duration.ofMillis(20);
    private static final Duration OLD = Duration.ofMinutes(3);

    @Test
    void whatDiesAtOnceEachTimeIsStartedMoreAndMoreSeldom() {
        List<Long> millis = Stream.iterate(RestartDelay.NONE_YET.afterDeath(YOUNG), delay -> delay.afterDeath(YOUNG))
                .limit(8)
                .map(delay -> delay.duration().toMillis())
                .toList();

        assertThat(millis).containsExactly(100L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void whatHadLivedForAWhileIsStartedAtOnce() {
        RestartDelay often =
                RestartDelay.NONE_YET.afterDeath(YOUNG).afterDeath(YOUNG).afterDeath(YOUNG);

        assertThat(often.afterDeath(OLD).duration()).isEqualTo(Duration.ofMillis(100));
    }
}
