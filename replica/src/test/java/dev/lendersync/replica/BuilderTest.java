package dev.lendersync.replica;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuilderTest {
    static Stream<Consumer<LenderProducts.Builder>> mistakes() {
        return Stream.of(
                builder -> builder.openTimeout(Duration.ZERO),
                builder -> builder.openTimeout(Duration.ofMillis(60_001)),
                builder -> builder.pollEvery(Duration.ofMillis(-1)),
                builder -> builder.pollEvery(Duration.ofHours(2)),
                builder -> builder.instance(""),
                builder -> builder.instance("a b"),
                builder -> builder.certificateAuthority(Path.of("none.pem")),
                builder -> builder.certificateAuthority(Path.of("pom.xml")),
                builder -> builder.instance("x".repeat(65)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldAtOnce(Consumer<LenderProducts.Builder> mistake) {
        LenderProducts.Builder builder = LenderProducts.connect("https://staff.test/mounted/", "lsk_key");
        assertThatThrownBy(() -> mistake.accept(builder)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBadKeyIsNotRepeated() {
        assertThatThrownBy(() -> LenderProducts.connect("https://staff.test", "lsk secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
