package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// RFC 8785. For numbers see [EcmaScriptNumberTest].
class CanonicalJsonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static List<Long> seeds() {
        return Seeds.of(100);
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.write(Json.read(json)), UTF_8);
    }

    /// RFC 8785, section 3.2.2, less `1E30`: as an integer beyond 2^53−1 it is refused here.
    @Test
    void sampleOfTheRfc() {
        assertThat(canonical("""
                {
                  "numbers": [333333333.33333329, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /// RFC 8785, section 3.2.3.
    @Test
    void keysAreInTheOrderOfUtf16CodeUnits() {
        assertThat(canonical("""
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"\uD83D\uDE00\":\"Emoji: Grinning Face\","
                        + "\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "null|null",
                "{}|{}",
                "[]|[]",
                "[ [ ] , { } ]|[[],{}]",
                "{\"b\":1,\"a\":{\"d\":[],\"c\":2}}|{\"a\":{\"c\":2,\"d\":[]},\"b\":1}",
                "{\"aa\":1,\"a\":2,\"\":3}|{\"\":3,\"a\":2,\"aa\":1}",
                "[-0,-0.0,1.0,1e0,10e-1]|[0,0,1,1,1]",
                "[9007199254740991,-9007199254740991]|[9007199254740991,-9007199254740991]",
                "[9007199254740991.0,1e15]|[9007199254740991,1000000000000000]",
                "1e-400|0"
            })
    void texts(String json, String canonical) {
        assertThat(canonical(json)).isEqualTo(canonical);
    }

    @Test
    void everyCharacterIsEscapedAsTheRfcSays() {
        for (int c = 0; c <= 0xFFFF; c++) {
            if (Character.isSurrogate((char) c)) {
                continue;
            }
            String text = String.valueOf((char) c);
            String written = new String(CanonicalJson.write(NODES.stringNode(text)), UTF_8);
            if (!written.equals("\"" + escaped(c, text) + "\"")) {
                throw new AssertionError("U+%04X is written %s".formatted(c, written));
            }
        }
    }

    private static String escaped(int c, String text) {
        return switch (c) {
            case 0x08 -> "\\b";
            case 0x09 -> "\\t";
            case 0x0A -> "\\n";
            case 0x0C -> "\\f";
            case 0x0D -> "\\r";
            case 0x22 -> "\\\"";
            case 0x5C -> "\\\\";
            default -> c < 0x20 ? "\\u%04x".formatted(c) : text;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"x\\udbff\"",
                "\"\\ud800\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude00\\ude00\"",
                "{\"\\ud800\":1}",
                "[{\"a\":[\"\\udfff\"]}]"
            })
    void halfASurrogatePairIsRefused(String json) {
        assertThatThrownBy(() -> canonical(json))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a string holds half of a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "123456789012345678901234567890",
                // However it is written: its canonical text would be an integer that is refused when read again.
                "9007199254740992.0",
                "1e16",
                "-1e16",
                "1e20",
                "1e21",
                "1E30",
                "1e400",
                "-1e400"
            })
    void anIntegerBeyond2To53IsRefused(String json) {
        assertThatThrownBy(() -> canonical(json))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("an integer is beyond 2^53-1");
        assertThatThrownBy(() -> canonical("{\"a\":[" + json + "]}")).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.write(NODES.binaryNode(new byte[1])))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CanonicalJson.write(NODES.numberNode(Double.NaN)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CanonicalJson.write(NODES.missingNode()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCanonicalTextIsItsOwnCanonicalText(long seed) {
        JsonNode value = randomValue(Seeds.random(seed), 5);
        byte[] once = CanonicalJson.write(value);
        assertThat(CanonicalJson.write(Json.read(once))).isEqualTo(once);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfMembersDoesNotMatter(long seed) {
        RandomGenerator random = Seeds.random(seed);
        ObjectNode value = NODES.objectNode();
        for (int i = 0; i < 10; i++) {
            value.set(randomText(random), randomValue(random, 2));
        }
        List<String> names = new ArrayList<>(value.propertyNames());
        Collections.shuffle(names, Random.from(random));
        ObjectNode shuffled = NODES.objectNode();
        names.forEach(name -> shuffled.set(name, value.path(name)));
        assertThat(CanonicalJson.write(shuffled)).isEqualTo(CanonicalJson.write(value));
    }

    private static JsonNode randomValue(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong(-Position.MAX_INTEGER, Position.MAX_INTEGER + 1));
            case 3 -> NODES.numberNode(fraction(random));
            case 4, 5 -> NODES.stringNode(randomText(random));
            case 6 -> {
                var array = NODES.arrayNode();
                random.ints(random.nextInt(5)).forEach(i -> array.add(randomValue(random, depth - 1)));
                yield array;
            }
            default -> {
                var object = NODES.objectNode();
                random.ints(random.nextInt(5))
                        .forEach(i -> object.set(randomText(random), randomValue(random, depth - 1)));
                yield object;
            }
        };
    }

    /// Any double that isn't too large an integer.
    private static double fraction(RandomGenerator random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Math.abs(value) <= 1e15 ? value : random.nextDouble();
    }

    private static String randomText(RandomGenerator random) {
        int[] ranges = {0x20, 0x80, 0x800, 0xD800, 0x110000};
        return random.ints(random.nextInt(6), 0, ranges.length)
                .map(range -> random.nextInt(ranges[range]))
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
