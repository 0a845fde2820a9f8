package dev.lendersync.staff.products;

import static java.util.Objects.requireNonNull;

import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import dev.lendersync.staff.reference.DocumentCode;
import dev.lendersync.staff.reference.DocumentStage;
import dev.lendersync.staff.reference.FundsPurpose;
import dev.lendersync.staff.reference.Naics;
import dev.lendersync.staff.reference.ProductStatus;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The members of one body, read in the order of a product's members, which is the order of the errors.
final class ProductFields {
    private static final int MAX_TERM_MONTHS = 600;
    private static final int MAX_MONTHS_IN_BUSINESS = 1200;

    private final @Nullable UUID lenderId;
    private final @Nullable String name;
    private final @Nullable Category category;
    private final @Nullable Country country;
    private final List<String> regionsExcluded;
    private final @Nullable BigDecimal amountMin;
    private final @Nullable BigDecimal amountMax;
    private final RateFields rate;
    private final @Nullable Integer termMinMonths;
    private final @Nullable Integer termMaxMonths;
    private final @Nullable Integer minCreditScore;
    private final @Nullable Integer minMonthsInBusiness;
    private final @Nullable BigDecimal minMonthlyRevenue;
    private final @Nullable Boolean requiresReceivables;
    private final List<FundsPurpose> fundsPurposes;
    private final List<String> industriesExcluded;
    private final List<RequiredDocument> requiredDocuments;
    private final @Nullable String description;
    private final @Nullable String feesNote;
    private final @Nullable BigDecimal commissionPercent;
    private final @Nullable String internalNotes;
    private final @Nullable ProductStatus status;

    ProductFields(BodyReader body) {
        lenderId = body.required("lenderId", lenderId(body));
        name = body.required("name", body.name("name"));
        category = body.required("category", body.code("category", Category.CODES));
        country = body.required("country", body.code("country", Country.CODES));
        regionsExcluded = body.elements("regionsExcluded", (array, index) -> region(array, index, country));
        amountMin = body.decimal("amountMin", Decimals.MONEY);
        amountMax = body.decimal("amountMax", Decimals.MONEY);
        body.requireOrder("amountMin", amountMin, "amountMax", amountMax);
        rate = RateFields.read(body);
        termMinMonths = body.integer("termMinMonths", 1, MAX_TERM_MONTHS);
        termMaxMonths = body.integer("termMaxMonths", 1, MAX_TERM_MONTHS);
        body.requireOrder("termMinMonths", termMinMonths, "termMaxMonths", termMaxMonths);
        minCreditScore = body.integer("minCreditScore", 300, 900);
        minMonthsInBusiness = body.integer("minMonthsInBusiness", 0, MAX_MONTHS_IN_BUSINESS);
        minMonthlyRevenue = body.decimal("minMonthlyRevenue", Decimals.MONEY);
        requiresReceivables = body.required("requiresReceivables", body.bool("requiresReceivables"));
        fundsPurposes = body.elements("fundsPurposes", (array, index) -> array.code(index, FundsPurpose.CODES));
        industriesExcluded = body.elements("industriesExcluded", ProductFields::industry);
        Set<DocumentCode> documents = EnumSet.noneOf(DocumentCode.class);
        requiredDocuments = body.objects("requiredDocuments", object -> document(object, documents));
        description = body.text("description", Texts.MAX_LENGTH);
        feesNote = body.text("feesNote", Texts.MAX_LENGTH);
        commissionPercent = body.decimal("commissionPercent", Decimals.PERCENTAGE);
        internalNotes = body.text("internalNotes", Texts.MAX_LENGTH);
        status = body.code("status", ProductStatus.CODES);
    }

    /// The draft; only when nothing was wrong.
    ProductDraft draft(ProductStatus otherwise) {
        return new ProductDraft(
                requireNonNull(lenderId),
                requireNonNull(name),
                requireNonNull(category),
                requireNonNull(country),
                regionsExcluded,
                amountMin,
                amountMax,
                rate.kind(),
                rate.type(),
                rate.index(),
                rate.min(),
                rate.max(),
                termMinMonths,
                termMaxMonths,
                minCreditScore,
                minMonthsInBusiness,
                minMonthlyRevenue,
                requireNonNull(requiresReceivables),
                fundsPurposes,
                industriesExcluded,
                requiredDocuments,
                description,
                feesNote,
                commissionPercent,
                internalNotes,
                Objects.requireNonNullElse(status, otherwise));
    }

    private static @Nullable UUID lenderId(BodyReader body) {
        String text = body.text("lenderId", Texts.MAX_LENGTH);
        if (text == null) {
            return null;
        }
        try {
            return LenderProduct.parseId(text);
        } catch (IllegalArgumentException e) {
            body.error("lenderId", "must be the id of a lender, a lower-case UUID, was " + Quoted.text(text));
            return null;
        }
    }

    private static @Nullable String region(BodyReader array, String index, @Nullable Country country) {
        String code = array.text(index, Texts.MAX_LENGTH);
        if (code == null || country == null) {
            return code;
        }
        boolean known =
                country.regions().stream().anyMatch(region -> region.code().equals(code));
        if (known) {
            return code;
        }
        String example = country.regions().getFirst().code();
        array.error(
                index, "must be a region of " + country.label() + " such as " + example + ", was " + Quoted.text(code));
        return null;
    }

    private static @Nullable String industry(BodyReader array, String index) {
        String code = array.text(index, Texts.MAX_LENGTH);
        if (code == null || Naics.isValid(code)) {
            return code;
        }
        array.error(index, "must be a NAICS code of 2 to 6 digits, was " + Quoted.text(code));
        return null;
    }

    private static @Nullable RequiredDocument document(BodyReader object, Set<DocumentCode> seen) {
        DocumentCode code = object.required("code", object.code("code", DocumentCode.CODES));
        Boolean required = object.bool("required");
        DocumentStage stage = object.code("stage", DocumentStage.CODES);
        BigDecimal amountFrom = object.decimal("amountFrom", Decimals.MONEY);
        object.refuseUnknown("a required document", Set.of());
        if (code == null) {
            return null;
        }
        if (!seen.add(code)) {
            object.error("code", "is listed twice: " + code);
        }
        return new RequiredDocument(
                code,
                Objects.requireNonNullElse(required, true),
                Objects.requireNonNullElse(stage, DocumentStage.APPLICATION),
                amountFrom);
    }
}
