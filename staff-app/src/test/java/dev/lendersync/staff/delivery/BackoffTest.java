package dev.lendersync.staff.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @Test
    void waitsLongerEachTime() {
        List<Duration> delays = IntStream.rangeClosed(1, 11)
                .mapToObj(failures -> Backoff.STANDARD.delay(failures, 0, Optional.empty()))
                .toList();

        assertThat(delays)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(10),
                        Duration.ofHours(10));
    }

    @ParameterizedTest
    @CsvSource({"0, 10000", "0.5, 11000", "1, 12000"})
    void addsUpToAFifth(double jitter, long millis) {
        assertThat(Backoff.STANDARD.delay(3, jitter, Optional.empty())).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT10S", "PT9S, PT10S", "PT30S, PT30S", "PT1H, PT1H", "PT240H, PT1H"})
    void honoursRetryAfterUpToAnHour(Duration asked, Duration delay) {
        assertThat(Backoff.STANDARD.delay(3, 0, Optional.of(asked))).isEqualTo(delay);
    }

    @Test
    void waitsNoLessThanItsOwnDelay() {
        assertThat(Backoff.STANDARD.delay(9, 0, Optional.of(Duration.ofSeconds(1))))
                .isEqualTo(Duration.ofHours(10));
    }
}
