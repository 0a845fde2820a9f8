package dev.lendersync.protocol.rules;

import dev.lendersync.protocol.ProductDetails;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a product would cost: an estimate, and to be shown as one.
///
/// @param text in neutral words: "repay $1.24 for each $1", never a factor as a rate of interest
/// @param total all that is paid back
/// @param monthly each month's payment, for loans at a yearly rate
/// @param missing why there is no total
public record CostEstimate(String text, Optional<Range> total, Optional<Range> monthly, Optional<Missing> missing) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final double MONTHLY_PERCENTS_OF_A_YEAR = 12_000_000;

    /// The lowest and the highest, with two decimals, where the product states them.
    public record Range(@Nullable String min, @Nullable String max) {}

    public enum Missing {
        RATE,
        /// The rate is a margin over an index, which changes daily.
        INDEX,
        AMOUNT,
        TERM
    }

    /// A yearly rate is taken for a loan paid back in equal months; a monthly one is charged each month on the whole
    /// amount.
    public static CostEstimate of(ProductDetails product, Optional<BigDecimal> amount, OptionalInt termMonths) {
        String kind = product.rateKind();
        if (kind == null || (product.rateMin() == null && product.rateMax() == null)) {
            return without(Missing.RATE, product);
        }
        if (product.rateIndex() != null) {
            return without(Missing.INDEX, product);
        }
        if (amount.isEmpty()) {
            return without(Missing.AMOUNT, product);
        }
        BigDecimal borrowed = amount.get();
        if (kind.equals("FACTOR")) {
            return with(product, range(product, borrowed::multiply), Optional.empty());
        }
        int months = termMonths.orElse(0);
        if (months < 1) {
            return without(Missing.TERM, product);
        }
        return switch (kind) {
            case "MONTHLY_PERCENT" ->
                with(
                        product,
                        range(
                                product,
                                rate -> borrowed.multiply(HUNDRED.add(rate.multiply(BigDecimal.valueOf(months))))
                                        .divide(HUNDRED)),
                        Optional.empty());
            case "APR" ->
                with(
                        product,
                        range(product, rate -> inCents(payment(borrowed, rate, months) * months)),
                        Optional.of(range(product, rate -> inCents(payment(borrowed, rate, months)))));
            default -> without(Missing.RATE, product);
        };
    }

    private static CostEstimate without(Missing missing, ProductDetails product) {
        return new CostEstimate(text(product), Optional.empty(), Optional.empty(), Optional.of(missing));
    }

    private static CostEstimate with(ProductDetails product, Range total, Optional<Range> monthly) {
        return new CostEstimate(text(product), Optional.of(total), monthly, Optional.empty());
    }

    private static Range range(ProductDetails product, Function<BigDecimal, BigDecimal> of) {
        return new Range(one(product.rateMin(), of), one(product.rateMax(), of));
    }

    private static @Nullable String one(@Nullable BigDecimal rate, Function<BigDecimal, BigDecimal> of) {
        return rate == null ? null : Money.decimal(of.apply(rate));
    }

    /// The monthly payment of an annuity, in cents. In doubles and by multiplying, as the npm package does it: both
    /// get the same digits.
    private static double payment(BigDecimal borrowed, BigDecimal rate, int months) {
        double cents = borrowed.multiply(HUNDRED).doubleValue();
        double monthly = rate.movePointRight(4).doubleValue() / MONTHLY_PERCENTS_OF_A_YEAR;
        double growth = 1;
        for (int month = 0; month < months; month++) {
            growth *= 1 + monthly;
        }
        return monthly == 0 ? cents / months : cents * monthly * growth / (growth - 1);
    }

    private static BigDecimal inCents(double amount) {
        return BigDecimal.valueOf((long) Math.floor(amount + 0.5), 2);
    }

    private static String text(ProductDetails product) {
        BigDecimal min = product.rateMin();
        BigDecimal max = product.rateMax();
        BigDecimal low = min == null ? max : min;
        if (product.rateKind() == null || low == null) {
            return "the cost is not stated";
        }
        boolean factor = product.rateKind().equals("FACTOR");
        String rates = min != null && max != null && min.compareTo(max) != 0
                ? rate(min, factor) + " to " + rate(max, factor)
                : prefix(min, max) + rate(low, factor);
        if (factor) {
            return "repay " + rates + " for each $1";
        }
        String over = product.rateIndex() == null ? "" : product.rateIndex() + " plus ";
        return over + rates + (product.rateKind().equals("MONTHLY_PERCENT") ? " a month" : " a year");
    }

    private static String prefix(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        if (max == null) {
            return "from ";
        }
        return min == null ? "up to " : "";
    }

    /// Without zeros at the end; dollars with two decimals at least.
    private static String rate(BigDecimal rate, boolean factor) {
        BigDecimal plain = rate.stripTrailingZeros();
        BigDecimal shown = plain.setScale(Math.max(plain.scale(), factor ? 2 : 0), RoundingMode.UNNECESSARY);
        return factor ? "$" + shown.toPlainString() : shown.toPlainString() + " %";
    }
}
