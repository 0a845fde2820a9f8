package dev.lendersync.staff.reference;

/// What a variable rate follows; the rates are then the margin over it.
public enum RateIndex implements Coded {
    CA_PRIME("Canadian prime rate", "canada prime, canadian prime", Country.CA),
    CORRA("CORRA", "canadian overnight repo rate average", Country.CA),
    US_PRIME("US prime rate", "us prime, wsj prime", Country.US),
    SOFR("SOFR", "secured overnight financing rate", Country.US);

    public static final CodeList<RateIndex> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;
    private final Country country;

    RateIndex(String label, String aliases, Country country) {
        this.label = label;
        this.aliases = aliases;
        this.country = country;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String aliases() {
        return aliases;
    }

    /// Whose money market it is of.
    public Country country() {
        return country;
    }
}
