package dev.lendersync.staff.reference;

/// What a variable rate follows; the rates are then the margin over it.
public enum RateIndex implements Coded {
    CA_PRIME("Canadian prime rate", "canada prime, canadian prime"),
    CORRA("CORRA", "canadian overnight repo rate average"),
    US_PRIME("US prime rate", "us prime, wsj prime"),
    SOFR("SOFR", "secured overnight financing rate");

    public static final CodeList<RateIndex> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    RateIndex(String label, String aliases) {
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
