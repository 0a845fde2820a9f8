package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// `vectors/standard-webhooks.json`: what must be accepted, and each thing that must be refused.
class WebhookSignatureTest {
    private static final JsonNode VECTORS = TestFiles.json("vectors/standard-webhooks.json");
    private static final Vector FIRST = valid().findFirst().orElseThrow();
    private static final WebhookSecret OTHER = WebhookSecret.of(new byte[24]);
    private static final String WRONG_SIGNATURE = "no signature is right under a current secret";

    record Vector(WebhookSecret secret, String id, long timestamp, String text, String signature) {
        byte[] body() {
            return text.getBytes(UTF_8);
        }

        Instant sent() {
            return Instant.ofEpochSecond(timestamp);
        }

        List<String> refusal(String withId, String withTimestamp, byte[] withBody, String withSignature) {
            return new WebhookVerifier(List.of(secret))
                    .refusal(List.of(withId), List.of(withTimestamp), List.of(withSignature), withBody, sent()).stream()
                            .toList();
        }

        List<String> refusalSignedWith(String withSignature) {
            return refusal(id, Long.toString(timestamp), body(), withSignature);
        }

        List<String> refusalAt(Instant now) {
            return new WebhookVerifier(List.of(secret))
                    .refusal(List.of(id), List.of(Long.toString(timestamp)), List.of(signature), body(), now).stream()
                            .toList();
        }
    }

    static Stream<Vector> valid() {
        return StreamSupport.stream(VECTORS.path("valid").spliterator(), false)
                .map(node -> new Vector(
                        WebhookSecret.parse(Json.text(node, "secret")),
                        Json.text(node, "id"),
                        node.path("timestamp").longValue(),
                        Json.text(node, "body"),
                        Json.text(node, "signature")));
    }

