package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.LenderProduct;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// One step of a replica from a catalog to the next.
///
/// @param before the catalog that was replaced; empty at the first one
/// @param delta what the Staff App sent, or empty after a snapshot and for several steps that a slow listener gets as
///     one
/// @param changed the ids of all products that are new, different or gone
public record CatalogChange(Optional<Catalog> before, Catalog after, Optional<Delta> delta, Set<UUID> changed) {
    public CatalogChange {
        changed = Set.copyOf(changed);
    }

    /// The step that a delta made.
    static CatalogChange by(Delta delta, Catalog before, Catalog after) {
        Set<UUID> changed = new HashSet<>();
        delta.upserts().forEach(product -> addIfChanged(changed, product.id(), before, after));
        delta.deletes().forEach(id -> addIfChanged(changed, id, before, after));
        return new CatalogChange(Optional.of(before), after, Optional.of(delta), changed);
    }

    /// The step that a snapshot made.
    static CatalogChange to(Catalog after, Optional<Catalog> before) {
        Set<UUID> changed = new HashSet<>();
        Catalog old = before.orElseGet(() -> Catalog.empty(after.position()));
        for (LenderProduct product : after.unordered()) {
            addIfChanged(changed, product.id(), old, after);
        }
        for (LenderProduct product : old.unordered()) {
            addIfChanged(changed, product.id(), old, after);
        }
        return new CatalogChange(before, after, Optional.empty(), changed);
    }

    /// This step and the following one as one.
    CatalogChange and(CatalogChange following) {
        Set<UUID> both = new HashSet<>(changed);
        both.addAll(following.changed);
        return new CatalogChange(before, following.after, Optional.empty(), both);
    }

    private static void addIfChanged(Set<UUID> changed, UUID id, Catalog before, Catalog after) {
        if (!before.product(id).equals(after.product(id))) {
            changed.add(id);
        }
    }
}
