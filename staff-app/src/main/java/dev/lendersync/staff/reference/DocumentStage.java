package dev.lendersync.staff.reference;

/// When a document is handed in.
public enum DocumentStage implements Coded {
    APPLICATION("With the application", "application, at application, upfront"),
    CLOSING("Before closing", "closing, at closing, before funding, funding");

    public static final CodeList<DocumentStage> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    DocumentStage(String label, String aliases) {
        this.label = label;
        this.aliases = aliases;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String aliases() {
        return aliases;
    }
}
