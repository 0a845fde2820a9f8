package dev.lendersync.staff.sheets;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people type them. Read strictly: what could mean two numbers means none.
final class NumberTexts {
    /// Thousands are separated by commas or by spaces, all by the same; `10.000` and `10,5` are refused.
    private static final Pattern MONEY = Pattern.compile("(?<before>\\$ ?)?"
            + "(?<whole>[0-9]{1,3}(?:(?<mark>[, \\u00A0\\u202F])[0-9]{3}(?:\\k<mark>[0-9]{3})*)|[0-9]{1,15})"
            + "(?<fraction>\\.[0-9]{1,9})?"
            + " ?(?<unit>[kKmM])?"
            + "(?<after> ?\\$)?");

    private static final Pattern RATE = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,9})?) ?%?");
    private static final Pattern MONTHS =
            Pattern.compile("([0-9]{1,6}) ?(months?|mos?\\.?|years?|yrs?\\.?)?", Pattern.CASE_INSENSITIVE);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final int CENTS = 2;

    private NumberTexts() {}

    /// `$10,000`, `10 000 $`, `10000.50`, `10k`, `1.5M`: at most two decimals, but more before `k` and `m`. Thousands
    /// are separated by commas or by spaces, all by the same; `10.000` and `10,5` are refused.
    static Optional<BigDecimal> money(String text) {
        Matcher m = MONEY.matcher(text.strip());
        if (!m.matches() || (m.group("before") != null && m.group("after") != null)) {
            return Optional.empty();
        }
        String fraction = m.group("fraction") == null ? "" : m.group("fraction");
        BigDecimal number = new BigDecimal(m.group("whole").replaceAll("[^0-9]", "") + fraction);
        String unit = m.group("unit");
        if (unit == null) {
            return fraction.length() - 1 > CENTS ? Optional.empty() : Optional.of(number);
        }
        BigDecimal thousands = number.multiply(THOUSAND);
        return Optional.of(unit.equalsIgnoreCase("k") ? thousands : thousands.multiply(THOUSAND));
    }

    /// `7.99`, `7.99%`, `7.99 %`.
    static Optional<BigDecimal> rate(String text) {
        Matcher m = RATE.matcher(text.strip());
        return m.matches() ? Optional.of(new BigDecimal(m.group(1))) : Optional.empty();
    }

    /// `12`, `12 months`, `5 years`.
    ///
    /// @param inYears whether a number without a unit counts years, since the column's header says so
    static Optional<BigDecimal> months(String text, boolean inYears) {
        Matcher m = MONTHS.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean years = m.group(2) == null
                ? inYears
                : m.group(2).toLowerCase(Locale.ROOT).startsWith("y");
        BigDecimal number = new BigDecimal(m.group(1));
        return Optional.of(years ? number.multiply(BigDecimal.valueOf(12)) : number);
    }
}
