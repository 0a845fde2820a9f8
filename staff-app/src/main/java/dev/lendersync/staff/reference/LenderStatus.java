package dev.lendersync.staff.reference;

/// Whether a lender is dealt with; archiving one hides all of its products from the catalog.
public enum LenderStatus implements Coded {
    ACTIVE("Active", ""),
    ARCHIVED("Archived", "inactive");

    public static final CodeList<LenderStatus> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    LenderStatus(String label, String aliases) {
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
