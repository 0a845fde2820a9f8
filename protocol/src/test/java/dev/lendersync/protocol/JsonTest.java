package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{} {}",
                "{} x",
                "[1,]",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "[{\"b\":{\"a\":1,\"a\":2}}]",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "'a'",
                "{a:1}",
                "// comment\n1",
                "\"tab\tinside\"",
                "nul"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("not JSON: ");
        assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("not JSON: ");
    }

    @Test
    void nestingIsLimited() {
        assertThat(Json.read(nested(Json.MAX_DEPTH)).isArray()).isTrue();
        assertThatThrownBy(() -> Json.read(nested(Json.MAX_DEPTH + 1))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Json.read(nested(1_000_000))).isInstanceOf(MalformedMessageException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void stringsAreLimited() {
        assertThat(Json.read(quoted(Json.MAX_STRING)).stringValue()).hasSize(Json.MAX_STRING);
        assertThatThrownBy(() -> Json.read(quoted(Json.MAX_STRING + 1))).isInstanceOf(MalformedMessageException.class);
    }

    private static String quoted(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }

    @Test
    void numbersAreLimited() {
        assertThatThrownBy(() -> Json.read("1".repeat(101))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Json.read("0." + "1".repeat(1_000_000))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void halfASurrogatePairInUtf8IsRefused() {
        byte[] text = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(MalformedMessageException.class);
    }
}
