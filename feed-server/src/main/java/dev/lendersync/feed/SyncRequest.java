package dev.lendersync.feed;

import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.SyncHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/// What a reader asks of `/sync`.
///
/// @param since the position that the reader has and wants to go on from; nothing when it wants the snapshot
/// @param atLeast a position that the answer must have reached
/// @param ifNoneMatch the values of that header
/// @param encoding the content coding that suits the reader best
record SyncRequest(Optional<Position> since, Optional<Position> atLeast, List<String> ifNoneMatch, Encoding encoding) {
    private static final String SINCE = "since";
    private static final int LONGEST_ECHO = 100;

    /// Signals a request that cannot be understood; carries the answer.
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private InvalidException(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static SyncRequest of(HttpServerRequest request) throws InvalidException {
        MultiMap headers = request.headers();
        requireInstance(headers.getAll(SyncHeaders.INSTANCE));
        return new SyncRequest(
                position(SINCE, sinceValues(request)),
                position(SyncHeaders.AT_LEAST, headers.getAll(SyncHeaders.AT_LEAST)),
                headers.getAll(HttpHeaders.IF_NONE_MATCH),
                AcceptEncoding.best(headers.getAll(HttpHeaders.ACCEPT_ENCODING)));
    }

    private static void requireInstance(List<String> names) throws InvalidException {
        if (names.size() > 1 || !names.stream().allMatch(SyncHeaders::isInstance)) {
            throw invalid(SyncHeaders.INSTANCE, "must be there once at most, 1 to 64 of [A-Za-z0-9._-]");
        }
    }

    /// The position that a node at `head` must reach before it can answer.
    Optional<Position> beyond(Position head) {
        return atLeast.filter(position -> !head.hasReached(position))
                .or(() -> since.filter(position -> position.sameEpoch(head) && !head.hasReached(position)));
    }

    private static List<String> sinceValues(HttpServerRequest request) throws InvalidException {
        MultiMap parameters;
        try {
            parameters = request.params();
        } catch (IllegalArgumentException notDecodable) {
            throw invalid("query", "its percent-encoding is broken");
        }
        for (String name : parameters.names()) {
            if (!name.equals(SINCE)) {
                throw invalid(name.substring(0, Math.min(name.length(), LONGEST_ECHO)), "unknown; only since is known");
            }
        }
        return parameters.getAll(SINCE);
    }

    private static Optional<Position> position(String name, List<String> values) throws InvalidException {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw invalid(name, "must be there once at most");
        }
        try {
            return Optional.of(Position.parse(values.getFirst()));
        } catch (IllegalArgumentException e) {
            throw invalid(name, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidException invalid(String name, String why) {
        return new InvalidException(Problem.invalidParameter(name, why));
    }
}
