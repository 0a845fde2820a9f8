package dev.lendersync.staff.sheets;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Two ends in one cell: `10k - 50k`, `10k to 50k`, `from 10k`, `10k+`, `up to 50k`.
final class RangeTexts {
    private static final Pattern BOTH =
            Pattern.compile("(.+?)\\s*(?:[-–—]|\\bto\\b)\\s*(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM = Pattern.compile("from\\s+(.+)|(.+?)\\s*\\+", Pattern.CASE_INSENSITIVE);
    private static final Pattern UP_TO = Pattern.compile("up\\s+to\\s+(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIT = Pattern.compile(".*[a-zA-Z]\\W*");

    /// @param single whether the text was one number, without a word on which end it is
    record Range(@Nullable BigDecimal least, @Nullable BigDecimal most, boolean single) {}

    private RangeTexts() {}

    static Optional<Range> parse(String cell, Function<String, Optional<BigDecimal>> number) {
        String text = cell.strip();
        Optional<BigDecimal> single = number.apply(text);
        if (single.isPresent()) {
            return Optional.of(new Range(single.get(), single.get(), true));
        }
        Matcher upTo = UP_TO.matcher(text);
        if (upTo.matches()) {
            return number.apply(upTo.group(1)).map(most -> new Range(null, most, false));
        }
        Matcher from = FROM.matcher(text);
        if (from.matches()) {
            String end = from.group(1) == null ? from.group(2) : from.group(1);
            return number.apply(end).map(least -> new Range(least, null, false));
        }
        Matcher both = BOTH.matcher(text);
        return both.matches() ? both(both.group(1), both.group(2), number) : Optional.empty();
    }

    /// `10 - 50k` may start at 10 or at 10,000, so a unit stands with both numbers or with none. Months and years are
    /// the exception that nobody misreads: `6 - 60 months`.
    private static Optional<Range> both(String from, String to, Function<String, Optional<BigDecimal>> number) {
        boolean unitTo = UNIT.matcher(to).matches();
        String least = from;
        if (unitTo && !UNIT.matcher(from).matches()) {
            String unit = to.replaceFirst("^\\s*[0-9]+\\s*", "");
            if (unit.length() < 2) {
                return Optional.empty();
            }
            least = from + " " + unit;
        }
        Optional<BigDecimal> most = number.apply(to);
        return number.apply(least).flatMap(start -> most.map(end -> new Range(start, end, false)));
    }
}
