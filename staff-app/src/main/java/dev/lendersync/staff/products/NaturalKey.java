package dev.lendersync.staff.products;

import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a duplicate is: two products that are not archived never have the same key. Amounts are part of it since real
/// catalogs are full of tiers of one name. The column `natural_key` holds the same text.
public record NaturalKey(String text) {

    public static NaturalKey of(
            UUID lenderId,
            Country country,
            Category category,
            String name,
            @Nullable BigDecimal amountMin,
            @Nullable BigDecimal amountMax) {
        return new NaturalKey(String.join(
                "|",
                lenderId.toString(),
                country.name(),
                category.name(),
                NameKey.of(name),
                amount(amountMin),
                amount(amountMax)));
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? "-" : amount.setScale(ProductDraft.MONEY_SCALE).toPlainString();
    }
}
