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
import java.util.OptionalInt;
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
    void a2xxThatSaysWhatIsAppliedIsAccepted(int status) {
        assertThat(verdict(status, applied(7).encode()))
                .isEqualTo(new Verdict.Accepted(OptionalInt.of(status), Optional.of(applied(7)), "webhook"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"position\":\"e1:1\"}", "{\"position\":\"1\",\"digest\":\"\"}"})
    void aPlainReceiverAcceptsWithoutProof(String body) {
        assertThat(verdict(200, body.getBytes(UTF_8)))
                .isEqualTo(new Verdict.Accepted(OptionalInt.of(200), Optional.empty(), "webhook"));
    }

    @ParameterizedTest
    @CsvSource({"web-1.a_B, web-1.a_B", "no blanks, webhook", "'', webhook"})
    void theAnswerMayNameItsInstance(String header, String instance) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Lender-Sync-Instance", header);

        assertThat(Verdict.on(new Answer(204, headers, Buffer.buffer()), NOW))
                .isEqualTo(new Verdict.Accepted(OptionalInt.of(204), Optional.empty(), instance));
    }

    @ParameterizedTest
    @CsvSource({
        "301, a redirect, false",
        "399, a redirect, false",
        "400, the endpoint answered 400, false",
        "410, wants to be told no more, true",
        "500, the endpoint answered 500, false",
        "199, the endpoint answered 199, false",
    })
    void anythingElseHasFailedAndSaysWhy(int status, String why, boolean gone) {
        Verdict.Failed failed = failed(verdict(status, new byte[0]));

        assertThat(failed.reason()).contains(why);
        assertThat(failed.gone()).isEqualTo(gone);
        assertThat(failed.status()).hasValue(status);
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