    @Test
    void eachThingThatMustBeRefusedHasItsTestBelow() {
        assertThat(Json.list(VECTORS, "mustBeRefused", JsonNode::stringValue))
                .containsExactly(
                        "any byte of body, id or timestamp changed",
                        "timestamp more than 300 s old or 300 s ahead",
                        "missing or repeated header",
                        "v2 or unversioned signature only",
                        "an id that contains '.'",
                        "a signature that is right under no current secret");
        assertThat(valid()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aPublishedVectorIsSignedAndAccepted(Vector vector) {
        assertThat(vector.secret().sign(vector.id(), vector.timestamp(), vector.body()))
                .isEqualTo(vector.signature());
        assertThat(vector.refusalSignedWith(vector.signature())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void anyByteOfTheBodyChangedIsRefused(Vector vector) {
        for (int i = 0; i < vector.body().length; i++) {
            byte[] changed = vector.body().clone();
            changed[i] ^= 1;
            assertThat(vector.refusal(vector.id(), Long.toString(vector.timestamp()), changed, vector.signature()))
                    .containsExactly(WRONG_SIGNATURE);
        }
        assertThat(vector.refusal(vector.id(), Long.toString(vector.timestamp()), new byte[0], vector.signature()))
                .containsExactly(WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void anyByteOfTheIdOrTimestampChangedIsRefused(Vector vector) {
        String timestamp = Long.toString(vector.timestamp());
        for (int i = 0; i < vector.id().length(); i++) {
            String changed = changedAt(vector.id(), i);
            assertThat(vector.refusal(changed, timestamp, vector.body(), vector.signature()))
                    .containsExactly(WRONG_SIGNATURE);
        }
        for (int i = 0; i < timestamp.length(); i++) {
            assertThat(vector.refusal(vector.id(), changedAt(timestamp, i), vector.body(), vector.signature()))
                    .hasSize(1);
        }
        // The same number in other digits.
        assertThat(vector.refusal(vector.id(), "0" + timestamp, vector.body(), vector.signature()))
                .containsExactly(WRONG_SIGNATURE);
    }

    private static String changedAt(String text, int index) {
        char[] chars = text.toCharArray();
        chars[index] = chars[index] == '1' ? '2' : '1';
        return new String(chars);
    }

    @Test
    void aTimestampMoreThan300SecondsAwayIsRefused() {
        Instant sent = FIRST.sent();
        assertThat(FIRST.refusalAt(sent.plusSeconds(300))).isEmpty();
        assertThat(FIRST.refusalAt(sent.minusSeconds(300))).isEmpty();
        assertThat(FIRST.refusalAt(sent.plusSeconds(300).plusNanos(1)))
                .containsExactly("webhook-timestamp is more than 5 minutes away");
        assertThat(FIRST.refusalAt(sent.minusSeconds(301))).hasSize(1);
        assertThat(FIRST.refusalAt(sent.plusSeconds(301))).hasSize(1);
        assertThat(FIRST.refusalAt(Instant.EPOCH)).hasSize(1);
    }

    @Test
    void aMissingOrRepeatedHeaderIsRefused() {
        List<String> id = List.of(FIRST.id());
        List<String> timestamp = List.of(Long.toString(FIRST.timestamp()));
        List<String> signature = List.of(FIRST.signature());
        assertThat(refused(id, timestamp, signature)).isFalse();
        for (int times : new int[] {0, 2}) {
            assertThat(refused(repeated(id, times), timestamp, signature)).isTrue();
            assertThat(refused(id, repeated(timestamp, times), signature)).isTrue();
            assertThat(refused(id, timestamp, repeated(signature, times))).isTrue();
        }
    }

    private static List<String> repeated(List<String> header, int times) {
        return Collections.nCopies(times, header.getFirst());
    }

    private static boolean refused(List<String> ids, List<String> timestamps, List<String> signatures) {
        return new WebhookVerifier(List.of(FIRST.secret()))
                .refusal(ids, timestamps, signatures, FIRST.body(), FIRST.sent())
                .isPresent();
    }

    @Test
    void aTimestampThatIsNotPlainDigitsIsRefused() {
        for (String timestamp : List.of("", "-1", "+1614265330", " 1614265330", "1614265330.0", "٣", "9".repeat(13))) {
            assertThat(FIRST.refusal(FIRST.id(), timestamp, FIRST.body(), FIRST.signature()))
                    .containsExactly("webhook-timestamp must be seconds since 1970");
        }
    }

    @Test
    void aSignatureOfAnotherOrNoVersionIsRefused() {
        String bare = FIRST.signature().substring(3);
        for (String header :
                List.of("v2," + bare, bare, "v1" + bare, "V1," + bare, "v1a," + bare, "", " ", "v1,", ",")) {
            assertThat(FIRST.refusalSignedWith(header)).containsExactly(WRONG_SIGNATURE);
        }
        assertThat(FIRST.refusalSignedWith("v2," + bare + " " + FIRST.signature()))
                .isEmpty();
        assertThat(FIRST.refusalSignedWith("v1,!!! " + FIRST.signature())).isEmpty();
    }

    @Test
    void aShortenedSignatureIsRefused() {
        byte[] mac = Base64.getDecoder().decode(FIRST.signature().substring(3));
        for (int length = 0; length < mac.length; length++) {
            String shortened = Base64.getEncoder().encodeToString(Arrays.copyOf(mac, length));
            assertThat(FIRST.refusalSignedWith("v1," + shortened)).containsExactly(WRONG_SIGNATURE);
        }
    }

    @Test
    void onlyTheFirstTenSignaturesAreTried() {
        String wrong = "v1," + Base64.getEncoder().encodeToString(new byte[32]);
        List<String> signatures = new ArrayList<>(Collections.nCopies(9, wrong));
        signatures.add(FIRST.signature());
        assertThat(FIRST.refusalSignedWith(String.join(" ", signatures))).isEmpty();
        signatures.addFirst(wrong);
        assertThat(FIRST.refusalSignedWith(String.join(" ", signatures))).containsExactly(WRONG_SIGNATURE);
    }

    @Test
    void anIdWithAPointIsRefusedThoughItsSignatureIsRight() {
        for (String id : List.of("msg.1", ".", "", "a b", "é", "a\n", "a".repeat(201))) {
            String signature = FIRST.secret().sign(id, FIRST.timestamp(), FIRST.body());
            assertThat(FIRST.refusal(id, Long.toString(FIRST.timestamp()), FIRST.body(), signature))
                    .containsExactly("webhook-id must be visible ASCII without a point");
        }
    }

    @Test
    void aSignatureUnderNoCurrentSecretIsRefused() {
        assertThat(FIRST.refusalSignedWith(OTHER.sign(FIRST.id(), FIRST.timestamp(), FIRST.body())))
                .containsExactly(WRONG_SIGNATURE);
        assertThat(verified(List.of())).isFalse();
        assertThat(verified(List.of(OTHER))).isFalse();
        // During a rotation either will do.
        assertThat(verified(List.of(OTHER, FIRST.secret()))).isTrue();
        assertThat(verified(List.of(FIRST.secret(), OTHER))).isTrue();
    }

    private static boolean verified(List<WebhookSecret> secrets) {
        return new WebhookVerifier(secrets)
                .refusal(
                        List.of(FIRST.id()),
                        List.of(Long.toString(FIRST.timestamp())),
                        List.of(FIRST.signature()),
                        FIRST.body(),
                        FIRST.sent())
                .isEmpty();
    }

    @Test
    void aSecretIsPrefixAndBase64Of24To64Bytes() {
        for (int length : new int[] {24, 32, 64}) {
            WebhookSecret secret = WebhookSecret.of(new byte[length]);
            assertThat(WebhookSecret.parse(secret.reveal()).reveal()).isEqualTo(secret.reveal());
        }
        // Someone else's may be shorter.
        assertThat(WebhookSecret.parse(encoded(16)).reveal()).isEqualTo(encoded(16));
        for (int length : new int[] {0, 23, 65}) {
            assertThatIllegalArgumentException().isThrownBy(() -> WebhookSecret.of(new byte[length]));
        }
        for (String text :
                List.of("", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_$$$", encoded(15), encoded(65))) {
            assertThatIllegalArgumentException().isThrownBy(() -> WebhookSecret.parse(text));
        }
    }

    private static String encoded(int length) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(OTHER).hasToString("WebhookSecret[hidden]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecret.parse("whsec_not*base64*SECRET"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SECRET"));
    }
}
