package dev.lendersync.staff.legacy;

/// A file that cannot be read as a table, or options that do not fit it. The text is for the person who gave them.
public final class LegacyFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LegacyFormatException(String message) {
        super(message);
    }

    public LegacyFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
