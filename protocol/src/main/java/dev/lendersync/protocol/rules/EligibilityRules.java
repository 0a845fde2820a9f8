package dev.lendersync.protocol.rules;

import dev.lendersync.protocol.ProductDetails;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules of eligibility. What a product does not state is never zero.
final class EligibilityRules {
    /// What one rule has against a product, or finds not stated.
    interface Rule {
        Optional<Reason> judge(ProductDetails product, Enquiry enquiry);
    }

    /// In the order in which reasons are given.
    static final List<Rule> ALL = List.of(
            EligibilityRules::country,
            EligibilityRules::region,
            EligibilityRules::category,
            EligibilityRules::amount,
            EligibilityRules::term,
            EligibilityRules::purpose,
            EligibilityRules::receivables,
            EligibilityRules::creditScore,
            EligibilityRules::timeInBusiness,
            EligibilityRules::revenue,
            EligibilityRules::industry);

    private EligibilityRules() {}

    private static Optional<Reason> country(ProductDetails product, Enquiry enquiry) {
        String served = product.country();
        return enquiry.country()
                .filter(asked -> !asked.equals(served))
                .map(_ -> served == null
                        ? Reason.unknown("country", "the country is not stated")
                        : Reason.against("country", "only for businesses in " + served));
    }

    private static Optional<Reason> region(ProductDetails product, Enquiry enquiry) {
        return enquiry.text(Filter.REGION)
                .filter(product.regionsExcluded()::contains)
                .map(asked -> Reason.against("regionsExcluded", "not offered in " + asked));
    }

    private static Optional<Reason> category(ProductDetails product, Enquiry enquiry) {
        return enquiry.text(Filter.CATEGORY)
                .filter(asked -> !asked.equals(product.category()))
                .map(_ -> Reason.against("category", "of another category: " + product.category()));
    }

    private static Optional<Reason> amount(ProductDetails product, Enquiry enquiry) {
        BigDecimal min = product.amountMin();
        BigDecimal max = product.amountMax();
        return enquiry.decimal(Filter.AMOUNT).flatMap(asked -> {
            if (min == null && max == null) {
                return Optional.of(Reason.unknown("amountMin", "the amounts are not stated"));
            }
            if (min != null && asked.compareTo(min) < 0) {
                String limit = Money.text(min, product.currency());
                return Optional.of(Reason.against("amountMin", "below the minimum amount of " + limit));
            }
            return max != null && asked.compareTo(max) > 0
                    ? Optional.of(Reason.against(
                            "amountMax", "above the maximum amount of " + Money.text(max, product.currency())))
                    : Optional.empty();
        });
    }

    private static Optional<Reason> term(ProductDetails product, Enquiry enquiry) {
        Integer min = product.termMinMonths();
        Integer max = product.termMaxMonths();
        OptionalInt asked = enquiry.whole(Filter.TERM_MONTHS);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (min == null && max == null) {
            return Optional.of(Reason.unknown("termMinMonths", "the terms are not stated"));
        }
        if (min != null && asked.getAsInt() < min) {
            return Optional.of(Reason.against("termMinMonths", "below the shortest term of " + months(min)));
        }
        return max != null && asked.getAsInt() > max
                ? Optional.of(Reason.against("termMaxMonths", "above the longest term of " + months(max)))
                : Optional.empty();
    }

    private static String months(int count) {
        return count == 1 ? "1 month" : count + " months";
    }

    private static Optional<Reason> purpose(ProductDetails product, Enquiry enquiry) {
        List<String> offered = product.fundsPurposes();
        return enquiry.text(Filter.PURPOSE)
                .filter(asked -> !offered.isEmpty() && !offered.contains(asked))
                .map(asked -> Reason.against("fundsPurposes", "not offered for this purpose: " + asked));
    }

    private static Optional<Reason> receivables(ProductDetails product, Enquiry enquiry) {
        Boolean required = product.requiresReceivables();
        return enquiry.text(Filter.HAS_RECEIVABLES)
                .filter(has -> has.equals("false") && !Boolean.FALSE.equals(required))
                .map(_ -> required == null
                        ? Reason.unknown("requiresReceivables", "it is not stated whether receivables are needed")
                        : Reason.against("requiresReceivables", "needs accounts receivable"));
    }

    private static Optional<Reason> creditScore(ProductDetails product, Enquiry enquiry) {
        return atLeast(
                enquiry.decimal(Filter.CREDIT_SCORE),
                decimal(product.minCreditScore()),
                "minCreditScore",
                "minimum credit score",
                min -> "minimum credit score of " + min);
    }

    private static Optional<Reason> timeInBusiness(ProductDetails product, Enquiry enquiry) {
        return atLeast(
                enquiry.decimal(Filter.MONTHS_IN_BUSINESS),
                decimal(product.minMonthsInBusiness()),
                "minMonthsInBusiness",
                "minimum time in business",
                min -> "minimum of " + months(min.intValue()) + " in business");
    }

    private static Optional<Reason> revenue(ProductDetails product, Enquiry enquiry) {
        return atLeast(
                enquiry.decimal(Filter.MONTHLY_REVENUE),
                product.minMonthlyRevenue(),
                "minMonthlyRevenue",
                "minimum monthly revenue",
                min -> "minimum monthly revenue of " + Money.text(min, product.currency()));
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    /// A minimum that the product may state.
    private static Optional<Reason> atLeast(
            Optional<BigDecimal> asked,
            @Nullable BigDecimal minimum,
            String member,
            String name,
            Function<BigDecimal, String> what) {
        return asked.flatMap(value -> {
            if (minimum == null) {
                return Optional.of(Reason.unknown(member, "the " + name + " is not stated"));
            }
            return value.compareTo(minimum) < 0
                    ? Optional.of(Reason.against(member, "below the " + what.apply(minimum)))
                    : Optional.empty();
        });
    }

    /// A code stands for all that begin with it.
    private static Optional<Reason> industry(ProductDetails product, Enquiry enquiry) {
        List<String> excluded = product.industriesExcluded();
        return enquiry.text(Filter.INDUSTRY).flatMap(asked -> {
            if (excluded.stream().anyMatch(asked::startsWith)) {
                return Optional.of(Reason.against("industriesExcluded", "not offered to this industry: " + asked));
            }
            return excluded.stream().anyMatch(code -> code.startsWith(asked))
                    ? Optional.of(Reason.unknown("industriesExcluded", "parts of this industry are excluded: " + asked))
                    : Optional.empty();
        });
    }
}
