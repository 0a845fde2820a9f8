package dev.lendersync.staff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final String EMAIL = "Ada.Lovelace@example.com";

    @ParameterizedTest
    @CsvSource({
        "short77, must have 8 to 200 characters",
        "aaaaaaaaaa, must have at least 3 different characters",
        "1212121212, must have at least 3 different characters",
        "12345678, must not be a sequence",
        "987654321, must not be a sequence",
        "abcdefgh, must not be a sequence",
        "Qwertyuiop, must not be a sequence",
        "qwerty-uiop, must not be a sequence",
        "1qaz2wsx, must not be a sequence",
        "my ada.lovelace, must not hold the name in the e-mail address",
        "AdaLovelace1815, must not hold the name in the e-mail address",
        "Lender-Sync 2026, must not hold the name of this product",
        "password, must not be among the first that anybody would try",
        "Password123!, must not be among the first that anybody would try",
        "p@ssw0rd, must not be among the first that anybody would try",
        "P@$$w0rd2026, must not be among the first that anybody would try",
        "!!welcome!!, must not be among the first that anybody would try",
        "Summer2026!, must not be among the first that anybody would try",
        "correct-horse-battery-staple, must not be among the first that anybody would try"
    })
    void whatIsTriedFirst(String password, String rule) {
        assertThat(PasswordRules.fault(password, EMAIL).orElseThrow())
                .startsWith(rule)
                .doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "a long enough pass phrase 41",
                "password of my own making",
                "Xk29vQm1",
                "šžřýáíéů",
                "Ada & her engine",
                "123456789 frogs",
                "chosen by himself"
            })
    void anyOtherIsTaken(String password) {
        assertThat(PasswordRules.fault(password, EMAIL)).isEmpty();
    }

    /// Two letters are in too many words.
    @ParameterizedTest
    @ValueSource(strings = {"bo@example.com", "", "@example.com"})
    void aShortNameForbidsNothing(String email) {
        assertThat(PasswordRules.fault("boring but long", email)).isEmpty();
    }
}
