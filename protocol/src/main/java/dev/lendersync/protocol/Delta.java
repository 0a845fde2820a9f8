package dev.lendersync.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What moves a catalog from one position to another of the same epoch. It carries final states, so it is right for
/// every catalog from `from` up to just below `to`.
///
/// @param digest the digest of the catalog at `to`
/// @param upserts products that are new or changed, in the order of a snapshot
/// @param deletes ids of products that left the catalog
public record Delta(Position from, Position to, Digest digest, List<LenderProduct> upserts, List<UUID> deletes) {
    /// The most changes that one delta may hold; beyond it a reader takes a snapshot.
    public static final int MAX_CHANGES = 1_000;
    /// The most JSON that the changes of one delta may take, in bytes, each with its separator; beyond it a reader
    /// takes a snapshot.
    public static final int MAX_BYTES = 1 << 20;

    /// @throws MalformedMessageException when the positions don't ascend within one epoch, or an id occurs twice
    public Delta {
        if (!from.sameEpoch(to) || from.version() >= to.version()) {
            throw new MalformedMessageException("a delta must ascend within one epoch");
        }
        upserts = List.copyOf(upserts);
        deletes = List.copyOf(deletes);
        Set<UUID> ids = new HashSet<>(deletes);
        upserts.forEach(product -> ids.add(product.id()));
        if (ids.size() != upserts.size() + deletes.size()) {
            throw new MalformedMessageException("a delta names a product twice");
        }
    }

    public int changes() {
        return upserts.size() + deletes.size();
    }
}
