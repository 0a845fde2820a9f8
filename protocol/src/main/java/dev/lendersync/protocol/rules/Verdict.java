package dev.lendersync.protocol.rules;

/// Whether a product is for an applicant.
public enum Verdict {
    ELIGIBLE("eligible"),
    NOT_ELIGIBLE("not-eligible"),
    /// The product does not state what it would depend on.
    ASK_US("ask-us");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
