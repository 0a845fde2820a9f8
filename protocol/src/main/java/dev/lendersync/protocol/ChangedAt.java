package dev.lendersync.protocol;

import java.util.UUID;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/// The version at which each of a set of products last changed, in the order of versions. Immutable; a change costs
/// the logarithm of the size.
final class ChangedAt {
    static final ChangedAt NONE = new ChangedAt(TreePSet.empty(), HashTreePMap.empty());

    private record Change(long version, UUID id) implements Comparable<Change> {
        private static final UUID LOWEST = new UUID(Long.MIN_VALUE, Long.MIN_VALUE);

        static Change firstAfter(long version) {
            return new Change(version + 1, LOWEST);
        }

        @Override
        public int compareTo(Change other) {
            int byVersion = Long.compare(version, other.version);
            return byVersion != 0 ? byVersion : id.compareTo(other.id);
        }
    }

    private final PSortedSet<Change> changes;
    private final PMap<UUID, Long> versions;

    private ChangedAt(PSortedSet<Change> changes, PMap<UUID, Long> versions) {
        this.changes = changes;
        this.versions = versions;
    }

    ChangedAt with(UUID id, long version) {
        ChangedAt others = without(id);
        return new ChangedAt(others.changes.plus(new Change(version, id)), others.versions.plus(id, version));
    }

    ChangedAt without(UUID id) {
        Long version = versions.get(id);
        return version == null ? this : new ChangedAt(changes.minus(new Change(version, id)), versions.minus(id));
    }

    ChangedAt withoutOldest() {
        return without(changes.first().id());
    }

    long oldestVersion() {
        return changes.first().version();
    }

    int size() {
        return versions.size();
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    /// The ids of those that changed after a version, oldest change first. Lazy.
    Stream<UUID> after(long version) {
        return changes.tailSet(Change.firstAfter(version)).stream().map(Change::id);
    }
}
