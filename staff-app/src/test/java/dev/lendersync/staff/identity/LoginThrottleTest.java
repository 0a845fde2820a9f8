package dev.lendersync.staff.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.staff.identity.LoginThrottle.Asked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// On a clock of the test's own.
class LoginThrottleTest {
    private static final String ADA = "ada@example.com";
    private static final String HOME = "192.0.2.1";

    private Instant now = Instant.EPOCH;
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    private boolean attempt(String account, String address, boolean right) {
        return throttle.begin(account, address) instanceof Asked.Granted(var attempt)
                && attempt.right(() -> right) == right;
    }

    private void fail(int times, String account, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(attempt(account, address, false)).as("attempt %s", i).isTrue();
        }
    }

    @Test
    void theWindowSlides() {
        for (int minute = 0; minute < LoginThrottle.MAX_OF_PAIR; minute++) {
            fail(1, ADA, HOME);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(throttle.begin(ADA, HOME)).isEqualTo(new Asked.Refused(Duration.ofMinutes(5), true));
        assertThat(throttle.begin(ADA, HOME)).isEqualTo(new Asked.Refused(Duration.ofMinutes(5), false));
        now = now.plus(Duration.ofMinutes(5));
        fail(1, ADA, HOME);
        assertThat(throttle.begin(ADA, HOME)).isEqualTo(new Asked.Refused(Duration.ofMinutes(1), true));
    }

    @Test
    void nobodyLocksAnotherOut() {
        fail(LoginThrottle.MAX_OF_PAIR, ADA, "203.0.113.9");
        assertThat(attempt(ADA, "203.0.113.9", true)).isFalse();
        assertThat(attempt(ADA, HOME, true)).isTrue();
        assertThat(attempt("bob@example.com", "203.0.113.9", true)).isTrue();
    }

    @Test
    void anAddressIsLimitedForAllAccountsWhateverItsOwnLogins() {
        for (int i = 0; i < LoginThrottle.MAX_OF_ADDRESS; i++) {
            fail(1, "user" + i, HOME);
            assertThat(attempt(ADA, "198.51.100." + i % 250, true)).isTrue();
        }
        assertThat(attempt(ADA, HOME, true)).isFalse();
        now = now.plus(LoginThrottle.WINDOW);
        assertThat(attempt(ADA, HOME, true)).isTrue();
    }

    @Test
    void theOwnersLoginForgetsHisMistakesOnly() {
        fail(LoginThrottle.MAX_OF_PAIR - 1, ADA, HOME);
        assertThat(attempt(ADA, HOME, true)).isTrue();
        fail(LoginThrottle.MAX_OF_PAIR, ADA, HOME);
        assertThat(attempt(ADA, HOME, true)).isFalse();
        for (int i = 2 * LoginThrottle.MAX_OF_PAIR - 1; i < LoginThrottle.MAX_OF_ADDRESS; i++) {
            fail(1, "user" + i, HOME);
            if (i < LoginThrottle.MAX_OF_ADDRESS - 1) {
                assertThat(attempt("mallory@example.com", HOME, true)).isTrue();
            }
        }
        assertThat(attempt("mallory@example.com", HOME, true))
                .as("a guesser's own account")
                .isFalse();
    }

    @Test
    void manyAtOnceGainNothing() {
        for (int i = 0; i < LoginThrottle.MAX_OF_PAIR; i++) {
            assertThat(throttle.begin(ADA, HOME)).isInstanceOf(Asked.Granted.class);
        }
        assertThat(throttle.begin(ADA, HOME)).isInstanceOf(Asked.Refused.class);
    }

    @Test
    void whatCouldNotBeCheckedCountsForNothing() {
        for (int i = 0; i < 2 * LoginThrottle.MAX_OF_PAIR; i++) {
            var granted = (Asked.Granted) throttle.begin(ADA, HOME);
            assertThatThrownBy(() -> granted.attempt().right(() -> {
                        throw new BusyException();
                    }))
                    .isInstanceOf(BusyException.class);
        }
    }

    @Test
    void ofIpv6TheNetworkCounts() {
        fail(LoginThrottle.MAX_OF_PAIR, ADA, "2001:db8:0:1:0:0:0:1");
        assertThat(attempt(ADA, "2001:db8:0:1:ffff:0:0:2", true)).isFalse();
        assertThat(attempt(ADA, "2001:db8:0:2:0:0:0:1", true)).isTrue();
        assertThat(attempt(ADA, "::1", true)).isTrue();
    }
}
