package dev.lendersync.staff.reference;

/// Whether a rate stays as agreed.
public enum RateType implements Coded {
    FIXED("Fixed", "fixed rate"),
    VARIABLE("Variable", "variable rate, floating, floating rate");

    public static final CodeList<RateType> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    RateType(String label, String aliases) {
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
