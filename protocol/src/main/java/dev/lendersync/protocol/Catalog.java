package dev.lendersync.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The published lender products at one position. Immutable; a changed catalog shares all that did not change, so a
/// change costs the same at 500 products and at 100,000.
public final class Catalog {
    private final Position position;
    private final Digest digest;
    private final PMap<UUID, LenderProduct> products;

    private Catalog(Position position, Digest digest, PMap<UUID, LenderProduct> products) {
        this.position = position;
        this.digest = digest;
        this.products = products;
    }

    /// The catalog without products at a position.
    public static Catalog empty(Position position) {
        return new Catalog(position, Digest.EMPTY, HashTreePMap.empty());
    }

    /// The catalog of these products; the digest is computed from them.
    ///
    /// @throws MalformedMessageException when an id occurs twice
    public static Catalog of(Position position, Collection<LenderProduct> products) {
        Catalog catalog = empty(position).with(position, products, List.of());
        if (catalog.size() != products.size()) {
            throw new MalformedMessageException("a catalog names a product twice");
        }
        return catalog;
    }

    /// The catalog at `to`, with these products new or changed and those gone. Trusts its caller: see [#apply] for
    /// what came over a network.
    public Catalog with(Position to, Collection<LenderProduct> upserts, Collection<UUID> deletes) {
        PMap<UUID, LenderProduct> next = products;
        Digest sum = digest;
        for (LenderProduct product : upserts) {
            LenderProduct before = next.get(product.id());
            sum = (before == null ? sum : sum.minus(before.hash())).plus(product.hash());
            next = next.plus(product.id(), product);
        }
        for (UUID id : deletes) {
            LenderProduct before = next.get(id);
            if (before != null) {
                sum = sum.minus(before.hash());
                next = next.minus(id);
            }
        }
        return new Catalog(to, sum, next);
    }

    /// Applies a delta that a peer sent (P5, P7).
    public Outcome apply(Delta delta) {
        if (!delta.from().sameEpoch(position)) {
            return new Outcome.OtherEpoch(delta.from().epoch());
        }
        if (delta.to().version() <= position.version()) {
            return new Outcome.Duplicate();
        }
        if (delta.from().version() > position.version()) {
            return new Outcome.Gap(position, delta.from());
        }
        Catalog next = with(delta.to(), delta.upserts(), delta.deletes());
        return next.digest.equals(delta.digest())
                ? new Outcome.Advanced(next)
                : new Outcome.DigestMismatch(delta.to(), delta.digest(), next.digest);
    }

    public Position position() {
        return position;
    }

    public Digest digest() {
        return digest;
    }

    public int size() {
        return products.size();
    }

    public Optional<LenderProduct> product(UUID id) {
        return Optional.ofNullable(products.get(id));
    }

    /// Whether the product is in the catalog.
    public boolean contains(UUID id) {
        return products.containsKey(id);
    }

    /// The products ordered by name (code points), then by id. Sorted at each call.
    public List<LenderProduct> products() {
        return products.values().stream().sorted(LenderProduct.BY_NAME).toList();
    }

    /// The products in no particular order; costs nothing.
    public Collection<LenderProduct> unordered() {
        return products.values();
    }

    /// Equal position and content.
    @Override
    public boolean equals(Object other) {
        return other instanceof Catalog catalog
                && position.equals(catalog.position)
                && digest.equals(catalog.digest)
                && products.equals(catalog.products);
    }

    @Override
    public int hashCode() {
        return position.hashCode() * 31 + digest.hashCode();
    }

    @Override
    public String toString() {
        return "Catalog[" + position + ", " + size() + " products, " + digest + "]";
    }
}
