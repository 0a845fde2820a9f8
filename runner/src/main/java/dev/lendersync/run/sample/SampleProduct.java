package dev.lendersync.run.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `lender_products` with its required documents, without what the database fills in by itself. `null` means
/// that the product does not state it.
public record SampleProduct(
        UUID id,
        UUID lenderId,
        String name,
        String category,
        String country,
        Amounts amounts,
        Rate rate,
        Requirements requirements,
        Uses uses,
        List<Document> documents,
        Notes notes,
        String status) {

    /// The amount tier.
    public record Amounts(
            @Nullable BigDecimal min, @Nullable BigDecimal max) {}

    /// What the money costs; with an index, `min` and `max` are the margin over it.
    public record Rate(
            @Nullable String kind,
            @Nullable String type,
            @Nullable String index,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {
        static final Rate UNSTATED = new Rate(null, null, null, null, null);
    }

    /// What is asked of the applicant, and for how long the money is lent.
    public record Requirements(
            @Nullable Integer termMinMonths,
            @Nullable Integer termMaxMonths,
            @Nullable Integer minCreditScore,
            @Nullable Integer minMonthsInBusiness,
            @Nullable BigDecimal minMonthlyRevenue,
            boolean requiresReceivables) {}

    /// Where and for what the product may be used.
    public record Uses(List<String> regionsExcluded, List<String> fundsPurposes, List<String> industriesExcluded) {}

    /// A row of `required_documents`.
    public record Document(
            String code,
            boolean required,
            String stage,
            @Nullable BigDecimal amountFrom) {}

    /// Free text; commission and internal notes are for staff only.
    public record Notes(
            @Nullable String description,
            @Nullable String feesNote,
            @Nullable BigDecimal commissionPercent,
            @Nullable String internalNotes) {}
}
