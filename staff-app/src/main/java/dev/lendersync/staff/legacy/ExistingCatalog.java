package dev.lendersync.staff.legacy;

import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.reference.LenderStatus;
import java.util.List;
import java.util.UUID;

/// What is in the database before the import: every lender and every product, archived ones too.
public record ExistingCatalog(List<Lender> lenders, List<Product> products) {
    public record Lender(UUID id, String name, LenderStatus status) {}

    public record Product(UUID id, ProductDraft draft) {}

    public ExistingCatalog {
        lenders = List.copyOf(lenders);
        products = List.copyOf(products);
    }
}
