package dev.lendersync.staff.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares shares = new Shares(2);

    @Test
    void eachHasItsOwnAndNobodyMore() {
        assertThat(shares.take("ada")).isTrue();
        assertThat(shares.take("ada")).isTrue();
        assertThat(shares.take("ada")).isFalse();
        assertThat(shares.take("bob")).isTrue();
        shares.giveBack("ada");
        assertThat(shares.take("ada")).isTrue();
        assertThat(shares.take("ada")).isFalse();
    }

    @Test
    void nobodyInParticularHasNone() {
        for (int i = 0; i < 10; i++) {
            assertThat(shares.take("")).isTrue();
        }
        shares.giveBack("");
        assertThat(shares.take("")).isTrue();
    }
}
