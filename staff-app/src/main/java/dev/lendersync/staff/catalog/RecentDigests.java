package dev.lendersync.staff.catalog;

import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The digests of the last few positions, so that an audit whose SQL saw a version that has passed since can still
/// compare. For one thread.
final class RecentDigests {
    private final Map<Position, Digest> digests;

    RecentDigests(int limit) {
        digests = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Position, Digest> eldest) {
                return size() > limit;
            }
        };
    }

    void add(Position position, Digest digest) {
        digests.put(position, digest);
    }

    Optional<Digest> at(Position position) {
        return Optional.ofNullable(digests.get(position));
    }
}
