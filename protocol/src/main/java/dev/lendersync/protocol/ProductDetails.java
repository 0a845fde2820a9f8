package dev.lendersync.protocol;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A product's members by name, for display and rules. `null` means that the product does not state it, never zero.
/// Codes (category, documents, …) stay text: a newer server may know more of them. A member or element of another type
/// than ours counts as not stated.
///
/// @param amountMin smallest amount in `currency`, or null
/// @param amountMax largest amount in `currency`, or null
/// @param rateMin as typed: with `APR` and `MONTHLY_PERCENT` 7.99 means 7.99 %, with `FACTOR` 1.24 means repay 1.24
///     for each 1; with a `rateIndex` it is the margin over it
/// @param regionsExcluded ISO 3166-2 codes
/// @param fundsPurposes what the money may be used for; empty means anything
/// @param industriesExcluded NAICS codes of 2 to 6 digits
/// @param version the catalog version at which the product last changed
public record ProductDetails(
        String id,
        @Nullable String lenderId,
        @Nullable String lenderName,
        @Nullable String name,
        @Nullable String category,
        @Nullable String country,
        @Nullable String currency,
        List<String> regionsExcluded,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax,
        @Nullable String rateKind,
        @Nullable String rateType,
        @Nullable String rateIndex,
        @Nullable BigDecimal rateMin,
        @Nullable BigDecimal rateMax,
        @Nullable Integer termMinMonths,
        @Nullable Integer termMaxMonths,
        @Nullable Integer minCreditScore,
        @Nullable Integer minMonthsInBusiness,
        @Nullable BigDecimal minMonthlyRevenue,
        @Nullable Boolean requiresReceivables,
        List<String> fundsPurposes,
        List<String> industriesExcluded,
        List<RequiredDocument> requiredDocuments,
        @Nullable String description,
        @Nullable String feesNote,
        long version) {

    /// A document that an applicant hands in.
    ///
    /// @param code a code of the document list, e.g. `BANK_STATEMENTS`
    /// @param stage `APPLICATION` or `CLOSING`
    /// @param amountFrom the amount from which it is asked for, or null when always
    public record RequiredDocument(
            String code,
            boolean required,
            @Nullable String stage,
            @Nullable BigDecimal amountFrom) {}

    static ProductDetails of(JsonNode json) {
        return new ProductDetails(
                json.path("id").stringValue(),
                text(json, "lenderId"),
                text(json, "lenderName"),
                text(json, "name"),
                text(json, "category"),
                text(json, "country"),
                text(json, "currency"),
                texts(json, "regionsExcluded"),
                decimal(json, "amountMin"),
                decimal(json, "amountMax"),
                text(json, "rateKind"),
                text(json, "rateType"),
                text(json, "rateIndex"),
                decimal(json, "rateMin"),
                decimal(json, "rateMax"),
                integer(json, "termMinMonths"),
                integer(json, "termMaxMonths"),
                integer(json, "minCreditScore"),
                integer(json, "minMonthsInBusiness"),
                decimal(json, "minMonthlyRevenue"),
                json.path("requiresReceivables").isBoolean()
                        ? json.path("requiresReceivables").booleanValue()
                        : null,
                texts(json, "fundsPurposes"),
                texts(json, "industriesExcluded"),
                elements(json, "requiredDocuments")
                        .filter(document -> document.path("code").isString())
                        .map(ProductDetails::document)
                        .toList(),
                text(json, "description"),
                text(json, "feesNote"),
                json.path("version").longValue());
    }

    private static RequiredDocument document(JsonNode json) {
        return new RequiredDocument(
                json.path("code").stringValue(),
                json.path("required").asBoolean(true),
                text(json, "stage"),
                decimal(json, "amountFrom"));
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable BigDecimal decimal(JsonNode json, String name) {
        String text = text(json, name);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new MalformedMessageException("member \"" + name + "\" must be a decimal number", e);
        }
    }

    private static @Nullable Integer integer(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
    }

    private static List<String> texts(JsonNode json, String name) {
        return elements(json, name)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode json, String name) {
        return json.path(name).isArray() ? json.path(name).valueStream() : Stream.empty();
    }
}
