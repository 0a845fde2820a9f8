package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The problems that edits of lenders and of products share.
public final class Edits {
    private Edits() {}

    public static Supplier<ProblemException> notFound(String what) {
        return () -> new ProblemException(
                Problem.of(404, "not-found", "Not found", "There is no " + what + " with this id."));
    }

    /// Somebody else was faster; the answer carries the row as it is now.
    public static ProblemException changedMeanwhile(String what, ObjectNode current) {
        return new ProblemException(Problem.of(
                        412,
                        "changed-meanwhile",
                        "Changed meanwhile",
                        "The " + what + " is at revision "
                                + current.path("revision").asLong() + " by now; `current` is how it looks.")
                .with("current", current));
    }

    /// Checks `If-Match` where it is optional.
    public static void requireRevision(Request request, String what, ObjectNode current) {
        if (request.headers().contains("If-Match")
                && request.expectedRevision() != current.path("revision").asLong()) {
            throw changedMeanwhile(what, current);
        }
    }

    public static ProblemException conflict(String detail, String member, ObjectNode other) {
        return new ProblemException(
                Problem.of(409, "conflict", "It would be there twice", detail).with(member, other));
    }

    public static ProblemException refused(String detail) {
        return new ProblemException(Problem.of(409, "refused", "Not possible now", detail));
    }
}
