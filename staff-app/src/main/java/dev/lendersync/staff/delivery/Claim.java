package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Position;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A client that is to be told now, and is this node's to tell until the lease ends.
///
/// @param encrypted its webhook secrets, the newest first; two during a rotation
/// @param accepted the position that its endpoint last took
/// @param failures attempts that failed in a row
/// @param push the push that it has not followed yet
/// @param asked whether somebody asked for it, whatever it has proven
/// @param askedNo counts what was asked for
record Claim(
        UUID clientId,
        UUID lease,
        String baseUrl,
        List<Buffer> encrypted,
        Optional<Position> accepted,
        int failures,
        Optional<UUID> push,
        boolean asked,
        long askedNo) {
    Claim {
        encrypted = List.copyOf(encrypted);
    }

    int attempt() {
        return failures + 1;
    }

    /// Names the notice of a position: the same at each attempt, on every node. What somebody asked for is news at an
    /// old position too.
    String requestId(Position position) {
        return requestId(clientId, position) + push.map(id -> "_" + id).orElse(asked ? "_" + askedNo : "");
    }

    static String requestId(UUID clientId, Position position) {
        return "msg_" + clientId + "_" + position;
    }
}
