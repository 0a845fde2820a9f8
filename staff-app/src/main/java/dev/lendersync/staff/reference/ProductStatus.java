package dev.lendersync.staff.reference;

/// The one and only switch of a product: applicants see the published ones.
public enum ProductStatus implements Coded {
    DRAFT("Draft", ""),
    PUBLISHED("Published", "active, live, enabled"),
    ARCHIVED("Archived", "inactive, retired, disabled, discontinued");

    public static final CodeList<ProductStatus> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    ProductStatus(String label, String aliases) {
        this.label = label;
        this.aliases = aliases;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String aliases() {
        return aliases;
    }
}
