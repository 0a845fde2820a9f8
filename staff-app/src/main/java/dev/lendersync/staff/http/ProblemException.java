package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import java.util.List;

/// Ends a request with a problem.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    /// 422 with everything that is wrong with a body.
    public static ProblemException invalid(List<Problem.FieldError> errors) {
        return new ProblemException(Problem.invalid(errors));
    }

    /// 422 with the one thing that is wrong with a body.
    public static ProblemException invalid(String pointer, String detail) {
        return invalid(List.of(new Problem.FieldError(pointer, detail)));
    }

    public Problem problem() {
        return problem;
    }
}
