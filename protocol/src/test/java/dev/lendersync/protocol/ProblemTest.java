package dev.lendersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 200, 304, 399, 600})
    void isAnError(int status) {
        assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(status, "code", "title", "detail"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 503, 599})
    void saysItsStatus(int status) {
        assertThat(Json.read(Problem.of(status, "code", "title", "detail").encode())
                        .path("status")
                        .intValue())
                .isEqualTo(status);
    }

    @Test
    void namesTheParameter() {
        Problem problem = Problem.invalidParameter("since", "a position is epoch:version");
        assertThat(problem)
                .isEqualTo(Problem.of(
                        400, "invalid-parameter", "A parameter is invalid", "since: a position is epoch:version"));
    }

    @Test
    void theDetailNamesTheOnlyBadFieldOrCountsThem() {
        Problem.FieldError name = new Problem.FieldError("/name", "is missing");
        assertThat(Problem.invalid(List.of(name)).detail()).isEqualTo("/name is missing");
        assertThat(Problem.invalid(List.of(new Problem.FieldError("", "must be an object")))
                        .detail())
                .isEqualTo("must be an object");
        assertThat(Problem.invalid(List.of(name, name)).detail()).isEqualTo("2 fields are invalid");
    }

    @Test
    void withAddsToACopy() {
        Problem problem = Problem.resyncRequired("why");
        assertThat(problem.with("a", 1).extra()).containsEntry("a", 1);
        assertThat(problem.extra()).isEmpty();
    }
}
