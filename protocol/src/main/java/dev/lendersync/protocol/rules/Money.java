package dev.lendersync.protocol.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Amounts as people read them, in English.
final class Money {
    private Money() {}

    /// `$10,000`, or `$10,000.50`; another currency than dollars is named.
    static String text(BigDecimal amount, @Nullable String currency) {
        String[] parts = decimal(amount).split("\\.", -1);
        String grouped = parts[0].replaceAll("\\B(?=([0-9]{3})+$)", ",");
        String text = parts[1].equals("00") ? grouped : grouped + "." + parts[1];
        return "CAD".equals(currency) || "USD".equals(currency) ? "$" + text : currency + " " + text;
    }

    /// With two decimals, rounded half up.
    static String decimal(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
