package dev.lendersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final String LONGEST = "a".repeat(80);

    static List<Long> seeds() {
        return Seeds.of(50);
    }

    static Stream<String> wellFormed() {
        return Stream.of("k3v9q2xw7b:124", "A:0", "-:1", LONGEST + ":9007199254740991", "0:10", "Z-9:9");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                ":",
                "a",
                "a:",
                ":1",
                "a:01",
                "a:00",
                "a:-1",
                "a:+1",
                "a: 1",
                "a:1 ",
                " a:1",
                "a:1\n",
                "a\n:1",
                "a:1:2",
                "a::1",
                "a:1.0",
                "a:1e3",
                "a:0x1",
                "a:9007199254740992",
                "a:9223372036854775808",
                "a:99999999999999999999999999",
                "a:١",
                "a_b:1",
                "a.b:1",
                "é:1",
                "\"a:1\"",
                "W/\"a:1\"",
                LONGEST + "a:1");
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void textIsReadBack(String text) {
        assertThat(Position.parse(text)).hasToString(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyPositionIsReadBack(long seed) {
        RandomGenerator random = Seeds.random(seed);
        String epoch = random.ints(random.nextInt(1, 81), 0, 64)
                .mapToObj("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789--"::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
        Position position = new Position(new Epoch(epoch), random.nextLong() >>> random.nextInt(11, 64));
        assertThat(Position.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void anyOtherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Position.parse(text))
                .withMessageMatching(".*(position|version|epoch).*");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 53, Long.MAX_VALUE})
    void versionsAreExactIntegersOfJson(long version) {
        assertThatIllegalArgumentException().isThrownBy(() -> Products.at(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\n", "ä", "a_b"})
    void epochsAreLettersDigitsAndDashes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Epoch(text))
                .withMessage("epoch must be 1 to 80 of [A-Za-z0-9-]");
    }

    @Test
    void epochsAreAtMost80Long() {
        assertThat(new Epoch(LONGEST)).hasToString(LONGEST);
        assertThatIllegalArgumentException().isThrownBy(() -> new Epoch(LONGEST + "a"));
    }

    @Test
    void positionsAreComparedWithinAnEpochOnly() {
        Position here = Products.at(5);
        Position elsewhere = new Position(new Epoch("other"), 5);
        assertThat(here.hasReached(Products.at(4))).isTrue();
        assertThat(here.hasReached(Products.at(5))).isTrue();
        assertThat(here.hasReached(Products.at(6))).isFalse();
        assertThat(here.hasReached(elsewhere.at(4))).isFalse();
        assertThat(here.sameEpoch(Products.at(6))).isTrue();
        assertThat(here.sameEpoch(elsewhere)).isFalse();
        assertThat(here.at(7)).isEqualTo(Products.at(7));
    }
}
