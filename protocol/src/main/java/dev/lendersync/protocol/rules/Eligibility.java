package dev.lendersync.protocol.rules;

import dev.lendersync.protocol.ProductDetails;
import java.util.List;
import java.util.Optional;

/// Whether a product is for an applicant, and why not.
///
/// @param reasons in the order of the rules
public record Eligibility(Verdict verdict, List<Reason> reasons) {
    public Eligibility {
        reasons = List.copyOf(reasons);
    }

    public static Eligibility of(ProductDetails product, Enquiry enquiry) {
        List<Reason> reasons = EligibilityRules.ALL.stream()
                .map(rule -> rule.judge(product, enquiry))
                .flatMap(Optional::stream)
                .toList();
        boolean against = reasons.stream().anyMatch(reason -> reason.verdict() == Verdict.NOT_ELIGIBLE);
        Verdict otherwise = against ? Verdict.NOT_ELIGIBLE : Verdict.ASK_US;
        return new Eligibility(reasons.isEmpty() ? Verdict.ELIGIBLE : otherwise, reasons);
    }

    /// Whether it is for him, or may be.
    public boolean matches() {
        return verdict != Verdict.NOT_ELIGIBLE;
    }
}
