package dev.lendersync.protocol.rules;

import dev.lendersync.protocol.ProductDetails;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// How many products would match if one part of an enquiry were left open: for pages that would be empty.
public record Relaxation(Filter filter, long matches) {
    private static final Comparator<Relaxation> MOST_HELPFUL = Comparator.comparingLong((Relaxation one) -> one.matches)
            .reversed()
            .thenComparing(relaxation -> relaxation.filter().word());

    /// The most helpful first; those that would not help are left out.
    public static List<Relaxation> of(Collection<ProductDetails> products, Enquiry enquiry) {
        return enquiry.stated().keySet().stream()
                .map(filter -> new Relaxation(filter, count(products, enquiry.without(filter))))
                .filter(relaxation -> relaxation.matches() > 0)
                .sorted(MOST_HELPFUL)
                .toList();
    }

    private static long count(Collection<ProductDetails> products, Enquiry enquiry) {
        return products.stream()
                .filter(product -> Eligibility.of(product, enquiry).matches())
                .count();
    }
}
