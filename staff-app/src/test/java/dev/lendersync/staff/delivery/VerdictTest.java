package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.applied;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.outbound.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private static Verdict verdict(int status, byte[] body) {
        return Verdict.on(new Answer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body)), NOW);
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 299})
    void acceptsA2xxThatSaysWhatIsApplied(int status) {
        assertThat(verdict(status, applied(7).encode())).isEqualTo(new Verdict.Accepted(applied(7)));
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>, not JSON",
        "200, '', not with the position and digest",
        "204, '', not with the position and digest",
        "200, '{\"position\":\"e1:1\"}', digest",
        "200, '{\"position\":\"1\",\"digest\":\"\"}', position",
        "301, '', a redirect",
        "399, '', a redirect",
        "400, '', the endpoint answered 400",
        "410, '', the endpoint answered 410",
        "500, '', the endpoint answered 500",
        "199, '', the endpoint answered 199",
    })
    void anythingElseHasFailedAndSaysWhy(int status, String body, String why) {
        assertThat(failed(verdict(status, body.getBytes(UTF_8))).reason()).contains(why);
    }

    @Test
    void theReasonFitsOnOneLineOfALog() {
        String reason =
                Verdict.Failed.because("a\r\nb\"c\u2028" + "x".repeat(1_000)).reason();

        assertThat(reason).startsWith("a'b'c'x").hasSize(300);
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "0, PT0S",
        "999999999, PT277777H46M39S",
        "'Wed, 01 Jul 2026 12:00:30 GMT', PT30S",
    })
    void readsRetryAfter(String header, Duration asked) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("retry-after", header);

        assertThat(failed(Verdict.on(new Answer(503, headers, Buffer.buffer()), NOW))
                        .retryAfter())
                .contains(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "99999999999999999999", "Wed, 01 Jul 2026 11:59:59 GMT"})
    void ignoresARetryAfterThatAsksForNothing(String header) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", header);

        assertThat(failed(Verdict.on(new Answer(429, headers, Buffer.buffer()), NOW))
                        .retryAfter())
                .isEqualTo(Optional.empty());
    }
}
