package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUriTest {
    @Test
    void userAndPasswordAreDecodedAndLeaveTheUrl() {
        DatabaseUri uri = DatabaseUri.parse("postgresql://me:p%40ss+1@[::1]:6543/shop?sslmode=require");

        assertThat(uri.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:6543/shop?sslmode=require");
        assertThat(uri.login()).containsOnly(Map.entry("user", "me"), Map.entry("password", "p@ss+1"));
        assertThat(uri.toString()).doesNotContain("p@ss");
    }

    @Test
    void thePortMayBeLeftOut() {
        assertThat(DatabaseUri.parse("postgres://db.example/shop").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.example:5432/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://me:secret@db/x", "postgresql://me:secret@db", "secret", "postgresql://a b:secret/"})
    void anotherFormIsRefusedWithoutRepeatingThePassword(String text) {
        assertThatExceptionOfType(RunFailure.class)
                .isThrownBy(() -> DatabaseUri.parse(text))
                .withMessageContaining("DATABASE_URL")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("secret"));
    }
}
