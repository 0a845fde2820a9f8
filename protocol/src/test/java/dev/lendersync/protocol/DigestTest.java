package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);
    /// Limbs at which carries begin, end and run through.
    private static final long[] EDGES = {0, 1, -1, -2, Long.MIN_VALUE, Long.MAX_VALUE};

    static List<Long> seeds() {
        return Seeds.of(20);
    }

    @Test
    void sumsAreModulo2To256AtEveryCarry() {
        List<Digest> edges = new ArrayList<>();
        for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
            edges.add(new Digest(EDGES[i / 216], EDGES[i / 36 % 6], EDGES[i / 6 % 6], EDGES[i % 6]));
        }
        for (Digest a : edges) {
            for (int i = 0; i < edges.size(); i += 29) {
                assertSumAndDifference(a, edges.get(i));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sumsAreModulo2To256(long seed) {
        RandomGenerator random = Seeds.random(seed);
        for (int i = 0; i < 200; i++) {
            assertSumAndDifference(random(random), random(random));
        }
    }

    private static void assertSumAndDifference(Digest a, Digest b) {
        BigInteger x = a.toBigInteger();
        BigInteger y = b.toBigInteger();
        Digest sum = a.plus(b);
        Digest difference = a.minus(b);
        // Plain comparisons: AssertJ would spend its time on the half million of descriptions.
        if (!sum.toBigInteger().equals(x.add(y).mod(MODULUS))
                || !difference.toBigInteger().equals(x.subtract(y).mod(MODULUS))) {
            throw new AssertionError(a + " and " + b + " give sum " + sum + " and difference " + difference);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderDoesNotMatterAndEverySummandCanBeTakenBack(long seed) {
        RandomGenerator random = Seeds.random(seed);
        List<Digest> summands = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            summands.add(random(random));
        }
        Digest sum = sum(summands);
        Collections.shuffle(summands, Random.from(random));
        assertThat(sum(summands)).isEqualTo(sum);
        Digest rest = sum;
        for (Digest summand : summands) {
            rest = rest.minus(summand);
        }
        assertThat(rest).isEqualTo(Digest.EMPTY);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void textIsReadBack(long seed) {
        Digest digest = random(Seeds.random(seed));
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
        assertThat(digest.toString()).matches("[0-9a-f]{64}");
        assertThat(digest.toBigInteger()).isEqualTo(new BigInteger(digest.toString(), 16));
    }

    @Test
    void isSha256() {
        // FIPS 180-2, appendix B.1.
        assertThat(Digest.of("abc".getBytes(UTF_8)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.EMPTY).hasToString("0".repeat(64));
    }

    @Test
    void refusesWhatIsNot64LowerCaseHexDigits() {
        String right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        List<String> wrong = List.of(
                "",
                right.substring(1),
                right + "0",
                "BA" + right.substring(2),
                "g" + right.substring(1),
                " " + right.substring(1),
                right + "\n",
                "0x" + right.substring(2),
                "٠" + right.substring(1));
        for (String text : wrong) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Digest.parse(text))
                    .withMessage("a digest is 64 lower-case hex digits");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1})
    void negationOfTheEdges(long limb) {
        Digest digest = new Digest(limb, limb, limb, limb);
        assertThat(digest.minus(digest)).isEqualTo(Digest.EMPTY);
        assertThat(Digest.EMPTY.minus(digest).plus(digest)).isEqualTo(Digest.EMPTY);
    }

    private static Digest sum(List<Digest> summands) {
        return summands.stream().reduce(Digest.EMPTY, Digest::plus);
    }

    /// Each limb is an edge as often as it is anything.
    private static Digest random(RandomGenerator random) {
        return new Digest(limb(random), limb(random), limb(random), limb(random));
    }

    private static long limb(RandomGenerator random) {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }
}
