package dev.lendersync.staff.reference;

/// What the money may be used for.
public enum FundsPurpose implements Coded {
    EQUIPMENT("Equipment", "equipment purchase"),
    WORKING_CAPITAL("Working capital", ""),
    INVENTORY("Inventory", ""),
    EXPANSION("Expansion", "growth, business expansion"),
    REFINANCE("Refinance", "refinancing, debt refinancing, debt consolidation"),
    REAL_ESTATE("Real estate", "commercial real estate"),
    OTHER("Other", "");

    public static final CodeList<FundsPurpose> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    FundsPurpose(String label, String aliases) {
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
