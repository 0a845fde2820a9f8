package dev.lendersync.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// A catalog together with when each of its products last changed and which ones left it: all that it takes to answer
/// "what changed since V" for any V from the floor on. Immutable; a change costs the logarithm of the size.
public final class CatalogHistory {
    /// The most deletions that are remembered; forgetting one raises the floor.
    public static final int MAX_TOMBSTONES = 100_000;

    /// A change in the order of versions. Each product has one: its latest.
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

    private final Catalog catalog;
    private final long floor;
    private final PSortedMap<Change, Boolean> changes;
    private final PMap<UUID, Long> versions;

    private CatalogHistory(
            Catalog catalog, long floor, PSortedMap<Change, Boolean> changes, PMap<UUID, Long> versions) {
        this.catalog = catalog;
        this.floor = floor;
        this.changes = changes;
        this.versions = versions;
    }

    /// A history that begins at the catalog's own position, as after a snapshot: nothing older is known.
    public static CatalogHistory startingAt(Catalog catalog) {
        return new CatalogHistory(catalog, catalog.position().version(), TreePMap.empty(), HashTreePMap.empty());
    }

    /// A history from the source of truth.
    ///
    /// @param floor the oldest version from which a delta can be made
    /// @param tombstones products that left the catalog, and when
    public static CatalogHistory of(Catalog catalog, long floor, Map<UUID, Long> tombstones) {
        CatalogHistory history = new CatalogHistory(catalog, floor, TreePMap.empty(), HashTreePMap.empty());
        PSortedMap<Change, Boolean> changes = history.changes;
        PMap<UUID, Long> versions = history.versions;
        for (LenderProduct product : catalog.unordered()) {
            changes = changes.plus(new Change(product.version(), product.id()), true);
            versions = versions.plus(product.id(), product.version());
        }
        for (Map.Entry<UUID, Long> gone : tombstones.entrySet()) {
            changes = changes.plus(new Change(gone.getValue(), gone.getKey()), true);
            versions = versions.plus(gone.getKey(), gone.getValue());
        }
        return new CatalogHistory(catalog, floor, changes, versions).forgetBeyondLimit();
    }

    public Catalog catalog() {
        return catalog;
    }

    public long floor() {
        return floor;
    }

    /// The history after a change that leads to `next`.
    ///
    /// @param changed the ids of all products that differ between the two catalogs
    public CatalogHistory advance(Catalog next, Collection<UUID> changed) {
        PSortedMap<Change, Boolean> nextChanges = changes;
        PMap<UUID, Long> nextVersions = versions;
        for (UUID id : changed) {
            Long before = nextVersions.get(id);
            if (before != null) {
                nextChanges = nextChanges.minus(new Change(before, id));
            }
            // The version at which this keeper learnt of it: never lower than the real one, so a reader in between
            // is given too much rather than too little.
            long version = next.position().version();
            nextChanges = nextChanges.plus(new Change(version, id), true);
            nextVersions = nextVersions.plus(id, version);
        }
        return new CatalogHistory(next, floor, nextChanges, nextVersions).forgetBeyondLimit();
    }

    /// The history without what lies below a floor that was raised.
    public CatalogHistory withFloor(long newFloor) {
        if (newFloor <= floor) {
            return this;
        }
        PSortedMap<Change, Boolean> nextChanges = changes;
        PMap<UUID, Long> nextVersions = versions;
        for (Change old : changes.headMap(Change.firstAfter(newFloor)).keySet()) {
            nextChanges = nextChanges.minus(old);
            nextVersions = nextVersions.minus(old.id());
        }
        return new CatalogHistory(catalog, newFloor, nextChanges, nextVersions);
    }

    private CatalogHistory forgetBeyondLimit() {
        long tombstones = (long) versions.size() - catalog.size();
        return tombstones <= MAX_TOMBSTONES
                ? this
                : withFloor(changes.firstKey().version());
    }

    /// What a reader at `since` needs to be at the head (SPEC.md, section *Pull*).
    public Since since(Position since) {
        Position head = catalog.position();
        if (!since.sameEpoch(head)) {
            return new Since.Gone("the history began anew (epoch " + head.epoch() + ")");
        }
        if (since.version() > head.version()) {
            return new Since.Ahead();
        }
        if (since.version() == head.version()) {
            return new Since.UpToDate();
        }
        if (since.version() < floor) {
            return new Since.Gone("deletions before version " + floor + " are no longer known");
        }
        return delta(since, head);
    }

    private Since delta(Position since, Position head) {
        List<LenderProduct> upserts = new ArrayList<>();
        List<UUID> deletes = new ArrayList<>();
        long bytes = 0;
        for (Change change : changes.tailMap(Change.firstAfter(since.version())).keySet()) {
            LenderProduct product = catalog.product(change.id()).orElse(null);
            if (product == null) {
                deletes.add(change.id());
                bytes += 39;
            } else {
                upserts.add(product);
                bytes += product.size() + 1;
            }
            if (upserts.size() + deletes.size() > Delta.MAX_CHANGES || bytes > Delta.MAX_BYTES) {
                return new Since.Gone("more changed than one delta holds");
            }
        }
        upserts.sort(LenderProduct.BY_NAME);
        deletes.sort(java.util.Comparator.comparing(UUID::toString));
        return new Since.Available(new Delta(since, head, catalog.digest(), upserts, deletes));
    }
}
