package dev.lendersync.staff.products;

import dev.lendersync.protocol.CodePoints;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import dev.lendersync.staff.reference.FundsPurpose;
import dev.lendersync.staff.reference.ProductStatus;
import dev.lendersync.staff.reference.RateIndex;
import dev.lendersync.staff.reference.RateKind;
import dev.lendersync.staff.reference.RateType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The members of a lender product that staff write, in normal form: decimals at the scale of their column, sets
/// sorted and without duplicates. So two drafts are equal when they would store the same. `null` means not stated.
///
/// [ProductReader] makes one of a body and holds the rules; the members are explained in
/// [dev.lendersync.protocol.ProductDetails].
public record ProductDraft(
        UUID lenderId,
        String name,
        Category category,
        Country country,
        List<String> regionsExcluded,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax,
        @Nullable RateKind rateKind,
        @Nullable RateType rateType,
        @Nullable RateIndex rateIndex,
        @Nullable BigDecimal rateMin,
        @Nullable BigDecimal rateMax,
        @Nullable Integer termMinMonths,
        @Nullable Integer termMaxMonths,
        @Nullable Integer minCreditScore,
        @Nullable Integer minMonthsInBusiness,
        @Nullable BigDecimal minMonthlyRevenue,
        boolean requiresReceivables,
        List<FundsPurpose> fundsPurposes,
        List<String> industriesExcluded,
        List<RequiredDocument> requiredDocuments,
        @Nullable String description,
        @Nullable String feesNote,
        @Nullable BigDecimal commissionPercent,
        @Nullable String internalNotes,
        ProductStatus status) {
    /// Decimals of an amount of money.
    public static final int MONEY_SCALE = 2;
    /// Decimals of a rate.
    public static final int RATE_SCALE = 4;

    /// @throws ArithmeticException when a decimal does not fit its column
    public ProductDraft {
        regionsExcluded = sortedSet(regionsExcluded);
        amountMin = scaled(amountMin, MONEY_SCALE);
        amountMax = scaled(amountMax, MONEY_SCALE);
        rateMin = scaled(rateMin, RATE_SCALE);
        rateMax = scaled(rateMax, RATE_SCALE);
        minMonthlyRevenue = scaled(minMonthlyRevenue, MONEY_SCALE);
        fundsPurposes = fundsPurposes.stream()
                .distinct()
                .sorted(Comparator.comparing(FundsPurpose::name))
                .toList();
        industriesExcluded = sortedSet(industriesExcluded);
        requiredDocuments = requiredDocuments.stream()
                .sorted(Comparator.comparing(document -> document.code().name()))
                .toList();
        commissionPercent = scaled(commissionPercent, RATE_SCALE);
    }

    public NaturalKey naturalKey() {
        return NaturalKey.of(lenderId, country, category, name, amountMin, amountMax);
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal value, int scale) {
        return value == null ? null : value.setScale(scale);
    }

    private static List<String> sortedSet(List<String> values) {
        return values.stream().distinct().sorted(CodePoints.ORDER).toList();
    }
}
