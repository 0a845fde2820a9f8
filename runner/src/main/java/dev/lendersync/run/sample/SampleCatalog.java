package dev.lendersync.run.sample;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Lenders and products shaped like a real broker's: amount tiers, Canadian and US twins, near-equal lender names, four
/// ways to state a price, much that is not stated, several scripts. No two products share a natural key.
///
/// @param products in the order in which they are to be inserted
public record SampleCatalog(List<SampleLender> lenders, List<SampleProduct> products) {
    /// The most products that [#of] makes.
    public static final int MAX_PRODUCTS = 200_000;

    private static final long SEED = 20_260_101L;
    private static final int PRODUCTS = 500;

    public SampleCatalog {
        lenders = List.copyOf(lenders);
        products = List.copyOf(products);
    }

    /// The catalog that `./run` loads: 60 lenders and 500 products in the catalog, besides drafts and archived ones.
    public static SampleCatalog standard() {
        return of(SEED, PRODUCTS);
    }

    /// A catalog of exactly `productCount` products that clients see; drafts, archived products and products of
    /// archived lenders come on top, about 8 in 100. With 0 there is nothing at all. The same seed and
    /// count give the same catalog, ids included, on every machine.
    ///
    /// @param productCount 0 to [#MAX_PRODUCTS]
    public static SampleCatalog of(long seed, int productCount) {
        if (productCount < 0 || productCount > MAX_PRODUCTS) {
            throw new IllegalArgumentException("productCount must be 0 to " + MAX_PRODUCTS + ", was " + productCount);
        }
        return new CatalogWriter(seed).write(productCount);
    }

    /// The products that clients see: the published ones of active lenders.
    public List<SampleProduct> published() {
        Set<UUID> active = new HashSet<>();
        lenders.stream().filter(lender -> lender.status().equals("ACTIVE")).forEach(lender -> active.add(lender.id()));
        return products.stream()
                .filter(product -> product.status().equals("PUBLISHED") && active.contains(product.lenderId()))
                .toList();
    }
}
