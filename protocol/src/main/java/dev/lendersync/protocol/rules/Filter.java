package dev.lendersync.protocol.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an applicant may say of himself and ask for, and the form of each.
public enum Filter {
    COUNTRY("country", "CA|US", "CA or US"),
    REGION("region", "(CA|US)-[A-Z]{2}", "an ISO 3166-2 code such as CA-QC"),
    CATEGORY(
            "category",
            "TERM_LOAN|LINE_OF_CREDIT|EQUIPMENT_FINANCE|INVOICE_FACTORING|PURCHASE_ORDER_FINANCE|WORKING_CAPITAL"
                    + "|MERCHANT_CASH_ADVANCE|ASSET_BASED_LENDING|GOVERNMENT_BACKED|STARTUP_CAPITAL|MEDIA_FINANCE"
                    + "|COMMERCIAL_REAL_ESTATE",
            "a category code such as TERM_LOAN"),
    AMOUNT("amount", Filter.DECIMAL, Filter.DECIMAL_FORM),
    TERM_MONTHS("termMonths", "[1-9][0-9]{0,3}", "a whole number of months from 1"),
    PURPOSE(
            "purpose",
            "EQUIPMENT|WORKING_CAPITAL|INVENTORY|EXPANSION|REFINANCE|REAL_ESTATE|OTHER",
            "a purpose code such as EQUIPMENT"),
    CREDIT_SCORE("creditScore", Filter.WHOLE, Filter.WHOLE_FORM),
    MONTHS_IN_BUSINESS("monthsInBusiness", Filter.WHOLE, Filter.WHOLE_FORM),
    MONTHLY_REVENUE("monthlyRevenue", Filter.DECIMAL, Filter.DECIMAL_FORM),
    HAS_RECEIVABLES("hasReceivables", "true|false", "true or false"),
    INDUSTRY("industry", "[0-9]{2,6}", "a NAICS code of 2 to 6 digits");

    private static final String DECIMAL = "[0-9]{1,12}(\\.[0-9]{1,2})?";
    private static final String DECIMAL_FORM = "a decimal number such as 50000 or 50000.00";
    private static final String WHOLE = "[0-9]{1,4}";
    private static final String WHOLE_FORM = "a whole number of at most 4 digits";

    private final String word;
    private final Pattern pattern;
    private final String form;

    Filter(String word, String pattern, String form) {
        this.word = word;
        this.pattern = Pattern.compile(pattern);
        this.form = form;
    }

    /// As it is called in queries and in the tables.
    public String word() {
        return word;
    }

    /// What it takes, for people.
    public String form() {
        return form;
    }

    public boolean takes(String value) {
        return pattern.matcher(value).matches();
    }

    public static Optional<Filter> of(String word) {
        return Arrays.stream(values())
                .filter(filter -> filter.word.equals(word))
                .findFirst();
    }
}
