package dev.lendersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers as RFC 8785, section 3.2.2.3, wants them: as ECMAScript writes them.
class EcmaScriptNumberTest {
    /// RFC 8785, appendix B; NaN and Infinity are below.
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void appendixB(String bits, String text) {
        assertThat(CanonicalJson.ecmaScript(ofBits(bits))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "-0.0, 0",
        "5e-324, 5e-324",
        "9.9e-324, 1e-323",
        "1e-323, 1e-323",
        "1.5e-323, 1.5e-323",
        "2e-323, 2e-323",
        "1e21, 1e+21",
        "1E30, 1e+30",
        "9007199254740991, 9007199254740991",
        "333333333.33333329, 333333333.3333333",
        "4.50, 4.5",
        "2e-3, 0.002",
        "0.000000000000000000000000001, 1e-27",
        "1e-27, 1e-27",
        "2e23, 2e+23",
        "1e-7, 1e-7",
        "123e-7, 0.0000123",
        "100, 100",
        "-1.5, -1.5"
    })
    void texts(double value, String text) {
        assertThat(CanonicalJson.ecmaScript(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatThrownBy(() -> CanonicalJson.ecmaScript(value)).isInstanceOf(MalformedMessageException.class);
    }

    /// Written by Node; see `ecmascript-numbers.mjs` beside it.
    @Test
    void asNodeWritesThem() {
        List<String> lines =
                TestFiles.text("vectors/ecmascript-numbers.txt").lines().toList();
        assertThat(lines).hasSizeGreaterThan(2_000);
        List<String> wrong = lines.stream()
                .filter(line -> {
                    String[] bitsAndText = line.split(" ");
                    return !CanonicalJson.ecmaScript(ofBits(bitsAndText[0])).equals(bitsAndText[1]);
                })
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static double ofBits(String hex) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16));
    }
}
