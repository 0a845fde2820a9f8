package dev.lendersync.staff.reference;

import java.math.BigDecimal;

/// What a rate's number means. One column holds one kind only, so that a factor never reads as a percentage.
public enum RateKind implements Coded {
    APR("Annual percentage rate", "annual, annual rate, annual percent, yearly", "an APR", 0, 200),
    MONTHLY_PERCENT("Percent per month", "monthly, monthly rate, percent monthly", "a monthly percentage", 0, 20),
    FACTOR("Factor", "factor rate", "a factor", 1, 3);

    public static final CodeList<RateKind> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;
    private final String withArticle;
    private final BigDecimal least;
    private final BigDecimal most;

    RateKind(String label, String aliases, String withArticle, int least, int most) {
        this.label = label;
        this.aliases = aliases;
        this.withArticle = withArticle;
        this.least = BigDecimal.valueOf(least);
        this.most = BigDecimal.valueOf(most);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String aliases() {
        return aliases;
    }

    /// For a sentence: `an APR`.
    public String withArticle() {
        return withArticle;
    }

    /// The smallest rate of this kind that is believable.
    public BigDecimal least() {
        return least;
    }

    /// The largest rate of this kind that is believable.
    public BigDecimal most() {
        return most;
    }
}
