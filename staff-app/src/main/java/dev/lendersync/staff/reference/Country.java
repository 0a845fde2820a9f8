package dev.lendersync.staff.reference;

import java.util.List;

/// The countries of the catalog (ISO 3166-1). A product's country is stated, never defaulted.
public enum Country implements Coded {
    CA("Canada", "can, cdn", "CAD"),
    US("United States", "usa, u.s., u.s.a., united states of america", "USD");

    public static final CodeList<Country> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;
    private final String currency;

    Country(String label, String aliases, String currency) {
        this.label = label;
        this.aliases = aliases;
        this.currency = currency;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String aliases() {
        return aliases;
    }

    /// The currency of every amount in this country (ISO 4217).
    public String currency() {
        return currency;
    }

    /// The provinces, states and territories, by code.
    public List<Region> regions() {
        return Region.of(this);
    }
}
