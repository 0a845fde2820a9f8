package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodePointsTest {
    /// Code points at which UTF-8, UTF-16 and plane change.
    private static final int[] EDGES = {
        0, 'a', 'b', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFB33, 0xFFFF, 0x10000, 0x1F600, 0x103FF, 0x10400,
        0x10FFFF
    };

    static List<Long> seeds() {
        return Seeds.of(50);
    }

    @Test
    void asUtf8BytesAtTheEdges() {
        for (int x : EDGES) {
            for (int y : EDGES) {
                assertAsUtf8(Character.toString(x), Character.toString(y));
                assertAsUtf8("a" + Character.toString(x), "a" + Character.toString(y) + "a");
                assertAsUtf8(Character.toString(x) + Character.toString(y), Character.toString(x));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asUtf8Bytes(long seed) {
        RandomGenerator random = Seeds.random(seed);
        for (int i = 0; i < 500; i++) {
            String common = text(random);
            assertAsUtf8(common + text(random), common + text(random));
        }
    }

    /// Unsigned UTF-8 bytes have the order of code points.
    private static void assertAsUtf8(String a, String b) {
        int expected = Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
        assertThat(Integer.signum(CodePoints.ORDER.compare(a, b)))
                .as(
                        "%s and %s",
                        a.codePoints().boxed().toList(), b.codePoints().boxed().toList())
                .isEqualTo(expected);
    }

    private static String text(RandomGenerator random) {
        return random.ints(random.nextInt(4), 0, EDGES.length)
                .map(i -> EDGES[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
