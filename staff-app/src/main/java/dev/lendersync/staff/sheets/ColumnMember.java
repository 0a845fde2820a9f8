package dev.lendersync.staff.sheets;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a column of an older table can hold, with the headers by which it is recognised: likeliest first, whatever
/// their case, spaces and punctuation. Headers that may mean two things are not listed: `--map` says which.
public enum ColumnMember {
    LENDER("lender", true, "lender name, lender, lending partner, funder"),
    NAME("name", true, "product name, name, product, loan product"),
    CATEGORY("category", false, "category, product category, product type, loan type, type"),
    COUNTRY("country", false, "country, country code"),
    REGIONS_EXCLUDED(
            "regionsExcluded", false, "regions excluded, excluded regions, excluded provinces, excluded states"),
    AMOUNT_MIN(
            "amountMin",
            false,
            "amount min, min amount, minimum amount, min loan amount, minimum loan amount, min lending amount, "
                    + "minimum lending amount, min funding amount, minimum funding amount, loan amount min"),
    AMOUNT_MAX(
            "amountMax",
            false,
            "amount max, max amount, maximum amount, max loan amount, maximum loan amount, max lending amount, "
                    + "maximum lending amount, max funding amount, maximum funding amount, loan amount max"),
    /// A range such as "$10k - $50k".
    AMOUNT("amount", false, "amount, amounts, amount range, loan amount, lending amount, funding amount"),
    RATE_KIND("rateKind", false, "rate kind, interest rate kind"),
    RATE_TYPE("rateType", false, "rate type, interest type, interest rate type"),
    RATE_INDEX("rateIndex", false, "rate index"),
    RATE_MIN("rateMin", false, "rate min, min rate, minimum rate, interest rate min, min interest rate, rate from"),
    RATE_MAX("rateMax", false, "rate max, max rate, maximum rate, interest rate max, max interest rate, rate to"),
    /// One rate, or a range such as "7.99% - 12.99%".
    RATE("rate", false, "rate, interest rate, rates, rate range, interest rate range"),
    TERM_MIN(
            "termMinMonths",
            false,
            "term min months, term min, min term, min term months, minimum term, minimum term months, term months min"),
    TERM_MAX(
            "termMaxMonths",
            false,
            "term max months, term max, max term, max term months, maximum term, maximum term months, term months max"),
    /// A range such as "6 - 60 months".
    TERM("term", false, "term, terms, term range, term months, term length"),
    MIN_CREDIT_SCORE(
            "minCreditScore", false, "min credit score, minimum credit score, credit score, min fico, minimum fico"),
    MIN_MONTHS_IN_BUSINESS(
            "minMonthsInBusiness",
            false,
            "min months in business, minimum months in business, months in business, time in business months, "
                    + "min time in business months, years in business, min years in business, "
                    + "minimum years in business"),
    MIN_MONTHLY_REVENUE("minMonthlyRevenue", false, "min monthly revenue, minimum monthly revenue, monthly revenue"),
    REQUIRES_RECEIVABLES(
            "requiresReceivables",
            false,
            "requires receivables, receivables required, receivables, requires ar, ar required"),
    FUNDS_PURPOSES("fundsPurposes", false, "funds purposes, funds purpose, use of funds, purposes, purpose"),
    INDUSTRIES_EXCLUDED(
            "industriesExcluded", false, "industries excluded, excluded industries, excluded naics, naics excluded"),
    REQUIRED_DOCUMENTS(
            "requiredDocuments",
            false,
            "required documents, documents required, required docs, documents, docs, document requirements"),
    DESCRIPTION("description", true, "description, product description"),
    FEES_NOTE("feesNote", true, "fees note, fees, fee note"),
    COMMISSION_PERCENT("commissionPercent", false, "commission percent, commission percentage, commission"),
    INTERNAL_NOTES("internalNotes", false, "internal notes, notes"),
    /// A status, or whether the product is active.
    STATUS("status", false, "status, product status, active, is active, enabled, is enabled");

    private static final Map<String, ColumnMember> BY_HEADER = new HashMap<>();

    static {
        for (ColumnMember member : values()) {
            member.headers().forEach(header -> BY_HEADER.put(header, member));
        }
    }

    private final String member;
    private final boolean single;
    private final String headers;

    ColumnMember(String member, boolean single, String headers) {
        this.member = member;
        this.single = single;
        this.headers = headers;
    }

    /// The word for `--map` and `--default`: the product's member, or `lender`, `amount`, `rate`, `term`.
    public String member() {
        return member;
    }

    /// Whether only the likeliest column is taken: two texts can't be compared as two amounts can, which must agree.
    public boolean isSingle() {
        return single;
    }

    /// How likely a header means this member: 0 is the likeliest, -1 not at all.
    public int rank(String header) {
        return headers().indexOf(fold(header));
    }

    public List<String> headers() {
        return Arrays.stream((headers + "," + member).split(","))
                .map(ColumnMember::fold)
                .toList();
    }

    /// The member of this word, exactly.
    public static Optional<ColumnMember> of(String member) {
        return Arrays.stream(values()).filter(m -> m.member.equals(member)).findFirst();
    }

    public static Optional<ColumnMember> guess(String header) {
        return Optional.ofNullable(BY_HEADER.get(fold(header)));
    }

    private static String fold(String header) {
        String plain = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
