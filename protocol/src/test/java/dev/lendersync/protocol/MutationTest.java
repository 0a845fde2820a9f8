package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever bytes a peer sends, a decoder gives a value or a [MalformedMessageException]: never another exception,
/// never a value that differs but has the digest that it claims.
class MutationTest {
    private static final int ROUNDS = 500;
    private static final String[] WORDS = {
        "null",
        "{}",
        "[]",
        "\"\"",
        "-1",
        "1e999",
        "9007199254740993",
        "\\ud800",
        "\\u0000",
        "true",
        ",",
        "}",
        "]",
        ":",
        "\"",
        "1E16",
        "-9223372036854775808",
        "[[[[[[[[[[[[[[[[[[[[",
        "\"id\"",
        "\"version\"",
        "\"position\""
    };

    interface Decoder {
        Object decode(byte[] body);
    }

    static Stream<Arguments> messages() {
        return messages(2);
    }

    static Stream<Arguments> manyMessages() {
        return messages(300);
    }

    private static Stream<Arguments> messages(int seeds) {
        return Seeds.of(seeds).stream().flatMap(seed -> {
            RandomGenerator random = Seeds.random(seed);
            StaffHistory staff = StaffHistory.random(random, 6);
            Catalog catalog = staff.catalog(staff.head());
            Problem problem = Problem.resyncRequired("why");
            return Stream.of(
                    message("snapshot", seed, SyncCodec.encode(catalog), SyncCodec::decodeSnapshot),
                    message("delta", seed, SyncCodec.encode(staff.delta(2, 6)), SyncCodec::decodeDelta),
                    message("webhook", seed, notice(catalog).encode(), WebhookNotice::decode),
                    message("applied", seed, Applied.of(catalog).encode(), Applied::decode),
                    message("frame", seed, FrameCodec.encode(new Frame.Change(staff.delta(2, 6))), MutationTest::frame),
                    message("json", seed, problem.encode(), Json::read),
                    message("product", seed, Products.random(random, 1, 1).canonical(), MutationTest::product));
        });
    }

    private static Arguments message(String what, long seed, byte[] body, Decoder decoder) {
        return Arguments.of(what, seed, body, decoder);
    }

    private static Object frame(byte[] body) {
        return FrameCodec.decodeFromServer(new String(body, UTF_8));
    }

    private static WebhookNotice notice(Catalog catalog) {
        var changed = catalog.products().stream()
                .map(product -> new WebhookNotice.Changed(product.id(), "upsert"))
                .toList();
        var sent = Instant.parse("2026-01-02T03:04:05Z");
        return new WebhookNotice(sent, catalog.position(), catalog.digest(), true, changed, false);
    }

    /// A product that was accepted is accepted by the next one that it is sent to.
    private static LenderProduct product(byte[] body) {
        LenderProduct product = LenderProduct.of(Json.read(body));
        assertThat(LenderProduct.of(product.json())).isEqualTo(product);
        product.details();
        return product;
    }

    @ParameterizedTest(name = "{0} seed {1}")
    @MethodSource("messages")
    void onlyMalformedMessageExceptionsEscape(String what, long seed, byte[] body, Decoder decoder) {
        RandomGenerator random = Seeds.random(seed);
        Object whole = decoder.decode(body);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] mutated = mutated(random, body);
            try {
                Object decoded = decoder.decode(mutated);
                if (decoded instanceof Snapshot snapshot && snapshot.verified()) {
                    assertThat(snapshot.catalog().unordered())
                            .containsExactlyInAnyOrderElementsOf(
                                    ((Snapshot) whole).catalog().unordered());
                }
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).as("of " + what).isGreaterThan(ROUNDS / 10);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0} seed {1}")
    @MethodSource("manyMessages")
    void onlyMalformedMessageExceptionsEscapeForLong(String what, long seed, byte[] body, Decoder decoder) {
        onlyMalformedMessageExceptionsEscape(what, seed, body, decoder);
    }

    private static byte[] mutated(RandomGenerator random, byte[] body) {
        byte[] mutated = body.clone();
        int times = random.nextInt(1, 4);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt();
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated = spliced(mutated, at, Math.min(mutated.length, at + random.nextInt(1, 20)), "");
                default -> mutated = spliced(mutated, at, at, WORDS[random.nextInt(WORDS.length)]);
            }
            if (mutated.length == 0) {
                return mutated;
            }
        }
        return mutated;
    }

    /// The bytes with those from `from` to `to` replaced.
    private static byte[] spliced(byte[] bytes, int from, int to, String text) {
        byte[] with = text.getBytes(US_ASCII);
        byte[] spliced = Arrays.copyOf(bytes, from + with.length + bytes.length - to);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }

    static List<byte[]> unlucky() {
        return List.of(
                new byte[] {},
                new byte[] {0},
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                new byte[] {(byte) 0xFE, (byte) 0xFF},
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0},
                new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
                new byte[] {'{', (byte) 0xC0});
    }

    @ParameterizedTest
    @MethodSource("unlucky")
    void bytesThatAreNoUtf8(byte[] body) {
        List<Decoder> decoders = List.of(
                SyncCodec::decodeSnapshot, SyncCodec::decodeDelta, WebhookNotice::decode, Applied::decode, Json::read);
        for (Decoder decoder : decoders) {
            assertThatThrownBy(() -> decoder.decode(body)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
