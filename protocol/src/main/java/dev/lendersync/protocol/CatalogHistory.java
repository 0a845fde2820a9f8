package dev.lendersync.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A catalog together with when each of its products last changed and which ones left it: all that it takes to answer
/// "what changed since V" for any V from the floor on. Immutable; a change costs the logarithm of the size.
public final class CatalogHistory {
    /// The most deletions that are remembered; forgetting one raises the floor.
    public static final int MAX_TOMBSTONES = 100_000;

    /// An id in quotes, and its separator.
    private static final int DELETE_BYTES = 39;

    private final Catalog catalog;
    private final long floor;
    // Of products in the catalog. One that is not named here has not changed above the floor.
    private final ChangedAt live;
    // Of products that left it, all above the floor.
    private final ChangedAt gone;

    private CatalogHistory(Catalog catalog, long floor, ChangedAt live, ChangedAt gone) {
        this.catalog = catalog;
        this.floor = floor;
        this.live = live;
        this.gone = gone;
    }

    /// A history that begins at the catalog's own position, as after a snapshot: nothing older is known.
    public static CatalogHistory startingAt(Catalog catalog) {
        return new CatalogHistory(catalog, catalog.position().version(), ChangedAt.NONE, ChangedAt.NONE);
    }

    /// A history from the source of truth.
    ///
    /// @param floor the oldest version from which a delta can be made
    /// @param tombstones products that left the catalog, and when
    public static CatalogHistory of(Catalog catalog, long floor, Map<UUID, Long> tombstones) {
        ChangedAt live = ChangedAt.NONE;
        for (LenderProduct product : catalog.unordered()) {
            live = live.with(product.id(), product.version());
        }
        ChangedAt gone = ChangedAt.NONE;
        for (Map.Entry<UUID, Long> tombstone : tombstones.entrySet()) {
            if (catalog.contains(tombstone.getKey())) {
                throw new IllegalArgumentException("a product of the catalog has a tombstone: " + tombstone.getKey());
            }
            gone = gone.with(tombstone.getKey(), tombstone.getValue());
        }
        return forgetting(catalog, floor, live, gone);
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
        // The version at which this keeper learnt of it: never lower than the real one, so a reader in between is
        // given too much rather than too little.
        long version = next.position().version();
        ChangedAt nextLive = live;
        ChangedAt nextGone = gone;
        for (UUID id : changed) {
            boolean there = next.contains(id);
            nextLive = there ? nextLive.with(id, version) : nextLive.without(id);
            nextGone = there ? nextGone.without(id) : nextGone.with(id, version);
        }
        return forgetting(next, floor, nextLive, nextGone);
    }

    /// The history without what lies below a floor that was raised.
    public CatalogHistory withFloor(long newFloor) {
        return newFloor <= floor ? this : forgetting(catalog, newFloor, live, gone);
    }

    /// Forgets the deletions that no delta needs and the oldest beyond the limit, which raises the floor.
    private static CatalogHistory forgetting(Catalog catalog, long floor, ChangedAt live, ChangedAt gone) {
        long raised = floor;
        ChangedAt kept = gone;
        while (!kept.isEmpty() && (kept.size() > MAX_TOMBSTONES || kept.oldestVersion() <= raised)) {
            raised = Math.max(raised, kept.oldestVersion());
            kept = kept.withoutOldest();
        }
        return new CatalogHistory(catalog, raised, live, kept);
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
        Iterator<UUID> changed = Stream.concat(live.after(since.version()), gone.after(since.version()))
                .iterator();
        while (changed.hasNext()) {
            UUID id = changed.next();
            LenderProduct product = catalog.product(id).orElse(null);
            if (product == null) {
                deletes.add(id);
                bytes += DELETE_BYTES;
            } else {
                upserts.add(product);
                bytes += product.size() + 1;
            }
            if (upserts.size() + deletes.size() > Delta.MAX_CHANGES || bytes > Delta.MAX_BYTES) {
                return new Since.Gone("more changed than one delta holds");
            }
        }
        upserts.sort(LenderProduct.BY_NAME);
        deletes.sort(Comparator.comparing(UUID::toString));
        return new Since.Available(new Delta(since, head, catalog.digest(), upserts, deletes));
    }
}
