package dev.lendersync.protocol.rules;

/// Why a product may not be for an applicant.
///
/// @param member the product's member that it is about
/// @param text in English, to follow the product's name: "below the minimum amount of $10,000"
public record Reason(Verdict verdict, String member, String text) {
    static Reason against(String member, String text) {
        return new Reason(Verdict.NOT_ELIGIBLE, member, text);
    }

    static Reason unknown(String member, String text) {
        return new Reason(Verdict.ASK_US, member, text);
    }
}
