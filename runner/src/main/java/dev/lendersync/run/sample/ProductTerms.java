package dev.lendersync.run.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// Draws what a product states besides its key: price, requirements, uses, documents and notes. Much stays unstated.
final class ProductTerms {
    private static final List<String> DOCUMENTS = List.of(
            "ACCOUNTS_PAYABLE",
            "ACCOUNTS_RECEIVABLE",
            "ARTICLES_OF_INCORPORATION",
            "BANK_STATEMENTS",
            "BUSINESS_PLAN",
            "DEBT_SCHEDULE",
            "EQUIPMENT_QUOTE",
            "FINANCIAL_STATEMENTS",
            "GOVERNMENT_ID",
            "INVOICES",
            "LEASE_AGREEMENT",
            "PERSONAL_FINANCIAL_STATEMENT",
            "PURCHASE_ORDERS",
            "TAX_RETURNS",
            "VOID_CHEQUE");
    private static final List<String> PURPOSES =
            List.of("EQUIPMENT", "EXPANSION", "INVENTORY", "OTHER", "REAL_ESTATE", "REFINANCE", "WORKING_CAPITAL");
    private static final List<String> INDUSTRIES =
            List.of("111", "2111", "453998", "484", "5221", "52", "541110", "7132", "721", "722410", "8131");
    private static final List<String> CANADIAN_REGIONS = List.of("CA-NT", "CA-NU", "CA-PE", "CA-QC", "CA-SK", "CA-YT");
    private static final List<String> US_REGIONS =
            List.of("US-AK", "US-CA", "US-HI", "US-ND", "US-NY", "US-SD", "US-VT");

    private static final int UNSTATED_PERCENT = 25;
    private static final int RATE_SCALE = 4;

    private final Dice dice;

    ProductTerms(Dice dice) {
        this.dice = dice;
    }

    SampleProduct.Rate rate(ProductShape shape, String country) {
        if (dice.chance(UNSTATED_PERCENT)) {
            return SampleProduct.Rate.UNSTATED;
        }
        return switch (dice.pick(shape.rateKinds())) {
            case "VARIABLE" -> margin(dice.pick(country.equals("CA") ? CANADIAN_INDEXES : US_INDEXES));
            case "MONTHLY_PERCENT" -> fixed("MONTHLY_PERCENT", 9_000, 39_900, 15_000);
            case "FACTOR" -> fixed("FACTOR", 10_800, 13_500, 1_400);
            default -> fixed("APR", 59_900, 249_900, 100_000);
        };
    }

    private static final List<String> CANADIAN_INDEXES = List.of("CA_PRIME", "CORRA");
    private static final List<String> US_INDEXES = List.of("US_PRIME", "SOFR");

    private SampleProduct.Rate margin(String index) {
        BigDecimal least = dice.decimal(2_500, 40_000, RATE_SCALE);
        return new SampleProduct.Rate(
                "APR",
                "VARIABLE",
                index,
                least,
                dice.unless(UNSTATED_PERCENT, () -> least.add(dice.decimal(0, 30_000, RATE_SCALE))));
    }

    /// @param low in ten-thousandths, like `high` and `spread`
    private SampleProduct.Rate fixed(String kind, int low, int high, int spread) {
        BigDecimal least = dice.decimal(low, high, RATE_SCALE);
        return new SampleProduct.Rate(
                kind,
                "FIXED",
                null,
                least,
                dice.unless(UNSTATED_PERCENT, () -> least.add(dice.decimal(0, spread, RATE_SCALE))));
    }

    SampleProduct.Requirements requirements(ProductShape shape) {
        int longest = Math.min(shape.termMaxMonths(), shape.termMinMonths() * dice.between(1, 12));
        return new SampleProduct.Requirements(
                dice.unless(UNSTATED_PERCENT, shape::termMinMonths),
                dice.unless(UNSTATED_PERCENT, () -> longest),
                dice.unless(UNSTATED_PERCENT, () -> 10 * dice.between(50, 72)),
                dice.unless(UNSTATED_PERCENT, () -> dice.pick(List.of(0, 3, 6, 12, 24, 36))),
                dice.unless(UNSTATED_PERCENT, () -> dice.decimal(5, 500, 0).multiply(BigDecimal.valueOf(100_000, 2))),
                Objects.requireNonNullElseGet(shape.receivables(), () -> dice.chance(50)));
    }

    SampleProduct.Uses uses(String country) {
        return new SampleProduct.Uses(
                dice.some(country.equals("CA") ? CANADIAN_REGIONS : US_REGIONS, 3),
                dice.some(PURPOSES, 4),
                dice.some(INDUSTRIES, 4));
    }

    List<SampleProduct.Document> documents(ProductShape shape) {
        List<String> codes = dice.some(DOCUMENTS, 5);
        return codes.stream().map(code -> document(code, shape)).toList();
    }

    private SampleProduct.Document document(String code, ProductShape shape) {
        boolean fromSomeAmount = dice.chance(UNSTATED_PERCENT);
        int thousands = 50 * (1 + shape.smallestTier());
        return new SampleProduct.Document(
                code,
                dice.chance(80),
                dice.chance(70) ? "APPLICATION" : "CLOSING",
                fromSomeAmount ? BigDecimal.valueOf(thousands * 100_000L, 2) : null);
    }

    SampleProduct.Notes notes() {
        return new SampleProduct.Notes(
                dice.unless(UNSTATED_PERCENT, () -> SampleText.description(dice)),
                dice.unless(2 * UNSTATED_PERCENT, () -> dice.pick(SampleText.FEES)),
                dice.unless(UNSTATED_PERCENT, () -> dice.decimal(50, 800, 2)),
                dice.unless(2 * UNSTATED_PERCENT, () -> dice.pick(SampleText.INTERNAL_NOTES)));
    }
}
