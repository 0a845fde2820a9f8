package dev.lendersync.staff.sheets;

/// A file that cannot be read as a table, or options that do not fit it. The text is for the person who gave them.
public final class SheetFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SheetFormatException(String message) {
        super(message);
    }

    public SheetFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
