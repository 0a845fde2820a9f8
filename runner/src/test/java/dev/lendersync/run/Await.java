package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;

/// Waits for a condition, at most 20 s.
final class Await {
    private Await() {}

    static void that(String what, Poll.Condition condition) throws InterruptedException {
        boolean came = new Poll(Clock.systemUTC(), Thread::sleep).until(Duration.ofSeconds(20), condition);
        assertThat(came).as(what).isTrue();
    }
}
