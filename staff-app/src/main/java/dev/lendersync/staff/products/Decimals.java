package dev.lendersync.staff.products;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A decimal member: how many decimals it may have, and its range.
///
/// @param scale the most decimals that the column holds
/// @param suffix after a bound in a message, e.g. ` for an APR`; may be empty
public record Decimals(int scale, BigDecimal least, BigDecimal most, String suffix) {
    /// numeric(14,2)
    public static final Decimals MONEY =
            new Decimals(ProductDraft.MONEY_SCALE, BigDecimal.ZERO, new BigDecimal("999999999999.99"), "");

    public static final Decimals PERCENTAGE =
            new Decimals(ProductDraft.RATE_SCALE, BigDecimal.ZERO, BigDecimal.valueOf(100), "");

    /// numeric(9,4); the believable range depends on the kind of rate.
    public static final Decimals RATE =
            new Decimals(ProductDraft.RATE_SCALE, BigDecimal.ZERO, new BigDecimal("99999.9999"), "");

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    /// The number that a JSON value states: a JSON number, or text such as `10000.00` without exponent or separators.
    static Optional<BigDecimal> parse(JsonNode value) {
        if (value.isString()) {
            String text = value.stringValue();
            return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
        }
        if (value.isIntegralNumber()) {
            return Optional.of(new BigDecimal(value.bigIntegerValue()));
        }
        if (value.isBigDecimal()) {
            return Optional.of(value.decimalValue());
        }
        boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
        return finite ? Optional.of(withoutZeros(BigDecimal.valueOf(value.doubleValue()))) : Optional.empty();
    }

    /// What is wrong with a number; empty when nothing is.
    Optional<String> fault(BigDecimal number) {
        if (number.compareTo(least) < 0) {
            return Optional.of("must be at least " + least.toPlainString() + suffix + ", was " + shown(number));
        }
        if (number.compareTo(most) > 0) {
            return Optional.of("must be at most " + most.toPlainString() + suffix + ", was " + shown(number));
        }
        if (number.scale() > scale) {
            return Optional.of("must have at most " + scale + " decimals, was " + shown(number));
        }
        return Optional.empty();
    }

    private static String shown(BigDecimal number) {
        return Quoted.plain(number.toString());
    }

    /// A binary fraction has no decimals of its own: 10000.50 and 10000.5 are the same JSON number.
    private static BigDecimal withoutZeros(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
