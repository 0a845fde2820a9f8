package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    @Test
    @DisplayName("P10 so many a second, and a burst at once")
    void limits() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);
        assertThat(taken(bucket, 0)).isEqualTo(3);
        assertThat(taken(bucket, 250)).isEqualTo(2);
        assertThat(taken(bucket, 60_000)).isEqualTo(3);
        bucket.give();
        assertThat(taken(bucket, 60_000)).isEqualTo(1);
    }

    private static int taken(TokenBucket bucket, long millis) {
        int taken = 0;
        while (bucket.take(Duration.ofMillis(millis).toNanos())) {
            taken++;
        }
        return taken;
    }
}
