package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our signer and verifier against the library of the Standard Webhooks project.
class WebhookOracleTest {
    static List<Long> seeds() {
        return Seeds.of(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void signsAndVerifiesAsTheLibraryDoes(long seed) throws Exception {
        RandomGenerator random = Seeds.random(seed);
        byte[] key = new byte[random.nextInt(24, 65)];
        random.nextBytes(key);
        WebhookSecret secret = WebhookSecret.of(key);
        Webhook library = new Webhook(secret.reveal());
        String id = "msg_" + Long.toHexString(random.nextLong());
        String body = text(random);
        // The library reads the clock of the machine.
        Instant now = Clock.systemUTC().instant();
        long timestamp = now.getEpochSecond() - random.nextInt(-200, 200);

        String signature = secret.sign(id, timestamp, body.getBytes(UTF_8));
        assertThat(signature).isEqualTo(library.sign(id, timestamp, body));
        library.verify(body, headers(id, timestamp, signature));
        assertThat(refused(secret, id, timestamp, signature, body, now)).isFalse();

        String other = body + " ";
        assertThat(refused(secret, id, timestamp, signature, other, now)).isTrue();
        assertThatThrownBy(() -> library.verify(other, headers(id, timestamp, signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static Map<String, List<String>> headers(String id, long timestamp, String signature) {
        return Map.of(
                SyncHeaders.WEBHOOK_ID, List.of(id),
                SyncHeaders.WEBHOOK_TIMESTAMP, List.of(Long.toString(timestamp)),
                SyncHeaders.WEBHOOK_SIGNATURE, List.of(signature));
    }

    private static boolean refused(
            WebhookSecret secret, String id, long timestamp, String signature, String body, Instant now) {
        return new WebhookVerifier(List.of(secret))
                .refusal(List.of(id), List.of(Long.toString(timestamp)), List.of(signature), body.getBytes(UTF_8), now)
                .isPresent();
    }

    private static String text(RandomGenerator random) {
        return random.ints(random.nextInt(500), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
